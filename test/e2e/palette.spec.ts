import type { Page } from '@playwright/test';
import { copy } from '../support/desktop/clipboard.ts';
import { run, until } from '../support/desktop/program.ts';
import { front, keyboardIn, startWindowManager, typeText, workElsewhere } from '../support/desktop/windows.ts';
import { expectSaid, field, listen, paletteOf, shown } from './palette.ts';
import { addContact, cards, openSection } from './person.ts';
import { expect, test, type Sputnik } from './sputnik.ts';

const found = (palette: Page) => palette.getByRole('listbox', { name: 'Кого нашли' }).getByRole('option');

/** What follows sooner on a press of the keys, or after Escape, is taken for one of keys that are held. */
const apart = ({ page }: Sputnik, ms = 1_100) => page.waitForTimeout(ms);

/** The keys that open it, pressed on the keyboard, until it has the keyboard itself. */
async function press(app: Sputnik): Promise<Page> {
  await apart(app, 300);
  await run('xdotool', 'key', 'ctrl+alt+k');
  const palette = await paletteOf(app);
  await shown(app).toBe(true);
  await expect(field(palette)).toBeFocused();
  await until('the palette in front', () => palette.evaluate(() => document.hasFocus()));
  await keyboardIn('Кому');
  await listen(palette);
  return palette;
}

test.beforeEach(async () => {
  // Nothing copied or marked by the test before.
  await copy('');
  await copy('', 'primary');
});

test('over another program: name in the wrong layout, Enter, one callback; Escape gives the keyboard back', async ({
  connected,
  pbx,
}) => {
  await using _manager = await startWindowManager();
  await addContact(connected.page, { name: 'Анна Петрова', numbers: [{ written: '+7 903 000-55-11' }] });
  await using _other = await workElsewhere();

  await press(connected);
  await run('xdotool', 'key', 'Escape');
  await shown(connected).toBe(false);
  await until('the program before', async () => (await front()) === 'Another program');

  const palette = await press(connected);
  await typeText('gtnhjdf');
  await expect(found(palette)).toHaveText([/Анна Петрова/]);
  await run('xdotool', 'key', 'Return');
  await expectSaid(palette, 'Заказано: Анна Петрова');
  await shown(connected).toBe(false);
  await until('the program before', async () => (await front()) === 'Another program');
  expect(pbx.tasks).toHaveLength(1);
  await expect(cards(connected.page).getByText('Анна Петрова').first()).toBeVisible();
});

test('its window and its page are kept from one opening to the next', async ({ connected }) => {
  await using _manager = await startWindowManager();
  const windows = () =>
    connected.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((each) => each.webContents.id),
    );
  const bornAtMs = (palette: Page) => palette.evaluate(() => performance.timeOrigin);
  const first = await press(connected);
  const before = [await windows(), await bornAtMs(first)];
  for (let opening = 2; opening <= 4; opening += 1) {
    await run('xdotool', 'key', 'Escape');
    await shown(connected).toBe(false);
    const palette = await press(connected);
    expect([await windows(), await bornAtMs(palette)], `opening ${opening}`).toEqual(before);
  }
});

test('its keys held down open it once, and pressed again put it away once', async ({ connected }) => {
  await using _manager = await startWindowManager();
  await press(connected);
  await run('xdotool', 'key', 'Escape');
  await shown(connected).toBe(false);
  const window = await connected.electron.browserWindow(await paletteOf(connected));
  await window.evaluate((each) => {
    const changes: string[] = [];
    each.on('show', () => changes.push('shown')).on('hide', () => changes.push('hidden'));
    Object.assign(globalThis, { changes });
  });
  const changes = () => connected.electron.evaluate(() => (globalThis as unknown as { changes: string[] }).changes);
  const hold = () =>
    run('xdotool', ...'keydown ctrl keydown alt keydown k sleep 2 keyup k keyup alt keyup ctrl'.split(' '));
  await hold();
  await expect.poll(changes).toEqual(['shown']);
  await apart(connected);
  await hold();
  await expect.poll(changes).toEqual(['shown', 'hidden']);
});

