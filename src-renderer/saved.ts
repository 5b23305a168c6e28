import type { SavedKind } from '../src-main/contract/model.ts';
import type { Shell } from './context.ts';

/** Shows in its folder what was saved last of that kind; why that cannot be is said at the foot of the window. */
export function showSaved({ ask, complain }: Pick<Shell, 'ask' | 'complain'>, kind: SavedKind): void {
  ask('saved.show', { kind }).catch(complain);
}

/** Says that it was saved, and offers to show it. */
export function saySaved(
  shell: Pick<Shell, 'ask' | 'complain' | 'i18n' | 'toasts'>,
  kind: SavedKind,
  text: string,
): void {
  const show = { label: shell.i18n.t.words.showInFolder, run: () => showSaved(shell, kind) };
  shell.toasts.say(text, show, `saved ${kind}`);
}
