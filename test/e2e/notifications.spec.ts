import { Notifications } from '../support/desktop/notifications.ts';
import type { Program } from '../support/desktop/program.ts';
import { startTrayHost, trayIcon } from '../support/desktop/tray.ts';
import { addContact, choose, openSection } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { connect, dial, expect, test, type Sputnik } from './sputnik.ts';

let panel: Program;
test.beforeAll(async () => {
  panel = await startTrayHost();
});
test.afterAll(() => panel.stop());

const stranger = { numberA: '79030005511', group: 'Отдел продаж', user: '', seconds: 42 } as const;
const waiting = async () =>
  /(\d+) жд[её]т ответа|(\d+) ждут ответа/.exec(await (await trayIcon()).tooltip())?.[0] ?? '';

/** The first questions are answered, and the history is on its way. */
async function atWork({ page }: Sputnik): Promise<void> {
  await firstAnswers(page);
  await expect(page.getByRole('progressbar', { name: 'Загрузка истории' })).toBeVisible({ timeout: 20_000 });
}

/** What «Требуют внимания» shows of the client, opened. */
const opened = ({ page }: Sputnik) => page.getByRole('main').getByRole('article', { name: '+7 903 000-55-11' });

async function hideWindow(app: Sputnik): Promise<void> {
  await app.native((window) => window.hide());
  await expect.poll(() => app.native((window) => window.isVisible())).toBe(false);
}

/** The events that the page is told from now on. */
async function heardBy({ page }: Sputnik): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.sputnik.listen((event) => heard.push(event));
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { heard: { type: string }[] }).heard.filter(({ type }) => type === 'open'),
    );
}

test('a voicemail and a fax are told in a moment, and a click opens the very item', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  await atWork(connected);
  await hideWindow(connected);
  const heard = await heardBy(connected);

  pbx.addRecord('voicemail', stranger);
  await askNow(connected.page);
  const [told] = await notifications.waitFor(1);
  expect(told?.title).toBe('Голосовое · +7 903 000-55-11');
  expect(told?.body).toMatch(/^0:42 · для: Отдел продаж$/);
  await notifications.click();
  await expect.poll(() => connected.native((window) => window.isVisible())).toBe(true);
  await expect.poll(heard).toEqual([{ type: 'open', item: { kind: 'record', id: expect.any(Number) as unknown } }]);
  const [event] = (await heard()) as { item: { id: number } }[];
  const record = await connected.page.evaluate(
    async (id) => JSON.stringify(await window.sputnik.call['journal.record']({ id })),
    event?.item.id ?? 0,
  );
  expect(record).toContain('"number":"+79030005511"');
  await expect(opened(connected)).toBeVisible();

  pbx.addRecord('fax', { ...stranger, numberA: '79030005522' });
  await askNow(connected.page);
  expect((await notifications.waitFor(2)).at(-1)).toEqual({
    title: 'Факс · +7 903 000-55-22',
    body: 'для: Отдел продаж',
  });
});

test('history that is loaded for the first time is not told', async ({ start, pbx }) => {
  await using notifications = await Notifications.start();
  const app = await start();
  await connect(app.page, pbx);
  await atWork(app);
  pbx.addRecord('voicemail', stranger);
  await askNow(app.page);
  await expect.poll(waiting).toMatch(/жд[её]т/);
  const shown = await notifications.waitFor(1);
  expect(shown.map(({ title }) => title)).toEqual(['Голосовое · +7 903 000-55-11']);
});

test('twenty at once are one notification, with names as text and never as markup', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  const name = '<b>Ромашка</b> & "Ко"';
  await openSection(connected.page, 'Контакты');
  await addContact(connected.page, { name, numbers: [{ written: '+7 903 000-55-11' }] });
  await atWork(connected);
  for (let count = 0; count < 20; count += 1) pbx.addRecord('voicemail', { ...stranger, seconds: count + 1 });
  await askNow(connected.page);
  expect(await notifications.waitFor(1)).toEqual([
    {
      title: '20 новых сообщений',
      body: '20 голосовых\n&lt;b&gt;Ромашка&lt;/b&gt; &amp; "Ко"',
    },
  ]);
  pbx.addRecord('fax', stranger);
  await askNow(connected.page);
  expect((await notifications.waitFor(2)).at(-1)?.title).toBe(`Факс · ${name}`);
  // What the daemon draws is its own `<b>title</b>` and body, and nothing else in it is markup.
  await notifications.closeAll();
  const drawn = (await notifications.history()).slice(0, 2).map((text) => text.replace(/^<b>|<\/b>\n/g, ''));
  expect(drawn).toHaveLength(2);
  for (const text of drawn) expect(text).toMatch(/^[^<>]*&lt;b&gt;Ромашка&lt;\/b&gt; &amp; [^<>]*$/);
});

