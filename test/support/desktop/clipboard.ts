import { spawn } from 'node:child_process';
import { run } from './program.ts';

/** `clipboard` is what was copied; `primary` what is only selected. */
export type Selection = 'clipboard' | 'primary';

/** Copies a text as another program does. */
export function copy(text: string, selection: Selection = 'clipboard'): Promise<void> {
  return new Promise((resolve, reject) => {
    // xclip stays behind to serve the text; its pipes must not keep us waiting.
    const xclip = spawn('xclip', ['-selection', selection, '-in'], { stdio: ['pipe', 'ignore', 'ignore'] });
    xclip.once('error', reject).once('exit', () => resolve());
    xclip.stdin.end(text);
  });
}

export function pasted(selection: Selection = 'clipboard'): Promise<string> {
  return run('xclip', '-selection', selection, '-out');
}
