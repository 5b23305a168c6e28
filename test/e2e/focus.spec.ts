import type { Page } from '@playwright/test';
import { run } from '../support/desktop/program.ts';
import { bringToFront, startWindowManager } from '../support/desktop/windows.ts';
import { Keys } from './keys.ts';
import { addContact, cards, contactList, inboxList, openSection } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { dial, expect, test } from './sputnik.ts';

/** Where the focus is, by role and name; empty: nowhere. */
const at = (page: Page) =>
  page.evaluate(() => (document.activeElement === document.body ? '' : (document.activeElement?.outerHTML ?? '')));

test('Escape asks before it loses what was typed, and takes the question back', async ({ connected }) => {
  const { page } = connected;
  await addContact(page, { name: 'Анна', numbers: [{ written: '84950124567' }] });
  await contactList(page).getByRole('row').first().click();
  await page.getByRole('button', { name: 'Изменить' }).first().click();
  const company = page.getByRole('form').getByLabel('Компания');
  await company.fill('Колос');
  await company.press('Escape');
  const question = page.getByRole('dialog', { name: 'Закрыть без сохранения?' });
  await expect(question.getByRole('button').first()).toBeFocused();
  await page.waitForTimeout(400);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(company).toBeFocused();
  await expect(company).toHaveValue('Колос');
});

test('what is closed hands the focus on: a card, a notice, a filter, a setting, a page', async ({ connected }) => {
  const { page } = connected;
  const keys = new Keys(page);

  await test.step('a page', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await keys.press('Control+8');
    await expect(page.getByRole('main', { name: 'Настройки' })).toBeFocused();
    await keys.press('Tab');
    await keys.seen();
    await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
    await keys.press('Control+5');
    await expect(page.getByRole('main', { name: 'Журнал' })).toBeFocused();
  });
  await test.step('a filter', async () => {
    await page.getByRole('button', { name: 'С заметкой' }).press('Enter');
    const period = page.getByRole('group', { name: 'Фильтры' }).getByRole('button', { name: 'Период', exact: true });
    await period.press('Enter');
    await page.getByRole('dialog').getByText('Сегодня', { exact: true }).click();
    await keys.press('Escape');
    await keys.tabTo(page.getByRole('button', { name: 'Убрать фильтр: Период' }));
    await keys.press('Enter');
    await expect(period).toBeFocused();
    await keys.tabTo(page.getByRole('button', { name: 'Сбросить всё' }));
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'Сбросить всё' })).toHaveCount(0);
    await keys.seen();
    await expect(page.getByRole('group', { name: 'Фильтры' }).locator(':focus')).toHaveCount(1);
  });
  await test.step('a card', async () => {
    await page.evaluate(() => window.sputnik.call['settings.set']({ tries: 1 }));
    await dial(page, '+7 903 000-55-01');
    const away = cards(page).getByRole('button', { name: 'Убрать', exact: true });
    await expect(away.first()).toBeVisible({ timeout: 30_000 });
    await away.first().press('Enter');
    await expect.poll(() => at(page)).not.toBe('');
  });
  await test.step('a notice', async () => {
    await addContact(page, { name: 'Борис', numbers: [{ written: '84950124568' }] });
    await contactList(page).getByRole('row').first().click();
    await page.getByRole('main').getByRole('button', { name: 'Удалить' }).press('Enter');
    await page.getByRole('button', { name: 'Отменить' }).last().press('Enter');
    await expect(contactList(page).getByRole('row')).toHaveCount(1);
    await expect.poll(() => at(page)).not.toBe('');
  });
  await test.step('a setting', async () => {
    await openSection(page, 'Настройки');
    await page.getByRole('button', { name: 'Убрать сочетание' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Убрать сочетание' })).toHaveCount(0);
    await expect.poll(() => at(page)).not.toBe('');
    await keys.seen();
  });
});

test('how many were found is told where nobody sees the list', async ({ connected }) => {
  const { page } = connected;
  const told = page.getByRole('main').getByRole('status');
  await addContact(page, { name: 'Анна', numbers: [{ written: '84950124567' }] });
  await expect(told).toHaveText('');
  const search = page.getByRole('searchbox', { name: 'Поиск' });
  await search.fill('Анн');
  await expect(told).toHaveText('Найдено 1 из 1');
  await search.fill('Борис');
  await expect(told).toHaveText('Найдено 0 из 1');
  await openSection(page, 'Сотрудники');
  await page.getByRole('searchbox', { name: 'Поиск' }).fill('10');
  await expect(told).toHaveText(/^\d+ сотрудник/);
  // What a figure on an item of the rail means is told with the item, and nowhere else.
  await expect(page.getByRole('navigation', { name: 'Разделы' })).not.toContainText('звонков идут', {
    useInnerText: true,
  });
  await openSection(page, 'Настройки');
  await expect(page.getByRole('group', { name: 'Попыток' })).toHaveAccessibleDescription(/Сколько раз АТС/);
});

