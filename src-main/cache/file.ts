import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../contract/errors.ts';

/** The database's file and what SQLite keeps beside it. The WAL goes first: see `moveAside`. */
const suffixes = ['-wal', '-shm', '-journal', ''];

const saltBytes = 16;
/**
 * What follows the salt in the clear: page size 4096, the two format versions, 32 bytes of nonce and tag a page, and
 * SQLite's three constants.
 */
const plainHeader = /^1000(0101|0202)20402020$/;

/**
 * The cipher keeps 16 bytes of salt in the clear at the file's start, and with a raw key uses them for nothing. So they
 * tell which key the file was made with, without telling anything of the key.
 */
export function keyMark(keyHex: string): string {
  const mac = createHmac('sha256', Buffer.from(keyHex, 'hex')).update('vats-sputnik cache').digest('hex');
  return mac.slice(0, 2 * saltBytes);
}

export const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Makes an empty file that only this user can read; SQLite gives the files beside it the same rights. */
export function makeFile(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.closeSync(fs.openSync(file, 'a', 0o600));
}

/** The file's first bytes, which are in the clear: the mark of its key, and the plain header. */
function readStart(file: string): { mark: string; header: string } {
  const start = Buffer.alloc(saltBytes + 8);
  const opened = fs.openSync(file, 'r');
  try {
    fs.readSync(opened, start, 0, start.length, 0);
  } finally {
    fs.closeSync(opened);
  }
  return { mark: start.toString('hex', 0, saltBytes), header: start.toString('hex', saltBytes) };
}

export const madeWith = (file: string, keyHex: string): boolean => readStart(file).mark === keyMark(keyHex);

/** Why a file that cannot be decrypted cannot be: it was made with another key, or it is damaged. */
export function whyUnreadable(file: string, keyHex: string): Failure {
  const { mark, header } = readStart(file);
  return new Failure(plainHeader.test(header) && mark !== keyMark(keyHex) ? 'cache-key-wrong' : 'cache-corrupt');
}

/** For files that hold nothing of their own. */
export function removeFile(file: string): void {
  for (const suffix of suffixes) fs.rmSync(file + suffix, { force: true });
}

/**
 * Gives the file another name, with the time (UTC) in it, beside where it was. Returns that name. The WAL is moved before
 * the database: killed in between, no WAL is left over for SQLite to throw away beside a new file.
 */
export function moveAside(file: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  const taken = (name: string) => suffixes.some((suffix) => fs.existsSync(name + suffix));
  let name = `${file}.aside-${time}`;
  for (let n = 2; taken(name); n++) name = `${file}.aside-${time}-${n}`;
  for (const suffix of suffixes) {
    if (fs.existsSync(file + suffix)) fs.renameSync(file + suffix, name + suffix);
  }
  return path.basename(name);
}
