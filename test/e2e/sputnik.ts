import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface StartOptions {
  args?: string[];
  /** `basic`: as on a system without a key store. */
  keyStore?: 'ring' | 'none';
  /** Of the system. */
  language?: 'ru' | 'en';
}

/** The built app, running on the real Electron with its own profile. */
export class Sputnik {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Its exit code, once it has ended; null: it was killed. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  private constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron;
    this.page = page;
    this.#process = electron.process();
    this.ended = new Promise((resolve) => this.#process.once('exit', resolve));
  }

  static async start(
    profile: string,
    { args = [], keyStore = 'ring', language = 'ru' }: StartOptions = {},
  ): Promise<Sputnik> {
    const electron = askedAgain(await launch(commandLine(profile, args, keyStore, language)));
    const page = await electron.firstWindow({ timeout: 20_000 });
    page.setDefaultTimeout(10_000);
    return new Sputnik(electron, page);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Asks the window itself, or does with it what a person does by its frame. */
  async native<T>(ask: (window: BrowserWindow) => T): Promise<T> {
    const window = await this.electron.browserWindow(this.page);
    return window.evaluate(ask);
  }

  /**
   * From now on what the app waits for comes so many times sooner, and its own demo lives as much faster. For the seconds
   * between two questions to a PBX.
   */
  async hasten(times: number): Promise<void> {
    await this.electron.evaluate((_, factor) => {
      const { performance, setTimeout } = globalThis;
      const now = performance.now.bind(performance);
      const beganMs = now();
      performance.now = () => beganMs + (now() - beganMs) * factor;
      globalThis.setTimeout = ((run: () => void, delayMs = 0, ...given: []) =>
        setTimeout(run, delayMs / factor, ...given)) as typeof setTimeout;
    }, times);
  }

  /** As «Выйти» in the tray ends it. */
  async quit(): Promise<void> {
    await this.electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
    await this.ended;
  }

  /** As a crash or a power cut would end it. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }
}

function launch(args: string[]): Promise<ElectronApplication> {
  return _electron.launch({
    // Given, so that Playwright's own loader does not force `--password-store=basic`. Ours does the rest of its work.
    executablePath: process.env['SPUTNIK_ELECTRON'] ?? '',
    args: ['-r', path.join(import.meta.dirname, 'after-playwright.cjs'), ...args],
    cwd: project,
    // So that a start that hangs is told as such, before the test's own time is over.
    timeout: 25_000,
  });
}

/** Once in thousands of questions to main V8 throws the answer away before it is told. Only then the question is repeated. */
function askedAgain(electron: ElectronApplication): ElectronApplication {
  const ask = electron.evaluate.bind(electron) as (...given: unknown[]) => Promise<unknown>;
  electron.evaluate = (...given: unknown[]) =>
    ask(...given).catch((error: Error) => {
      if (!error.message.includes('promise was garbage collected')) throw error;
      return ask(...given);
    }) as Promise<never>;
  return electron;
}

/** Another start with the same profile, beside one that runs, up to its own end. Returns its exit code. */
export async function startAgain(profile: string, args: string[] = []): Promise<number | null> {
  const again = spawn(process.env['SPUTNIK_ELECTRON'] ?? '', commandLine(profile, args), {
    cwd: project,
    stdio: 'ignore',
  });
  const [code] = (await once(again, 'exit')) as [number | null];
  return code;
}

export function commandLine(
  profile: string,
  args: string[],
  keyStore: 'ring' | 'none' = 'ring',
  language = 'ru',
): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    `--password-store=${keyStore === 'ring' ? 'gnome-libsecret' : 'basic'}`,
    `--user-data-dir=${profile}`,
    `--lang=${language}`,
    '.',
    ...args,
  ];
}

/** Every file under a profile that holds one of the texts, in UTF-8 or UTF-16, or of the bytes; as the path inside. */
export async function filesWith(profile: string, ...sought: (string | Buffer)[]): Promise<string[]> {
  const parts = sought.flatMap((part) =>
    typeof part === 'string' ? [Buffer.from(part), Buffer.from(part, 'utf16le')] : [part],
  );
  const found: string[] = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(emptyIfGone);
    if (parts.some((part) => content.includes(part))) found.push(path.relative(profile, file));
  }
  return found;
}

/** While they are looked through, Chromium takes some away. */
function emptyIfGone(error: NodeJS.ErrnoException): Buffer {
  if (error.code !== 'ENOENT') throw error;
  return Buffer.alloc(0);
}

export interface Fixtures {
  /** A fresh, empty profile. */
  profile: string;
  /** Starts the app; whatever still runs after the test is ended. */
  start: (options?: StartOptions) => Promise<Sputnik>;
  /** An exchange of the test's own, outside the app, ten times as fast as life. */
  pbx: DemoPbx;
  /** The app, connected to `pbx` as extension 101. */
  connected: Sputnik;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern
  profile: async ({}, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'sputnik-profile-'));
    await use(profile);
    // Chromium's helpers outlive a killed app for a moment, and still write.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  },
  start: async ({ profile }, use) => {
    const started: Sputnik[] = [];
    await use(async (options) => {
      const app = await Sputnik.start(profile, options);
      started.push(app);
      return app;
    });
    for (const app of started) await app.kill();
  },
  // eslint-disable-next-line no-empty-pattern
  pbx: async ({}, use) => {
    const mediaDir = path.join(project, 'resources/demo');
    const pbx = new DemoPbx({ clock: new DemoClock({ speed: 10 }), mediaDir, strict: true, quiet: true });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    pbx.clock.stop();
    if (pbx.violations.length > 0) throw new Error(`the app broke the API's rules: ${JSON.stringify(pbx.violations)}`);
  },
  connected: async ({ start, pbx }, use) => {
    // A minute ahead, and the app goes by the exchange's clock: however slow the start, both begin with the same time.
    const { speed } = pbx.clock;
    pbx.clock.speed = 1;
    const app = await start();
    await connect(app.page, pbx);
    await app.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
    pbx.clock.speed = speed;
    await use(app);
  },
});

export { expect } from '@playwright/test';

interface TypedIn {
  domain: string;
  key: string;
  extension: string;
  apiUrl: string;
}

/** Types the account into the first window and presses «Подключить». */
export async function connect(page: Page, pbx: DemoPbx, changes: Partial<TypedIn> = {}): Promise<void> {
  const typed = { domain: pbx.domain, key: pbx.key, extension: '101', apiUrl: pbx.apiUrl, ...changes };
  await page.getByLabel('Домен ВАТС').fill(typed.domain);
  await page.getByLabel('Ключ API').fill(typed.key);
  await page.getByLabel('Внутренний номер').fill(typed.extension);
  const address = page.getByLabel('Адрес API');
  if (!(await address.isVisible())) await page.getByText('Дополнительно').click();
  await address.fill(typed.apiUrl);
  await page.getByRole('button', { name: 'Подключить' }).click();
}

/** Types a number into the dial field and presses «Перезвонить» beside it. */
export async function dial(page: Page, written: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Номер', exact: true }).fill(written);
  await page.getByRole('textbox', { name: 'Номер', exact: true }).press('Enter');
}
