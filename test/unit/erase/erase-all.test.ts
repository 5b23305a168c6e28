import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseAll, finishErasing } from '../../../src-main/erase/erase-all.ts';
import { removeWithAside } from '../../../src-main/settings/set-aside.ts';

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'sputnik-erase-'));
  for (const folder of ['accounts/one', 'logs', 'Local Storage'])
    mkdirSync(path.join(profile, folder), { recursive: true });
  const files = [
    'settings.json',
    'settings.json.tmp-1',
    'secrets.json',
    'secrets.json.new',
    'accounts/one/cache.sqlite',
  ];
  for (const file of [...files, 'secrets.json.broken-2026-11-23', 'logs/sputnik.log', 'Preferences']) {
    writeFileSync(path.join(profile, file), 'key');
  }
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

it('goes on after a step that fails, and then fails', async () => {
  const done: string[] = [];
  const steps = [
    () => done.push('keys'),
    () => Promise.reject(new Error('locked by a scanner')),
    () => Promise.resolve().then(() => done.push('last')),
  ];
  await expect(eraseAll(profile, steps)).rejects.toThrow('locked by a scanner');
  expect(done).toEqual(['keys', 'last']);
  expect(finishErasing(profile)).toBe(true);
});

it('broken off in the middle it is finished at the next start, before anything is read', async () => {
  void eraseAll(profile, [() => new Promise(() => undefined)]);
  expect(finishErasing(profile)).toBe(true);
  expect(readdirSync(profile).sort()).toEqual(['Local Storage', 'Preferences']);
  expect(finishErasing(profile)).toBe(false);
});

it('done, nothing is left to the next start', async () => {
  await eraseAll(profile, []);
  expect(finishErasing(profile)).toBe(false);
  expect(readdirSync(profile)).toContain('secrets.json');
});

it('takes along what a broken-off writing has left of a file', () => {
  removeWithAside(path.join(profile, 'secrets.json'));
  removeWithAside(path.join(profile, 'settings.json'));
  expect(readdirSync(profile).sort()).toEqual(['Local Storage', 'Preferences', 'accounts', 'logs']);
});
