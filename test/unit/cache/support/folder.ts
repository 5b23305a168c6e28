import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const key = '6b'.repeat(32);
export const otherKey = '0f'.repeat(32);

/** A fresh folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sputnik-cache-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything that the database left on the disk, in one piece. */
export function bytesIn(folder: string): Buffer {
  const names = fs.readdirSync(folder, { recursive: true }) as string[];
  return Buffer.concat(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => fs.readFileSync(path.join(folder, name))),
  );
}