test('with details hidden neither name nor number is shown', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  await openSection(connected.page, 'Настройки');
  const settings = connected.page.getByRole('region', { name: 'Уведомления' });
  await settings.getByRole('switch', { name: 'Скрывать подробности' }).click();
  await settings.getByRole('button', { name: 'Показать пример' }).click();
  expect(await notifications.waitFor(1)).toEqual([{ title: 'Новое голосовое', body: '' }]);
  await atWork(connected);
  pbx.addRecord('fax', stranger);
  await askNow(connected.page);
  expect((await notifications.waitFor(2)).at(-1)).toEqual({ title: 'Новый факс', body: '' });
});

test('a callback that failed is told to whoever does not see the window', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  await connected.page.evaluate(() => window.sputnik.call['settings.set']({ tries: 1 }));
  pbx.decide('79030005511', () => ({ answers: false, cause: 17, waitMs: 1000, talkMs: 0, employee: null }));
  await dial(connected.page, '+7 903 000-55-11');
  await hideWindow(connected);
  expect(await notifications.waitFor(1, 30_000)).toEqual([
    { title: 'Не дозвонились · +7 903 000-55-11', body: '1 попытка · занято' },
  ]);
  await notifications.click();
  await expect.poll(() => connected.native((window) => window.isVisible())).toBe(true);
  await expect(opened(connected)).toBeVisible();
});

test('the depth of history and the room for files count at once', async ({ connected }) => {
  const { page } = connected;
  await atWork(connected);
  const part = () =>
    page.evaluate(async () => {
      const state = await window.sputnik.call['sync.state'](undefined);
      return state.ok ? (state.value.history?.part ?? 0) : 0;
    });
  const before = await part();
  await openSection(page, 'Настройки');
  const files = page.getByRole('region', { name: 'Файлы и история' });
  await choose(files, 'Глубина истории', '1 месяц');
  await expect.poll(part).toBeGreaterThan(before * 5);
  await choose(files, 'Место для файлов', '500 МБ');
  const preferences = await page.evaluate(async () =>
    JSON.stringify(await window.sputnik.call['settings.get'](undefined)),
  );
  expect(preferences).toContain('"filesLimitMb":500');
});

test('«Не беспокоить» shows nothing, and afterwards one summary', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  await atWork(connected);
  const icon = await trayIcon();
  const usual = await icon.picture();
  await icon.choose('Не беспокоить', 'На 1 час');
  // With the day before it where the hour goes over midnight.
  await expect.poll(() => icon.tooltip()).toMatch(/^Спутник ВАТС — не беспокоить до (\d+ \S+, )?\d\d:\d\d/);
  await expect.poll(() => icon.picture()).not.toBe(usual);

  pbx.addRecord('voicemail', stranger);
  await askNow(connected.page);
  await expect.poll(waiting).toBe('1 ждёт ответа');
  pbx.addRecord('fax', { ...stranger, numberA: '79030005522' });
  await askNow(connected.page);
  await expect.poll(waiting).toBe('2 ждут ответа');
  await connected.page.waitForTimeout(4000);
  expect(notifications.shown).toEqual([]);

  await icon.choose('Не беспокоить', 'Выключить');
  expect(await notifications.waitFor(1)).toEqual([
    { title: 'За время тишины: 2 новых', body: '1 голосовое, 1 факс\n+7 903 000-55-11, +7 903 000-55-22' },
  ]);
  await connected.page.waitForTimeout(4000);
  expect(notifications.shown).toHaveLength(1);
});

test('what came while it was to be quiet is told afterwards also when the PC was started anew', async ({
  connected,
  start,
  pbx,
}) => {
  await atWork(connected);
  await (await trayIcon()).choose('Не беспокоить', 'На 1 час');
  pbx.addRecord('voicemail', stranger);
  await askNow(connected.page);
  await expect.poll(waiting).toBe('1 ждёт ответа');
  await connected.kill();
  await using notifications = await Notifications.start();
  const again = await start();
  await expect.poll(waiting).toBe('1 ждёт ответа');
  await again.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  await (await trayIcon()).choose('Не беспокоить', 'Выключить');
  expect(await notifications.waitFor(1)).toMatchObject([{ title: 'За время тишины: 1 новое' }]);
  await again.quit();
  await start();
  await expect.poll(waiting).toBe('1 ждёт ответа');
  // A burst is over by then.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(notifications.shown).toHaveLength(1);
});

test('what was done with in the window leaves the screen', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  await atWork(connected);
  pbx.addRecord('voicemail', stranger);
  await askNow(connected.page);
  await notifications.waitFor(1);
  expect(await notifications.displayed()).toBe(1);
  await connected.page.evaluate(async () => {
    const page = await window.sputnik.call['inbox.page']({ shelf: 'waiting', kinds: null, after: null, limit: 1 });
    const [item] = page.ok ? page.value.items : [];
    if (item?.kind === 'record')
      await window.sputnik.call['inbox.mark']({ items: [{ kind: 'record', id: item.record.id }], as: 'done' });
  });
  await expect.poll(() => notifications.displayed()).toBe(0);
});
