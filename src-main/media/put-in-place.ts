import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const attempts = 6;

/** Gives a finished file its name, also on the disk when this resolves. On Windows a scanner may have it open for a moment. */
export async function putInPlace(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      break;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === attempts) throw error;
      await setTimeout(attempt * 50);
    }
  }
  // Folders cannot be synced on Windows.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(to), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
