import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { forgetChoices } from '../support/desktop/user-files.ts';
import { openSection } from './person.ts';
import { expect, test as base, type Sputnik } from './sputnik.ts';

interface Fixtures {
  /** Starts the app under a policy, given as the file's text or as what is in it. */
  under: (policy: unknown, options?: { mode?: number; args?: string[] }) => Promise<Sputnik>;
}

const test = base.extend<Fixtures>({
  under: async ({ start }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sputnik-policy-'));
    const file = path.join(folder, 'policy.json');
    await use(async (policy, { mode = 0o644, args = [] } = {}) => {
      await writeFile(file, typeof policy === 'string' ? policy : JSON.stringify(policy));
      await chmod(file, mode);
      return start({ args: [`--policy=${file}`, ...args] });
    });
    await rm(folder, { recursive: true, force: true });
  },
});

// Its start with the system is the desktop's.
test.afterEach(forgetChoices);

const atWork = (page: Page) => expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
const lock = 'Задано администратором';
const theme = (page: Page) => page.getByRole('radiogroup', { name: 'Тема' });

/** What main answers a page that does not keep to what is shown. */
const set = (page: Page, patch: object) =>
  page.evaluate((given) => {
    const { call } = (window as unknown as { sputnik: { call: Record<string, (input: unknown) => Promise<unknown>> } })
      .sputnik;
    return call['settings.set']?.(given);
  }, patch);

test('the first run asks only for the key and the extension; the rest is filled in, and locked where it is', async ({
  under,
  pbx,
}) => {
  const { page } = await under({
    presets: { domain: pbx.domain },
    locked: { apiUrl: pbx.apiUrl, timeZone: 'Asia/Omsk', demo: false },
  });
  await expect(page.getByLabel('Домен ВАТС')).toHaveValue(pbx.domain);
  await expect(page.getByLabel('Домен ВАТС')).toBeEditable();
  await expect(page.getByRole('button', { name: 'Попробовать демо' })).toHaveCount(0);
  await page.getByText('Дополнительно').click();
  for (const [name, value] of [
    ['Адрес API', pbx.apiUrl],
    ['Часовой пояс АТС', 'Asia/Omsk'],
  ] as const) {
    const field = page.getByLabel(name);
    await expect(field).toHaveValue(value);
    await expect(field).not.toBeEditable();
    await field.focus();
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(lock);
  }
  await page.getByLabel('Ключ API').fill(pbx.key);
  await page.getByLabel('Внутренний номер').fill('101');
  await page.getByRole('button', { name: 'Подключить' }).click();
  await atWork(page);
  await openSection(page, 'Настройки');
  await expect(page.getByRole('region', { name: 'Подключение' }).getByText('Asia/Omsk')).toBeVisible();
});

test('a locked setting says so, to the keyboard and a screen reader too, and nobody changes it; the own choice comes back', async ({
  connected,
  under,
  start,
}) => {
  await openSection(connected.page, 'Настройки');
  await theme(connected.page).getByRole('radio', { name: 'Тёмная' }).click();
  await expect(connected.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await connected.quit();

  const office = await under({
    presets: { tries: 5 },
    locked: { theme: 'light', hideDetails: true, startWithSystem: true, proxy: 'none', severalAccounts: false },
  });
  const { page } = office;
  await atWork(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await openSection(page, 'Настройки');
  await expect(page.getByRole('combobox', { name: 'Попыток' })).toHaveText('5');
  await expect(theme(page).getByRole('radio', { name: 'Светлая' })).toBeChecked();
  await expect(theme(page).getByRole('radio', { name: 'Тёмная' })).toBeDisabled();
  for (const name of ['Скрывать подробности', 'Запускать вместе с системой']) {
    await expect(page.getByRole('switch', { name })).toBeChecked();
    await expect(page.getByRole('switch', { name })).toBeDisabled();
  }
  await expect(page.getByRole('switch', { name: 'Звук' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Подключить ещё одну' })).toBeDisabled();
  await expect(page.getByRole('radiogroup', { name: 'Прокси' }).getByRole('radio', { name: 'Вручную' })).toBeDisabled();

  // By Tab: the group takes the focus and tells why.
  for (const name of ['Прокси', 'Подключить ещё одну'])
    await expect(page.getByRole('group', { name })).toHaveAttribute('tabindex', '0');
  const group = page.getByRole('group', { name: 'Тема' });
  await page.getByRole('switch', { name: 'Звук' }).focus();
  for (let press = 0; press < 20 && !(await group.evaluate((it) => it === document.activeElement)); press += 1)
    await page.keyboard.press('Tab');
  await expect(group).toBeFocused();
  await expect(group).toHaveAccessibleDescription(lock);

  expect(await set(page, { hideDetails: false })).toEqual({
    ok: false,
    error: { code: 'policy-locked', retry: false, params: { name: 'hideDetails' } },
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await office.quit();

  const free = await start();
  await atWork(free.page);
  await expect(free.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await openSection(free.page, 'Настройки');
  await expect(free.page.getByRole('switch', { name: 'Скрывать подробности' })).not.toBeChecked();
  await expect(free.page.getByRole('combobox', { name: 'Попыток' })).toHaveText('3');
});

test('a policy that others can write is not in force, and the person is told', async ({ under }) => {
  const { page } = await under({ locked: { domain: 'evil.example', demo: false } }, { mode: 0o666 });
  await expect(page.getByText(/Правила администратора не действуют: файл .*policy\.json/)).toBeVisible();
  await expect(page.getByLabel('Домен ВАТС')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Попробовать демо' })).toBeVisible();
});

test('a policy that is no JSON sets nothing, and the person is told', async ({ under }) => {
  const { page } = await under('{"locked": {"demo": false}');
  await expect(page.getByText(/Правила администратора не действуют.*это не JSON/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Попробовать демо' })).toBeVisible();
});

test('a wrong field and a key are named, and the rest is in force', async ({ under }) => {
  const { page } = await under({ locked: { demo: false, thme: 'dark', apiKey: 'not-to-be-shown' } });
  await expect(page.getByText(/не поняты поля: locked\.thme\. Остальные действуют/)).toBeVisible();
  await expect(page.getByText(/ключам и паролям в нём не место: locked\.apiKey/)).toBeVisible();
  await expect(page.getByText('not-to-be-shown')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Попробовать демо' })).toHaveCount(0);
});

test('without the demo there is none, whoever asks for it', async ({ under }) => {
  const { page } = await under({ locked: { demo: false } }, { args: ['--demo'] });
  await expect(page.getByText('Демо на этом компьютере отключил администратор.')).toBeVisible();
  await expect(page.getByText('Это демо')).toHaveCount(0);
});

test('with another address locked, the key is asked for again and the former exchange is left alone', async ({
  connected,
  under,
  pbx,
}) => {
  await connected.quit();
  const asked = pbx.requests.length;
  const { page } = await under({ locked: { apiUrl: 'https://moved.example/api' } });
  await expect(page.getByText(/Администратор задал.*Введите ключ ещё раз/)).toBeVisible();
  await expect(page.getByLabel('Домен ВАТС')).toHaveValue(pbx.domain);
  await expect(page.getByLabel('Внутренний номер')).toHaveValue('101');
  await expect(page.getByLabel('Ключ API')).toHaveValue('');
  await page.getByText('Дополнительно').click();
  await expect(page.getByLabel('Адрес API')).toHaveValue('https://moved.example/api');
  expect(pbx.requests).toHaveLength(asked);
});
