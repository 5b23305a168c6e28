import { run } from './program.ts';

/** Copies or marks a text as in another program. */
export async function copy(text: string, selection: 'clipboard' | 'primary' = 'clipboard'): Promise<void> {
  // What keeps the text for others stays behind, and would keep the output of the command open as long.
  await run('sh', '-c', 'printf %s "$1" | xclip -selection "$2" >/dev/null 2>&1', 'sh', text, selection);
}
