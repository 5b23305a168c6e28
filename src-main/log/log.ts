import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type Fields } from './describe.ts';

export type Level = 'error' | 'warn' | 'info' | 'debug';

const levels: readonly Level[] = ['error', 'warn', 'info', 'debug'];
const greatestBytes = 1_000_000;
/** Beside the one that is written: `sputnik.1.log` is the newest. */
const keptFiles = 3;

export interface LogOptions {
  folder: string;
  nowMs: () => number;
  /** What is below it is not written. */
  level?: Level;
  /** In development: each line also goes here. */
  mirror?: (line: string) => void;
  maxBytes?: number;
}

/**
 * The app's diary, for whoever mends it: `log.warn('pbx.slow', { tookMs: 4200 })`. The event is a constant of ours and what
 * varies is in the fields, so that keys, numbers and names can be kept out of it by their places; see `describe`.
 * It never throws: a full disk costs the diary, not the work.
 */
export class Log {
  readonly #options: Required<Omit<LogOptions, 'mirror'>>;
  readonly #mirror: (line: string) => void;
  readonly #file: string;
  readonly #known = new Set<string>();
  /** Of the file that is written; null: not looked yet. */
  #bytes: number | null = null;
  #closed = false;

  constructor({ mirror, ...options }: LogOptions) {
    this.#options = { level: 'info', maxBytes: greatestBytes, ...options };
    this.#mirror = mirror ?? (() => undefined);
    this.#file = join(options.folder, 'sputnik.log');
  }

  error(event: string, fields: Fields = {}): void {
    this.#write('error', event, fields);
  }

  warn(event: string, fields: Fields = {}): void {
    this.#write('warn', event, fields);
  }

  info(event: string, fields: Fields = {}): void {
    this.#write('info', event, fields);
  }

  debug(event: string, fields: Fields = {}): void {
    this.#write('debug', event, fields);
  }

  /** From now on this value is struck out wherever it turns up: the key of an account, while it is at work. */
  hide(secret: string): void {
    this.#known.add(secret);
  }

  /** The last of what was written, in whole lines. */
  tail(bytes: number): string {
    try {
      const text = readFileSync(this.#file, 'utf8').slice(-bytes);
      return text.slice(text.length < bytes ? 0 : text.indexOf('\n') + 1).trimEnd();
    } catch {
      return '';
    }
  }

  /** Deletes all that was written. It goes on in a new file. */
  erase(): void {
    rmSync(this.#options.folder, { recursive: true, force: true });
    this.#bytes = null;
  }

  close(): void {
    this.#closed = true;
    this.#known.clear();
  }

  #write(level: Level, event: string, fields: Fields): void {
    if (this.#closed || levels.indexOf(level) > levels.indexOf(this.#options.level)) return;
    try {
      const time = new Date(this.#options.nowMs()).toISOString();
      const line = `${time} ${level} ${describe(event, fields, this.#known)}`;
      this.#mirror(line);
      this.#append(`${line}\n`);
    } catch {
      // Nowhere is left to tell it. The next line tries again.
    }
  }

  #append(text: string): void {
    this.#bytes ??= this.#begin();
    if (this.#bytes > 0 && this.#bytes + text.length > this.#options.maxBytes) this.#rotate();
    appendFileSync(this.#file, text, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(text);
  }

  #begin(): number {
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }

  #rotate(): void {
    const kept = (number: number) => join(this.#options.folder, `sputnik.${number}.log`);
    rmSync(kept(keptFiles), { force: true });
    for (let number = keptFiles - 1; number >= 1; number -= 1) moveIfThere(kept(number), kept(number + 1));
    moveIfThere(this.#file, kept(1));
    this.#bytes = 0;
  }
}

/** The app's log in `folder`; in production it goes to no console. */
export const openLog = (folder: string, mirror?: (line: string) => void): Log =>
  new Log({ folder, nowMs: () => Date.now(), ...(mirror && { mirror }) });

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
