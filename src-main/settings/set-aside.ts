import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Moves a file that cannot be used out of the way, never deleting it: `settings.json.broken-2026-07-31T09-30-00`.
 * `keep` leaves the original in place and sets a copy aside.
 * @returns the new path; null where even that failed (no such file, no right to)
 */
export function setAside(path: string, nowMs: number, keep: 'move' | 'keep' = 'move'): string | null {
  const target = freeName(`${path}.broken-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}`);
  try {
    if (keep === 'keep') copyFileSync(path, target);
    else renameSync(path, target);
    return target;
  } catch {
    return null;
  }
}

/** Deletes a file, all that was ever set aside of it, and what a broken-off writing has left. Throws what the system throws. */
export function removeWithAside(path: string): void {
  const [folder, name] = [dirname(path), basename(path)];
  const isOurs = (each: string) => each === name || each.startsWith(`${name}.`);
  for (const each of existsSync(folder) ? readdirSync(folder).filter(isOurs) : []) rmSync(join(folder, each));
}

function freeName(name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