test('finds by initials, by digits from the middle of a number, and rings whom it shows', async ({
  connected,
  pbx,
}) => {
  await using _manager = await startWindowManager();
  await addContact(connected.page, { name: 'Иванов Пётр', numbers: [{ written: '+7 903 417-28-55' }] });
  await addContact(connected.page, { name: 'Котова Анна', numbers: [{ written: '+7 903 000-55-12' }] });
  const palette = await press(connected);
  const [ivanov, kotova] = ['Иванов Пётр', 'Котова Анна'].map((hasText) => found(palette).filter({ hasText }));
  for (const initials of ['ИП', 'пи']) {
    await field(palette).fill('ка');
    await expect(found(palette).first()).toContainText('Котова Анна');
    await field(palette).fill(initials);
    await expect(found(palette).first(), initials).toContainText('Иванов Пётр');
  }
  for (const digits of ['4172', '17-28', '41728']) {
    await field(palette).fill('ка');
    await expect(kotova!).toBeVisible();
    await field(palette).fill(digits);
    await expect(ivanov!, digits).toBeVisible();
    await expect(kotova!).toHaveCount(0);
  }
  // An extension that no colleague has is less likely than somebody known.
  await expect(found(palette).first()).toContainText('Иванов Пётр');
  await expect(found(palette).filter({ hasText: 'доб. 41728' })).toBeVisible();
  await run('xdotool', 'key', 'Return');
  await expectSaid(palette, 'Заказано: Иванов Пётр');
  expect(pbx.requests.filter(({ action }) => action === 'callback_add')).toHaveLength(1);
  await expect(cards(connected.page).getByText('Иванов Пётр').first()).toBeVisible();
});

test('opens under a resting pointer: the first one stays chosen until the pointer is moved', async ({ connected }) => {
  await using _manager = await startWindowManager();
  const { page } = connected;
  for (const [name, written] of Object.entries({
    'Анна Петрова': '+7 903 000-55-11',
    'Борис Котов': '+7 903 000-55-12',
  })) {
    await addContact(page, { name, numbers: [{ written }] });
    // Favourites are offered before anything is typed.
    const article = page.getByRole('article', { name });
    await article.getByRole('button', { name: 'Добавить в избранное' }).click();
    await expect(article.getByRole('button', { name: 'Убрать из избранного' })).toBeVisible();
  }
  await run('xdotool', 'mousemove', '1', '1');
  const first = await press(connected);
  await expect(found(first).nth(1)).toBeVisible();
  const { x, y, height } = await first.evaluate(() => {
    const { top, height } = document.querySelectorAll('[role=option]')[1]!.getBoundingClientRect();
    return { x: window.screenX + 100, y: window.screenY + top, height };
  });
  await run('xdotool', 'key', 'Escape');
  await shown(connected).toBe(false);

  await run('xdotool', 'mousemove', String(x), String(Math.round(y + height / 2)));
  const palette = await press(connected);
  // What the system tells of a pointer under which a window appears comes at once.
  await palette.waitForTimeout(500);
  await expect(found(palette).nth(0)).toHaveAttribute('aria-selected', 'true');
  await run('xdotool', 'mousemove_relative', '5', '2');
  await expect(found(palette).nth(1)).toHaveAttribute('aria-selected', 'true');
});

test('an order that the exchange is slow to take changes nothing of the next opening; its card tells', async ({
  connected,
  pbx,
}) => {
  await using _manager = await startWindowManager();
  pbx.fail({ kind: 'late', delayMs: 10_000 }, { action: 'callback_add', times: 1 });
  const palette = await press(connected);
  await typeText('89030005588');
  await run('xdotool', 'key', 'Return');
  await expectSaid(palette, 'Отправляем заказ');
  await run('xdotool', 'key', 'Escape');
  await shown(connected).toBe(false);

  await press(connected);
  await typeText('89030005599');
  await expect(cards(connected.page).getByText('Отправляем…')).toBeVisible();
  await expect(cards(connected.page).getByText('Отправляем…')).toHaveCount(0, { timeout: 20_000 });
  await palette.waitForTimeout(1_500);
  expect(await field(palette).inputValue()).toBe('89030005599');
  await shown(connected).toBe(true);
  await run('xdotool', 'key', 'Return');
  await expectSaid(palette, 'Заказано: +7 903 000-55-99');
  expect(pbx.tasks).toHaveLength(2);

  // It comes to nothing when nobody looks at the palette any more.
  await shown(connected).toBe(false);
  pbx.fail({ kind: 'late', delayMs: 5_000 }, { action: 'callback_add', carriesOut: false });
  await press(connected);
  await typeText('89030005566');
  await run('xdotool', 'key', 'Return');
  await expectSaid(palette, 'Отправляем заказ');
  await run('xdotool', 'key', 'Escape');
  await expect(cards(connected.page).getByText('Заказывать снова не нужно')).toBeVisible();
  await shown(connected).toBe(false);
});

