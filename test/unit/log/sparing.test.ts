import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Log } from '../../../src-main/log/log.ts';
import { sparing } from '../../../src-main/log/sparing.ts';

it('a page that is refused a hundred thousand times does not push the rest out of the log', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sputnik-sparing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let now = 0;
  const log = new Log({ folder, nowMs: () => now, maxBytes: 20_000 });
  const denied = sparing(log, 'page.denied', () => now);
  log.error('defect', { error: new Error('what the log is kept for') });
  for (let n = 0; n < 100_000; n++) denied({ what: `window ${n}` });
  now = 60_000;
  denied({ what: 'window after a minute' });
  const lines = readFileSync(path.join(folder, 'sputnik.log'), 'utf8').trim().split('\n');
  expect(lines[0]).toContain('defect');
  expect(lines.filter((line) => line.includes(' page.denied '))).toHaveLength(21);
  expect(lines.filter((line) => line.endsWith(' page.denied.more'))).toHaveLength(1);
  expect(lines.at(-2)).toContain('page.denied.untold count=99980');
  log.close();
});
