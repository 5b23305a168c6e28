import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const attempts = 6;

/**
 * Writes the file beside its place and puts it there when it is whole: there is all of it or what was there before.
 * Rejects with what the content or the disk rejects with, or when the signal is aborted; then nothing new is left.
 * `mode`: who may read it; as the system has it, if not told.
 * @returns its size in bytes
 */
export async function writeWhole(
  path: string,
  content: string | AsyncIterable<string | Uint8Array>,
  { signal, mode }: { signal?: AbortSignal; mode?: number } = {},
): Promise<number> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(beside, 'wx', mode);
    let size: number;
    try {
      // Not piece by piece with `write`: on a disk that is nearly full that writes half a piece and says nothing.
      await file.writeFile(content, signal && { signal });
      await file.sync();
      ({ size } = await file.stat());
    } finally {
      await file.close();
    }
    await putInPlace(beside, path);
    return size;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

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
