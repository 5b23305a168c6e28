import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileNameOf } from '../../../src-main/media/file-name.ts';
import { temporaryFolder } from './support/files.ts';

const startedAtMs = new Date(2026, 10, 23, 15, 30).getTime();
const named = (name: string, number = '+74951234567') => fileNameOf({ startedAtMs, number, name, format: 'mp3' });

it('a saved file is found by day, number and name', () => {
  expect(named('Анна Петрова')).toBe('2026-11-23_1530_+74951234567_Анна Петрова.mp3');
  expect(named('')).toBe('2026-11-23_1530_+74951234567.mp3');
  expect(fileNameOf({ startedAtMs, number: '', name: '', format: 'tiff' })).toBe('2026-11-23_1530.tif');
});

it.each([
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Windows\\system32', 'C Windows system32'],
  ['a<b>c:"d"|e?f*', 'a b c d e f'],
  ['CON', 'CON'],
  ['NUL.txt', 'NUL.txt'],
  ['Анна\u202E3pm.exe', 'Анна 3pm.exe'],
  ['Анна\u0000\r\nПетрова', 'Анна Петрова'],
  ['$(rm -rf ~) `id` %PATH%', '(rm -rf ) id PATH'],
  ['-rf', 'rf'],
  ['.hidden', 'hidden'],
  ['точки...   ', 'точки'],
  ['Й'.normalize('NFD'), 'Й'.normalize('NFC')],
  ['Анна 👩‍🔧', 'Анна 👩 🔧'],
  ['\uD83D', ''],
  ['***', ''],
])('the name %j becomes %j', (name, safe) => {
  expect(named(name)).toBe(`2026-11-23_1530_+74951234567${safe && `_${safe}`}.mp3`);
});

it('an emoji at the end of a long name is there whole, or not at all', () => {
  const name = named(`${'я'.repeat(59)}👨🏽`);
  expect(name).not.toMatch(/\p{Surrogate}/u);
  expect(name).toBe(`2026-11-23_1530_+74951234567_${'я'.repeat(59)}.mp3`);
});

/** Whatever stands before the first dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

it('whatever the exchange calls people, the name is good on every system, and stays in its folder', () => {
  const folder = join(temporaryFolder(), 'saved');
  mkdirSync(folder);
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'./\\:*?"<>|%$~ \u202E\u0000яA👩🏽\u200D\uD800文'),
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
    ),
    maxLength: 300,
  });
  fc.assert(
    fc.property(hostile, hostile, (name, number) => {
      const file = named(name, number);
      expect(file).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      expect(file).not.toMatch(/^[-. ]|[. ]$/);
      expect(file.split('.')[0]).not.toMatch(reserved);
      expect(file).not.toMatch(/\p{Surrogate}/u);
      // With what is put behind it while it is being written.
      expect(Buffer.byteLength(`${file}.0123abcd.part`)).toBeLessThanOrEqual(255);
      writeFileSync(join(folder, file), '');
      expect(readdirSync(folder)).toContain(file);
    }),
    { numRuns: 300 },
  );
});
