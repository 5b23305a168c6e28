import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { Failure } from '../contract/errors.ts';
import { desktopEntry, desktopEntryName, isSwitchedOff } from './desktop-entry.ts';
import { hiddenFlag, startCommand } from './start-command.ts';

/** «Запускать вместе с системой»: into the tray. What it tells is what the system has, whoever set it. */
export interface Autostart {
  readonly on: boolean;
  /** Failure `system-refused`: it is not to be changed by the person. */
  set(on: boolean): void;
}

export function autostart(): Autostart {
  return process.platform === 'linux' ? new EntryAutostart(entryPath()) : loginItem;
}

const entryPath = () =>
  path.join(process.env['XDG_CONFIG_HOME'] || path.join(os.homedir(), '.config'), 'autostart', desktopEntryName);

/** Windows and macOS. */
const loginItem: Autostart = {
  get on() {
    return app.getLoginItemSettings({ args: [hiddenFlag] }).openAtLogin;
  },
  set(on) {
    app.setLoginItemSettings({ openAtLogin: on, args: [hiddenFlag] });
    if (this.on !== on) throw new Failure('system-refused');
  },
};

/** Linux: an entry in the autostart folder of the person (freedesktop.org). */
class EntryAutostart implements Autostart {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get on(): boolean {
    try {
      return existsSync(this.#file) && !isSwitchedOff(readFileSync(this.#file, 'utf8'));
    } catch {
      return false;
    }
  }

  set(on: boolean): void {
    try {
      if (!on) return rmSync(this.#file, { force: true });
      mkdirSync(path.dirname(this.#file), { recursive: true });
      const command = [...startCommand(), hiddenFlag];
      writeFileSync(this.#file, desktopEntry({ command, takesLink: false }));
    } catch (cause) {
      throw new Failure('system-refused', { cause });
    }
  }
}
