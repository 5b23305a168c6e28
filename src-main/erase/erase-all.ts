import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Erases one part of what the program has left on this PC. */
export type EraseStep = () => unknown;

/** It lies in the profile from before the first step until all are done. */
const markOf = (profile: string) => path.join(profile, 'erasing');

/**
 * «Стереть всё с этого компьютера»: each step is tried, whatever becomes of the others; the first failure is thrown when
 * all were. The first step is to be the keys: without them nothing of the rest can be read. What a crash or a failure left
 * is erased at the next start, before anything is read.
 */
export async function eraseAll(profile: string, steps: readonly EraseStep[]): Promise<void> {
  const mark = markOf(profile);
  const failures: unknown[] = [];
  const attempt = async (erase: EraseStep) => {
    try {
      await erase();
    } catch (error) {
      failures.push(error);
    }
  };
  try {
    writeFileSync(mark, '');
  } catch {
    // On a full disk nothing can be marked; all can be erased all the same.
  }
  for (const step of steps) await attempt(step);
  if (failures.length > 0) throw failures[0];
  rmSync(mark, { force: true });
}

/**
 * To be called before anything of the profile is read. True: an erasing was broken off, and now its files are gone; what
 * still cannot be deleted is tried again at the next start.
 */
export function finishErasing(profile: string): boolean {
  if (!existsSync(markOf(profile))) return false;
  try {
    for (const name of readdirSync(profile).filter(isOurs).sort(keysFirst)) {
      rmSync(path.join(profile, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
    rmSync(markOf(profile), { force: true });
  } catch {
    // The mark stays.
  }
  return true;
}

const keysFirst = (one: string, other: string) =>
  Number(other.startsWith('secrets')) - Number(one.startsWith('secrets'));

/** With what was set aside, and what a broken-off writing has left; the rest of the profile is Chromium's. */
const isOurs = (name: string) => /^(?:accounts|logs|(?:settings|secrets)\.json(?:\..*)?)$/.test(name);
