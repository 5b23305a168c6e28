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

/** Other keys' marks differ in some 64 bits; in so few only those of the same key, of which some are damaged. */
const damagedBits = 16;

/**
 * The cipher keeps 16 bytes of salt in the clear at the file's start, and with a raw key makes no key of them. So they
 * tell which key the file was made with, without telling anything of the key. A file in which they were changed does not
 * open any more, until they are as they were.
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

/** Also where the mark itself was damaged. */
export const madeWith = (file: string, keyHex: string): boolean => isMarkOf(readStart(file).mark, keyHex);

function isMarkOf(mark: string, keyHex: string): boolean {
  const differing = BigInt(`0x${mark}`) ^ BigInt(`0x${keyMark(keyHex)}`);
  return differing.toString(2).replaceAll('0', '').length <= damagedBits;
}

/** Puts the mark where it was damaged. */
export function mendMark(file: string, keyHex: string): void {
  const opened = fs.openSync(file, 'r+');
  try {
    fs.writeSync(opened, Buffer.from(keyMark(keyHex), 'hex'), 0, saltBytes, 0);
  } finally {
    fs.closeSync(opened);
  }
}

/** Why a file that cannot be decrypted cannot be: it was made with another key, or it is damaged. */
export function whyUnreadable(file: string, keyHex: string): Failure {
  const { mark, header } = readStart(file);
  return new Failure(plainHeader.test(header) && !isMarkOf(mark, keyHex) ? 'cache-key-wrong' : 'cache-corrupt');
}

/** For files that hold nothing of their own. */
export function removeFile(file: string): void {
  for (const suffix of suffixes) fs.rmSync(file + suffix, { force: true });
}

/** A file of this key that was moved aside, without its folder; null: there is none. */
export function lastAside(file: string, keyHex: string): string | null {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.aside-`;
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const aside = names.filter((name) => name.startsWith(start) && /^[\dT-]+$/.test(name.slice(start.length))).sort();
  return aside.findLast((name) => madeWith(path.join(folder, name), keyHex)) ?? null;
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
