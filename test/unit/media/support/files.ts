import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { ByteSource } from '../../../../src-main/media/convert.ts';
import { keyHex } from './stored.ts';

export { bytesOf, pieces, wavOf } from './stored.ts';

const folders: string[] = [];

/** A folder of its own, gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'media-'));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const project = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
export const demoDir = project('resources/demo');
export const demoFile = (name: string) => readFileSync(join(demoDir, name));
export const soundFile = (name: string) => readFileSync(join(project('test/fixtures/sounds'), name));

/** The file as something that is read a few bytes at a time. */
export function sourceOf(bytes: Buffer, pieceBytes = 5000): ByteSource {
  return {
    size: bytes.length,

    async *read(start, end) {
      for (let at = start; at < Math.min(end, bytes.length); at += pieceBytes)
        yield bytes.subarray(at, Math.min(end, bytes.length, at + pieceBytes));
    },
  };
}

/** Everything in a folder, one file after the other. */
export const allBytes = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

export const storeOptions = (
  folder: string,
  more: { limitBytes?: number; nowMs?: () => number; keyHex?: string } = {},
) => ({
  folder,
  keyHex,
  limitBytes: 1e9,
  nowMs: () => Date.now(),
  ...more,
});
