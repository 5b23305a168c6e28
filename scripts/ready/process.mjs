import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Failure } from './console.mjs';
import { inProject, projectDir } from './paths.mjs';

/**
 * Runs a command to its end and collects what it prints.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 when there is no such command
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectDir, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: code ?? codeOfSignal(signal), stdout, stderr }));
  });
}

/** Runs a command silently; when it fails, its last lines are shown under `sentence`, which says what to do. */
export async function runQuietly(sentence, command, args, options = {}) {
  const result = await capture(command, args, options);
  if (result.code === 0) return result;
  const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-60).join('\n');
  throw new Failure(`${tail}\n\n${sentence}`);
}

/** Runs a command that shares our terminal, passes signals on to it, and tells its exit code. */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectDir, stdio: 'inherit', ...options });
    const stopPassing = passSignalsTo(child);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      stopPassing();
      resolve(code ?? codeOfSignal(signal));
    });
  });
}

/** Runs a script of the project, or of its modules, with our Node; the rest as `runInForeground`. */
export function runScript(script, args = [], env = process.env) {
  return runInForeground(process.execPath, [inProject(script), ...args], { env });
}

/** While a child runs, a signal to us is a signal to it: we end when it has ended, so nothing stays behind. */
export function passSignalsTo(child) {
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}

const codeOfSignal = (signal) => 128 + (constants.signals[signal] ?? 0);