test('a second order of the same client is asked about in the main window', async ({ connected, pbx }) => {
  await using _manager = await startWindowManager();
  for (const order of ['first', 'second']) {
    const palette = await press(connected);
    await typeText('89030005588');
    await expect(found(palette).first()).toContainText('+7 903 000-55-88');
    await run('xdotool', 'key', 'Return');
    if (order === 'first') await shown(connected).toBe(false);
  }
  const question = connected.page.getByRole('dialog');
  await expect(question).toContainText('+7 903 000-55-88');
  expect(pbx.tasks).toHaveLength(1);
});

test('Shift+Enter asks in the main window for when; Ctrl+K opens it from there', async ({ connected, pbx }) => {
  await using _manager = await startWindowManager();
  await connected.page.keyboard.press('Control+k');
  const palette = await paletteOf(connected);
  await shown(connected).toBe(true);
  await field(palette).fill('+7 903 000-55-77');
  await field(palette).press('Shift+Enter');
  await expect(connected.page.getByRole('dialog')).toContainText('+7 903 000-55-77');
  await shown(connected).toBe(false);
  expect(pbx.tasks).toHaveLength(0);
});

test('a copied number is offered first and not dialled; what is wrong is said in it', async ({ connected, pbx }) => {
  await using _manager = await startWindowManager();
  await copy('8 (495) 123-45-67');
  await copy('+7 903 000 55 11', 'primary');
  // What is copied is waited for so shortly that a busy PC may not hand it out in time.
  await connected.hasten(1 / 20);
  const palette = await press(connected);
  await expect(found(palette).nth(0)).toContainText('Из буфера: +7 495 123-45-67');
  await expect(found(palette).nth(1)).toContainText('Из выделенного: +7 903 000-55-11');
  await connected.hasten(20);
  await pbx.down();
  await run('xdotool', 'key', 'Return');
  await expect(palette.getByRole('alert')).toContainText('Сервер АТС не отвечает');
  expect(pbx.tasks).toHaveLength(0);
});

test('other keys can be chosen; keys of another program are told as taken, until they are free', async ({
  connected,
}) => {
  const manager = await startWindowManager();
  const { page } = connected;
  await openSection(page, 'Настройки');
  await page.getByRole('button', { name: 'Сочетание Ctrl+Alt+K. Изменить' }).click();
  await page.keyboard.press('k');
  await expect(page.getByText('Такое сочетание не подойдёт')).toBeVisible();
  await page.keyboard.press('Control+Alt+j');
  await expect(page.getByRole('button', { name: 'Сочетание Ctrl+Alt+J. Изменить' })).toBeVisible();
  await run('xdotool', 'key', 'ctrl+alt+k');
  await run('xdotool', 'key', 'ctrl+alt+j');
  await shown(connected).toBe(true);
  await apart(connected);
  await run('xdotool', 'key', 'ctrl+alt+j');
  await shown(connected).toBe(false);

  await page.getByRole('button', { name: 'Сочетание Ctrl+Alt+J. Изменить' }).click();
  await page.keyboard.press('Alt+F4');
  await expect(page.getByText('Такое сочетание не подойдёт')).toBeVisible();
  // Openbox has this one for itself.
  await page.keyboard.press('Control+Alt+ArrowLeft');
  const taken = page.getByText('Занято другой программой. Выберите другое.');
  await expect(taken).toBeVisible();
  await manager[Symbol.asyncDispose]();
  await openSection(page, 'Журнал');
  await openSection(page, 'Настройки');
  await expect(page.getByRole('button', { name: 'Сочетание Ctrl+Alt+Left. Изменить' })).toBeVisible();
  await expect(taken).toBeHidden();
  await using _another = await startWindowManager();
  await apart(connected);
  await run('xdotool', 'key', 'ctrl+alt+Left');
  await shown(connected).toBe(true);
});
