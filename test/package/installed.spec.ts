import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { debFile } from './package-files.ts';
import { InstalledApp, runAsUser, user } from './installed-app.ts';

test.describe.configure({ mode: 'serial' });
test.skip(() => process.getuid?.() !== 0, 'only root installs packages');

test.afterAll(() => {
  if (existsSync('/opt/vats-sputnik')) apt('purge', 'vats-sputnik'); // a test before the last one has failed
});

test('apt installs it, with its dependencies, into the menu and on the PATH', () => {
  apt('install', '--no-install-recommends', debFile());
  expect(runAsUser('which', 'vats-sputnik')).toBe('/usr/bin/vats-sputnik');
  execFileSync('desktop-file-validate', ['/usr/share/applications/vats-sputnik.desktop']);
  expect(runAsUser('xdg-mime', 'query', 'default', 'x-scheme-handler/tel')).toBe('vats-sputnik.desktop');
  // Owned by root and, if the system has no user namespaces, set-uid: else Chromium refuses to start.
  expect(statSync('/opt/vats-sputnik/chrome-sandbox').uid).toBe(0);
});

test('somebody who is not root runs the demo, sandboxed, and orders a callback', async () => {
  await using app = await InstalledApp.start('--demo', '--lang=ru');
  await orderCallback(app);
  expect(app.databaseHeads().filter((head) => head.startsWith('SQLite format'))).toEqual([]);
  await test.info().attach('the app', { body: await app.page.screenshot(), contentType: 'image/png' });
  // One that is just starting puts on its fences in a moment.
  await expect(() => {
    const renderers = app.renderers();
    expect(renderers.length).toBeGreaterThan(0);
    for (const renderer of renderers) {
      expect(renderer).toMatchObject({ uid: user.uid, seccomp: 2, noNewPrivileges: true });
      expect(renderer.commandLine).not.toContain('--no-sandbox');
    }
  }).toPass({ timeout: 10_000 });
  expect(await app.quit()).toBe(0);
});

test('an administrator’s policy holds for whoever is at the PC, and nobody can point the app to another', async () => {
  const [folder, other] = ['/etc/vats-sputnik', '/tmp/vats-sputnik-other-policy.json'];
  mkdirSync(folder, { mode: 0o755 });
  try {
    writeFileSync(`${folder}/policy.json`, '{"locked":{"domain":"office.example","demo":false}}', { mode: 0o644 });
    writeFileSync(other, '{}', { mode: 0o644 });
    // A profile of its own: the one before is in the demo.
    const profile = `${user.env['HOME'] ?? ''}/policy-profile`;
    await using app = await InstalledApp.start(`--policy=${other}`, `--user-data-dir=${profile}`, '--lang=ru');
    await expect(app.page.getByLabel('Домен ВАТС')).toHaveValue('office.example');
    await expect(app.page.getByLabel('Домен ВАТС')).toHaveAccessibleDescription('Задано администратором');
    await expect(app.page.getByRole('button', { name: 'Попробовать демо' })).toHaveCount(0);
    expect(await app.quit()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(other, { force: true });
  }
});

test('purging leaves nothing on the system', () => {
  apt('purge', 'vats-sputnik');
  const left = [
    '/opt/vats-sputnik',
    '/usr/bin/vats-sputnik',
    '/etc/alternatives/vats-sputnik',
    '/etc/apparmor.d/vats-sputnik',
    '/usr/share/applications/vats-sputnik.desktop',
    '/usr/share/icons/hicolor/256x256/apps/vats-sputnik.png',
  ];
  expect(left.filter((file) => existsSync(file))).toEqual([]);
});

/** What a user does first: a number, and one click. */
async function orderCallback({ page }: InstalledApp): Promise<void> {
  await page.getByRole('textbox', { name: 'Номер', exact: true }).fill('8 (903) 123-45-67');
  await page.getByRole('button', { name: 'Перезвонить' }).first().click();
  await expect(page.getByText(/Звоним|Соединяем|Разговор состоялся/).first()).toBeVisible();
}

function apt(...args: string[]): void {
  execFileSync('apt-get', [args[0] ?? '', '-y', ...args.slice(1)], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'pipe',
  });
}
