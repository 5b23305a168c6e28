import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { until } from '../support/desktop/program.ts';
import { pageOfRunning } from '../support/desktop/running-app.ts';

/** Who runs the installed app: not root; see scripts/tests/package.mjs. */
export interface UserOfTheApp {
  readonly uid: number;
  readonly gid: number;
  readonly env: NodeJS.ProcessEnv;
}

export const user = JSON.parse(process.env['SPUTNIK_USER'] ?? '{"uid":-1,"gid":-1,"env":{}}') as UserOfTheApp;

/** Runs a program as that user, on that user's desktop; throws what it complains of when it fails. */
export function runAsUser(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { ...user, cwd: '/', encoding: 'utf8', timeout: 30_000 });
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr}`);
  return stdout.trim();
}

/**
 * The installed app, running. The fuses of a release keep Playwright's Electron driver out of the main process; Chromium's
 * own remote debugging is left to drive the page with, and asks for no weaker fuse.
 */
export class InstalledApp implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #browser: Browser;
  readonly page: Page;

  private constructor(process: ChildProcess, browser: Browser, page: Page) {
    this.#process = process;
    this.#browser = browser;
    this.page = page;
  }

  static async start(...args: string[]): Promise<InstalledApp> {
    const child = spawn('vats-sputnik', ['--remote-debugging-port=0', '--password-store=gnome-libsecret', ...args], {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const look = (): Promise<string | undefined> => {
      if (child.exitCode !== null) throw new Error(`the app ended with ${child.exitCode}: ${printed}`);
      return Promise.resolve(/DevTools listening on ws:\S+:(\d+)/.exec(printed)?.[1]);
    };
    const port = await until('the app to start', look, 30_000).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${String(error)}\n${printed}`);
    });
    const { browser, page } = await pageOfRunning(port, '/index.html');
    return new InstalledApp(child, browser, page);
  }

  /** How Linux sees the processes that run page content. */
  renderers(): RendererProcess[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => describeRenderer(pid) ?? []);
  }

  /** The first bytes of its databases; a plain one would say what it is. */
  databaseHeads(): string[] {
    const profile = path.join(user.env['HOME'] ?? '', '.config/vats-sputnik');
    const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.sqlite'),
    );
    if (files.length === 0) throw new Error(`no database in ${profile}`);
    return files.map((name) => readFileSync(path.join(profile, name), 'latin1').slice(0, 16));
  }

  /** Ends it as the end of a desktop session does; returns its exit code. */
  async quit(): Promise<number | null> {
    await this.#browser.close();
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.quit();
  }
}

export interface RendererProcess {
  readonly uid: number;
  /** 2: the system calls that it may make are filtered by seccomp. */
  readonly seccomp: number;
  readonly noNewPrivileges: boolean;
  readonly commandLine: string;
}

function describeRenderer(pid: string): RendererProcess | undefined {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (!commandLine.startsWith('/opt/vats-sputnik/') || !commandLine.includes('--type=renderer')) return undefined;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    return { uid: field('Uid'), seccomp: field('Seccomp'), noNewPrivileges: field('NoNewPrivs') === 1, commandLine };
  } catch {
    return undefined; // it has ended meanwhile
  }
}
