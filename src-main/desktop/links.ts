import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { app } from 'electron';
import { Failure } from '../contract/errors.ts';
import type { DesktopView } from '../contract/model.ts';
import { desktopEntry, desktopEntryName } from './desktop-entry.ts';
import { withoutOurLinks } from './link-defaults.ts';
import { startCommand } from './start-command.ts';

/** Which program opens `tel:` links. */
export interface SystemLinks {
  whose(): Promise<DesktopView['links']>;
  /** Makes this program the one that opens them. Failure `system-refused`: the system has it otherwise all the same. */
  take(): Promise<void>;
}

const execute = promisify(execFile);
const schemes = ['tel', 'callto', 'vats-sputnik'] as const;
/** Windows: `"Sputnik.exe" "--" "%1"`. What is in a link, quotation marks included, is no switch of Chromium's then. */
const endOfSwitches = ['--'];
const types = schemes.map((scheme) => `x-scheme-handler/${scheme}`);

/** What is being asked of the system: a page that asks a thousand times starts one program. */
let asking: Promise<DesktopView['links']> | null = null;
let taking: Promise<void> | null = null;

const whoOpensLinks = (): Promise<DesktopView['links']> => (asking ??= askWho().finally(() => (asking = null)));

const takeLinks = (): Promise<void> => (taking ??= take().finally(() => (taking = null)));

/** Who opens `tel:` links. On Linux `xdg-mime` is asked: Electron says yes on desktops where nothing was set. */
async function askWho(): Promise<DesktopView['links']> {
  if (process.platform !== 'linux')
    return app.isDefaultProtocolClient('tel', process.execPath, endOfSwitches) ? 'ours' : 'others';
  try {
    return (await xdgMime('query', 'default', 'x-scheme-handler/tel')) === desktopEntryName ? 'ours' : 'others';
  } catch {
    return 'others';
  }
}

async function take(): Promise<void> {
  try {
    if (process.platform === 'linux') {
      ensureEntry();
      await xdgMime('default', desktopEntryName, ...types);
    } else for (const scheme of schemes) app.setAsDefaultProtocolClient(scheme, process.execPath, endOfSwitches);
  } catch (cause) {
    throw new Failure('system-refused', { cause });
  }
  if ((await askWho()) !== 'ours') throw new Failure('system-refused');
}

/** As if `takeLinks` had never been asked for. */
export function giveUpLinks(): void {
  if (process.platform !== 'linux') {
    for (const scheme of schemes) app.removeAsDefaultProtocolClient(scheme, process.execPath, endOfSwitches);
    return;
  }
  rmSync(path.join(ownData(), 'applications', desktopEntryName), { force: true });
  const list = path.join(process.env['XDG_CONFIG_HOME'] || path.join(os.homedir(), '.config'), 'mimeapps.list');
  if (!existsSync(list)) return;
  const before = readFileSync(list, 'utf8');
  const after = withoutOurLinks(before, types);
  if (after !== before) writeFileSync(list, after);
}

export const systemLinks: SystemLinks = { whose: whoOpensLinks, take: takeLinks };

async function xdgMime(...words: string[]): Promise<string> {
  const { stdout } = await execute('xdg-mime', words, { timeout: 5_000 });
  return stdout.trim();
}

const ownData = () => process.env['XDG_DATA_HOME'] || path.join(os.homedir(), '.local/share');

/** A package brings the entry; what was only unpacked, or is an AppImage, writes its own for the person. */
function ensureEntry(): void {
  const packages = (process.env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':');
  if (packages.some((folder) => existsSync(path.join(folder, 'applications', desktopEntryName)))) return;
  // Anew each time: what is there may start a program that has been moved since.
  const file = path.join(ownData(), 'applications', desktopEntryName);
  mkdirSync(path.dirname(file), { recursive: true });
  const lines = [`MimeType=${types.map((type) => `${type};`).join('')}`, 'NoDisplay=true'];
  writeFileSync(file, desktopEntry({ command: startCommand(), takesLink: true, lines }));
}
