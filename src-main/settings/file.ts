import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Params } from '../contract/errors.ts';
import { isRecord } from './read.ts';
import { setAside } from './set-aside.ts';

/** Where the settings are kept: electron-store in the app, an object in tests. Both reading and writing are of the whole. */
export interface SettingsFile {
  read(): unknown;
  /** Atomic: after a crash in the middle either the old or the new content is there. */
  write(content: Record<string, unknown>): void;
  readonly path: string;
}

/** What has to be said about the settings at start. `params.file` is the name under which the old file was kept. */
export interface SettingsNotice {
  code:
    /** No JSON, or no settings: moved aside, all defaults. */
    | 'settings-broken'
    /** Some fields were wrong and are defaults now (`params.fields`); a copy of the file was set aside. */
    | 'settings-repaired'
    /** The file or its folder cannot be read: settings last until the app quits. */
    | 'settings-unreadable'
    /** The last change could not be written: it lasts until the app quits, unless a later write succeeds. */
    | 'settings-not-saved';
  params?: Params;
}

/** An administrator may have edited the file with an editor that begins it with a byte order mark. */
export const parseSettings = (text: string): Record<string, unknown> => JSON.parse(text.replace(/^\uFEFF/, ''));

/**
 * Moves aside a file that holds no JSON object, before electron-store sees it: electron-store would either throw or clear it.
 * @returns null when the file is usable or not there
 */
export function examineSettingsFile(path: string, nowMs: number): SettingsNotice | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return movedAside(path, nowMs);
  }
  try {
    return isRecord(parseSettings(text)) ? null : movedAside(path, nowMs);
  } catch {
    return movedAside(path, nowMs);
  }
}

function movedAside(path: string, nowMs: number): SettingsNotice {
  const kept = setAside(path, nowMs);
  return kept === null
    ? { code: 'settings-unreadable' }
    : { code: 'settings-broken', params: { file: basename(kept) } };
}

/** For a profile that can be neither read nor written: the app works, and forgets. */
export function memoryFile(path: string): SettingsFile {
  let content: unknown = {};
  return { path, read: () => content, write: (written) => (content = written) };
}
