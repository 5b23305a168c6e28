import { clipboard } from 'electron';
import type { CopiedText } from '../palette/offered.ts';

/** What was copied, and on Linux also what is marked somewhere. */
export async function copied(): Promise<CopiedText[]> {
  const [text, marked] = await Promise.all([clipboard.readText(), process.platform === 'linux' ? selection() : '']);
  return [
    { from: 'clipboard', text },
    { from: 'selection', text: marked },
  ];
}

/** Newer Electrons have an object for it, older ones a parameter; their answer is no promise yet. */
function selection(): Promise<string> | string {
  const { selection: marked } = clipboard as { selection?: Pick<typeof clipboard, 'readText'> };
  return marked ? marked.readText() : (clipboard.readText as (from?: string) => Promise<string> | string)('selection');
}
