import type { Fax } from './fax.svelte.ts';

interface FaxActions {
  /** On or back by so many pages. */
  turn: (pages: number) => void;
  print: () => void;
}

type Action = (fax: Fax, actions: FaxActions) => void;

/** The viewer's own keys, while something in it has the focus; by the key's place, so that they work in any layout. */
export function faxKey(event: KeyboardEvent, fax: Fax, actions: FaxActions): void {
  const action = (event.ctrlKey || event.metaKey ? withControl : plain)[event.code];
  if (!action || event.altKey || (event.shiftKey && event.code !== 'Equal')) return;
  event.preventDefault();
  event.stopPropagation();
  action(fax, actions);
}

const plain: Readonly<Record<string, Action>> = {
  PageDown: (_, { turn }) => turn(1),
  PageUp: (_, { turn }) => turn(-1),
};
const withControl: Readonly<Record<string, Action>> = {
  Equal: (fax) => fax.zoomBy(1),
  NumpadAdd: (fax) => fax.zoomBy(1),
  Minus: (fax) => fax.zoomBy(-1),
  NumpadSubtract: (fax) => fax.zoomBy(-1),
  Digit0: (fax) => fax.fitTo('width'),
  KeyP: (_, { print }) => print(),
};
