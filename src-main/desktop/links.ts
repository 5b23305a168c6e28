import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { app } from 'electron';
import { Failure } from '../contract/errors.ts';
import type { DesktopView } from '../contract/model.ts';
import { desktopEntry, desktopEntryName } from './desktop-entry.ts';
import { startCommand } from './start-command.ts';

/** Which program opens `tel:` links. */
export interface SystemLinks {
  whose(): Promise<DesktopView['links']>;
  /** Failure `system-refused`. */
  take(): Promise<void>;
}

const execute = promisify(execFile);
const schemes = ['tel', 'callto', 'vats-sputnik'] as const;
const types = schemes.map((scheme) => `x-scheme-handler/${scheme}`);

/** Who opens `tel:` links. On Linux `xdg-mime` is asked: Electron says yes on desktops where nothing was set. */
async function whoOpensLinks(): Promise<DesktopView['links']> {
  if (process.platform !== 'linux') return app.isDefaultProtocolClient('tel') ? 'ours' : 'others';
  try {
    return (await xdgMime('query', 'default', 'x-scheme-handler/tel')) === desktopEntryName ? 'ours' : 'others';
  } catch {
    return 'others';
  }
}

/** Makes this program the one that opens them. Failure `system-refused`: the system has it otherwise all the same. */
async function takeLinks(): Promise<void> {
  try {
    if (process.platform === 'linux') {
      ensureEntry();
      await xdgMime('default', desktopEntryName, ...types);
    } else for (const scheme of schemes) app.setAsDefaultProtocolClient(scheme);
  } catch (cause) {
    throw new Failure('system-refused', { cause });
  }
  if ((await whoOpensLinks()) !== 'ours') throw new Failure('system-refused');
}

export const systemLinks: SystemLinks = { whose: whoOpensLinks, take: takeLinks };

async function xdgMime(...words: string[]): Promise<string> {
  const { stdout } = await execute('xdg-mime', words, { timeout: 5_000 });
  return stdout.trim();
}

/** A package brings the entry; what was only unpacked, or is an AppImage, writes its own for the person. */
function ensureEntry(): void {
  const own = process.env['XDG_DATA_HOME'] || path.join(os.homedir(), '.local/share');
  const folders = [own, ...(process.env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':')];
  if (folders.some((folder) => existsSync(path.join(folder, 'applications', desktopEntryName)))) return;
  const file = path.join(own, 'applications', desktopEntryName);
  mkdirSync(path.dirname(file), { recursive: true });
  const lines = [`MimeType=${types.map((type) => `${type};`).join('')}`, 'NoDisplay=true'];
  writeFileSync(file, desktopEntry({ command: startCommand(), takesLink: true, lines }));
}
