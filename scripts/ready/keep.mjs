import fs from 'node:fs';
import path from 'node:path';
import { say } from './console.mjs';
import { cacheDir } from './paths.mjs';

/**
 * Makes a folder in the cache once. It appears under its name only when it is complete, so a run that was killed half-way
 * leaves nothing that looks finished; two runs at once make it one after the other.
 * @param {string} name what the folder holds, with its versions: a new version is a new folder
 * @param {(dir: string) => Promise<void>} make fills an empty folder
 * @returns {Promise<string>} the complete folder
 */
export async function keep(name, make) {
  const target = path.join(cacheDir, name);
  if (fs.existsSync(target)) return target;
  return oneAtATime(name, async () => {
    if (fs.existsSync(target)) return target;
    const unfinished = fs.mkdtempSync(path.join(cacheDir, `.${name}-`));
    try {
      await make(unfinished);
      fs.chmodSync(unfinished, 0o755); // mkdtemp makes it private; tests also run the Electron as another user
      fs.renameSync(unfinished, target);
    } finally {
      fs.rmSync(unfinished, { recursive: true, force: true });
    }
    return target;
  });
}

/** Runs `work` while no other process of this user runs work of the same name. */
export async function oneAtATime(name, work) {
  fs.mkdirSync(cacheDir, { recursive: true });
  const lock = path.join(cacheDir, `.${name}.lock`);
  let told = false;
  while (!take(lock)) {
    if (!told) say(`waiting for another run that is busy with ${name}`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!holderIsAlive(lock)) fs.rmSync(lock, { force: true });
  return false;
}

function holderIsAlive(lock) {
  let pid;
  try {
    pid = Number(fs.readFileSync(lock, 'utf8'));
    if (!pid) return Date.now() - fs.statSync(lock).mtimeMs < 5_000; // created, its number not yet written
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
