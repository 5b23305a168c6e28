import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../support/desktop/program.ts';
import { autostartEntry, forgetChoices } from '../support/desktop/user-files.ts';
import { openSection } from './person.ts';
import { expect, filesWith, test } from './sputnik.ts';

test.afterEach(forgetChoices);

test('«Стереть всё» leaves nothing in the profile, nor in the system', async ({ connected, profile, pbx }) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  await page.getByRole('button', { name: 'Открывать Спутником' }).click();
  await expect(page.getByText('Ссылки tel: и callto: открывает Спутник.')).toBeVisible();
  await page.getByRole('switch', { name: 'Запускать вместе с системой' }).click();
  await expect.poll(() => existsSync(autostartEntry)).toBe(true);
  expect(await filesWith(profile, pbx.domain)).not.toEqual([]);

  await page.getByRole('button', { name: 'Стереть…' }).click();
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: /^Стереть/ })
    .click();
  await expect(page.getByLabel('Домен ВАТС')).toBeVisible();
  expect(existsSync(autostartEntry)).toBe(false);
  expect(await run('xdg-mime', 'query', 'default', 'x-scheme-handler/tel')).not.toBe('vats-sputnik.desktop');
  await connected.quit();
  expect(await filesWith(profile, pbx.domain, pbx.key, pbx.apiUrl)).toEqual([]);
  expect(['accounts', 'secrets.json', 'erasing'].filter((name) => existsSync(path.join(profile, name)))).toEqual([]);
});

test('broken off by a crash, it is finished at the next start', async ({ connected, start, profile, pbx }) => {
  await connected.kill();
  writeFileSync(path.join(profile, 'erasing'), '');
  const app = await start();
  await expect(app.page.getByLabel('Домен ВАТС')).toBeVisible();
  await app.quit();
  expect(await filesWith(profile, pbx.domain, pbx.key)).toEqual([]);
  expect(existsSync(path.join(profile, 'erasing'))).toBe(false);
});
