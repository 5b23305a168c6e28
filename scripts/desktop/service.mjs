import { spawn } from 'node:child_process';
import { Failure } from '../ready/console.mjs';
import { isOnPath } from '../ready/programs.mjs';

/**
 * Starts a program of a virtual desktop. It ends with us even when we are killed outright, and `stop` waits for its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, announces?: boolean, input?: string, as?: { uid: number, gid: number } }} options
 *   `announces`: the program writes a line, its display or address, to file descriptor 3 when it is ready
 */
export async function startService(program, args, { env, announces = false, input, as }) {
  const bound = isOnPath('setpriv') ? ['setpriv', '--pdeathsig', 'TERM', program, ...args] : [program, ...args];
  const stdio = [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore', announces ? 'pipe' : 'ignore'];
  // A process group of its own: a Ctrl-C in the terminal must reach the app first, not take its display away.
  const child = spawn(bound[0], bound.slice(1), { env, stdio, detached: true, uid: as?.uid, gid: as?.gid });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  if (input !== undefined) child.stdin.end(input);
  const stop = async () => {
    child.kill();
    const insist = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(insist);
  };
  if (!announces) return { stop };
  const announced = await Promise.race([firstLine(child.stdio[3]), ended.then(() => undefined)]);
  if (!announced) throw new Failure(`${program} did not start. Is it installed?`);
  return { stop, announced };
}

function firstLine(stream) {
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')).trim());
    });
  });
}
