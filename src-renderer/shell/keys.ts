import { shownPages, type ShownPage } from '../routes.ts';

export interface KeyActions {
  dial: () => void;
  search: () => void;
  page: (page: ShownPage) => void;
}

/**
 * The window's own keys: `/` or Ctrl+F to the search, Ctrl+D to the dial field, Ctrl+1… to the pages. By the key's
 * place, not its letter, so that they work in the Russian layout, too.
 */
export function actOnKey(event: KeyboardEvent, actions: KeyActions): void {
  const action = actionFor(event, actions);
  if (!action || document.querySelector('[role="dialog"]')) return;
  event.preventDefault();
  action();
}

function actionFor(event: KeyboardEvent, { dial, search, page }: KeyActions): (() => void) | null {
  if (event.altKey || event.shiftKey) return null;
  if (!event.ctrlKey && !event.metaKey) return event.code === 'Slash' && !isEditable(event.target) ? search : null;
  if (event.code === 'KeyF') return search;
  if (event.code === 'KeyD') return dial;
  const target = shownPages[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
  return target ? () => page(target) : null;
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
