import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that came from it, as they run now. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (root: number): number[] => [root, ...(children.get(root) ?? []).flatMap(below)];
  return below(pid);
}

/** Undefined when it is gone, or has ended and only waits to be noticed. */
function parentOf(pid: string): number | undefined {
  try {
    // pid (name) state parent …; the name may hold anything, blanks and brackets too.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

/** Those of them that still run. */
export const running = (pids: readonly number[]): number[] => pids.filter((pid) => parentOf(String(pid)) !== undefined);
