import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addContact, cards, contactList, inboxList, openSection } from './person.ts';
import { dial, expect, test, type Sputnik } from './sputnik.ts';

/** WCAG 2.2, levels A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What breaks the rules on what is shown now, in both themes, a line for each element. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    // The other way of looking at a page opens a window of its own, which this app never does.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze();
    for (const { id, nodes } of violations) {
      for (const { html, failureSummary } of nodes) found.push(`${colorScheme} ${id}: ${html} ${failureSummary ?? ''}`);
    }
  }
  return found;
}

/** Colours are drawn as they will stay. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Opens a screen and holds it against the rules. */
async function look(page: Page, screen: string, open: () => Promise<unknown>): Promise<void> {
  await test.step(screen, async () => {
    await open();
    expect.soft(await faults(page), screen).toEqual([]);
  });
}

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Разделы' }).getByRole('button', { name }).click();

const away = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.locator('[role=dialog], [role=menu]')).toHaveCount(0);
};

async function demo({ page }: Sputnik): Promise<void> {
  await expect(page.getByText('Это демо')).toBeVisible();
  await expect(inboxList(page).getByRole('row').nth(3)).toBeVisible({ timeout: 20_000 });
}

test('the first window keeps the rules, with its errors and with everything open', async ({ start }) => {
  const { page } = await start();
  await look(page, 'welcome', () => page.getByRole('button', { name: 'Попробовать демо' }).waitFor());
  await look(page, 'refused', async () => {
    await page.getByText('Дополнительно').click();
    await page.getByLabel('Домен ВАТС').fill('моя атс');
    await page.getByRole('button', { name: 'Подключить' }).click();
    await page.getByText('Домен пишется').waitFor();
  });
});

test('what waits, and what can be done with it, keeps the rules', async ({ start }) => {
  const app = await start({ args: ['--demo'] });
  const { page } = app;
  await demo(app);
  const kind = (name: RegExp) =>
    page.getByRole('radiogroup', { name: 'Что показать' }).getByRole('radio', { name }).click();
  const first = inboxList(page).getByRole('row').first();

  await look(page, 'list', async () => expect(first).toBeVisible());
  for (const name of [/^Голосовые/, /^Факсы/]) {
    await look(page, `detail of ${name.source}`, async () => {
      await kind(name);
      await first.click();
      await expect(page.getByRole('main').getByRole('article')).toBeVisible();
    });
  }
  await kind(/^Все/);
  await look(page, 'several chosen', async () => {
    await first.click();
    await page.keyboard.press('Shift+J');
    await expect(page.getByRole('heading', { name: 'Выбрано: 2' })).toBeVisible();
  });
  await look(page, 'snooze', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await expect(page.getByRole('menu')).toBeVisible();
  });
  await look(page, 'snooze until', async () => {
    await page.getByRole('menuitem', { name: 'Выбрать время…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
  await away(page);
  await look(page, 'done, with its notice', async () => {
    await first.focus();
    await page.keyboard.press('e');
    await expect(page.getByText(/^Готово: /).first()).toBeVisible();
  });
  await look(page, 'shelf', () => page.getByRole('radio', { name: 'Готовые' }).click());
  await look(page, 'keys', async () => {
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Клавиши' })).toBeVisible();
  });
});

test('calls under way, planned and past keep the rules', async ({ connected, pbx }) => {
  const { page } = connected;
  await look(page, 'nothing yet', () => openSection(page, 'Обратные звонки'));
  await dial(page, '+7 903 000-55-17');
  await look(page, 'a card of a call', () => cards(page).getByText('Занято, попытка 1').waitFor({ timeout: 20_000 }));
  await look(page, 'asked again', async () => {
    await dial(page, '+7 903 000-55-17');
    await expect(page.getByRole('dialog', { name: 'Позвонить ещё раз?' })).toBeVisible();
  });
  await away(page);
  pbx.clock.speed = 1;
  await look(page, 'plan', async () => {
    const field = page.getByRole('textbox', { name: 'Номер', exact: true });
    await field.fill('+7 903 000-55-18');
    await field.press('Shift+Enter');
    await expect(page.getByRole('dialog', { name: 'Перезвонить в…' })).toBeVisible();
  });
  await page.keyboard.press('Enter');
  await look(page, 'planned', () =>
    cards(page)
      .getByText(/Запланировано:/)
      .waitFor(),
  );
  await look(page, 'detail', async () => {
    await page.getByRole('grid', { name: 'Заказанные звонки' }).getByRole('row').last().click();
    await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
  });
  for (const name of ['Запланированные', 'На АТС']) {
    await look(page, name, async () => {
      await page.getByRole('main').getByRole('radio', { name }).click();
    });
  }
  await look(page, 'a number that is none', async () => {
    await dial(page, '112');
    await expect(page.getByText('Экстренные службы')).toBeVisible();
  });
});

test('people keep the rules', async ({ connected }) => {
  const { page } = connected;
  await look(page, 'no contacts', () => openSection(page, 'Контакты'));
  await addContact(page, { name: 'Анна', company: 'Колос', favourite: true, numbers: [{ written: '84950124567' }] });
  await look(page, 'contact', () => contactList(page).getByRole('row', { name: /Анна/ }).click());
  await look(page, 'editor', async () => {
    await page.getByRole('button', { name: 'Изменить' }).first().click();
    await expect(page.getByRole('form')).toBeVisible();
  });
  await page.getByRole('form').getByRole('button', { name: 'Отменить' }).click();
  await look(page, 'team', async () => {
    await openSection(page, 'Сотрудники');
    await expect(page.getByRole('grid', { name: 'Список сотрудников' }).getByRole('row').first()).toBeVisible();
  });
});

test('the journal, numbers and settings keep the rules', async ({ start }) => {
  const app = await start({ args: ['--demo'] });
  const { page } = app;
  await demo(app);
  const row = page.getByRole('grid', { name: 'Записи' }).locator('[role=row][aria-selected]').nth(2);
  await look(page, 'journal', async () => {
    await openSection(page, 'Журнал');
    await expect(row).toBeVisible();
  });
  await look(page, 'record', () => row.click());
  for (const name of ['Период', 'Вид', 'Длительность']) {
    await look(page, `filter ${name}`, async () => {
      await page.getByRole('group', { name: 'Фильтры' }).getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await away(page);
  }
  await look(page, 'saved filters', () => page.getByRole('button', { name: 'Сохранённые фильтры' }).click());
  await away(page);
  await look(page, 'numbers', () => section(page, 'Номера'));
  await look(page, 'settings', () => section(page, 'Настройки'));
  await look(page, 'erase', async () => {
    await page.getByRole('button', { name: 'Стереть…' }).click();
    await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toBeVisible();
  });
});