test('done in the detail, the focus goes on in the list', async ({ connected, pbx }) => {
  const { page } = connected;
  const rows = inboxList(page).getByRole('row');
  await firstAnswers(page);
  for (const numberA of ['79030005511', '79030005512'])
    pbx.addRecord('voicemail', { numberA, numberB: '101', seconds: 9 });
  await askNow(page);
  await expect(rows).toHaveCount(2);
  await rows.first().click();
  await page.getByRole('main').getByRole('button', { name: 'Готово', exact: true }).press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toBeFocused();
});

test('the arrows go along the three lists of callbacks', async ({ connected }) => {
  const { page } = connected;
  await openSection(page, 'Обратные звонки');
  const list = (name: string) => page.getByRole('main').getByRole('radio', { name });
  await list('Мои').focus();
  await page.keyboard.press('ArrowRight');
  await expect(list('Запланированные')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(list('На АТС')).toBeFocused();
  await expect(list('На АТС')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').getByRole('combobox')).toBeFocused();
});

test('on a busy PC keys that are pressed ahead of what they open are not for the list beneath', async ({
  connected,
  pbx,
}) => {
  await using _manager = await startWindowManager();
  const { page } = connected;
  /** Several keys on the keyboard, while the page does something else. */
  const pressAhead = async (...keys: string[]) => {
    await page.evaluate(() => {
      setTimeout(() => {
        const endMs = performance.now() + 3_000;
        while (performance.now() < endMs);
      }, 100);
    });
    await page.waitForTimeout(200);
    await run('xdotool', 'key', '--delay', '5', ...keys);
  };
  await bringToFront('Спутник ВАТС', () => connected.native((window) => window.focus()));
  await openSection(page, 'Контакты');
  for (const last of ['11', '12', '13'])
    await addContact(page, { name: `Анна ${last}`, numbers: [{ written: `+7 903 000-55-${last}` }] });
  await contactList(page).getByRole('row').first().click();
  await pressAhead('shift+Return', 'Down', 'Return');
  const plan = page.getByRole('dialog', { name: 'Перезвонить в…' });
  await expect(plan).toBeVisible();
  await expect(contactList(page).getByRole('row', { selected: true })).toContainText('Анна 11');
  // Pressed again by whoever has seen that they did nothing.
  await page.waitForTimeout(500);
  await expect(plan).toBeVisible();
  await run('xdotool', 'key', 'Down', 'Return');
  await expect(cards(page).getByRole('article', { name: 'Анна 11' })).toBeVisible();
  await expect(plan).toBeHidden();

  await cards(page).getByRole('button', { name: 'Отменить' }).click();
  await expect(cards(page).getByText('Отменено, никому не звонили')).toBeVisible();

  // Whoever goes on pressing a key does not have to let it go.
  await contactList(page).getByRole('row').nth(1).click();
  await pressAhead('shift+Return', 'Tab');
  await expect(plan.getByRole('radio', { checked: true }).first()).toBeFocused();
  const visited = await page.evaluateHandle(() => {
    const seen = new Set<EventTarget | null>();
    window.addEventListener('focusin', ({ target }) => seen.add(target));
    return seen;
  });
  await run('xdotool', 'key', '--delay', '100', ...Array<string>(20).fill('Tab'));
  await expect.poll(() => visited.evaluate(({ size }) => size)).toBeGreaterThan(2);
  await run('xdotool', 'key', 'Escape');
  await expect(plan).toBeHidden();

  const menu = page.getByRole('button', { name: 'Файлы и повторы' });
  await menu.focus();
  await pressAhead('Return', 'Up', 'Return');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.waitForTimeout(500);
  await run('xdotool', 'key', 'Up', 'Return');
  await expect(page.getByRole('button', { name: 'К контактам' })).toBeVisible();
  expect(pbx.validRequests('callback_add')).toEqual([]);
});
