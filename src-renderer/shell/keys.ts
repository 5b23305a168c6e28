import { shownPages, type ShownPage } from '../routes.ts';

/** What lies over the page and has keys of its own. */
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

export interface KeyActions {
  dial: () => void;
  search: () => void;
  page: (page: ShownPage) => void;
  palette: () => void;
  help: () => void;
}

/**
 * The window's own keys: `/` or Ctrl+F to the search, Ctrl+D to the dial field, Ctrl+K to the palette, Ctrl+1… to the
 * pages, `?` or F1 to the page of the keys. By the key's place, not its letter, so that they work in the Russian layout,
 * too; the question mark by both, as it lies on the 7 there.
 */
export function actOnKey(event: KeyboardEvent, actions: KeyActions): void {
  const action = actionFor(event, actions);
  if (!action || document.querySelector(overlays)) return;
  event.preventDefault();
  action();
}

function actionFor(event: KeyboardEvent, { dial, search, page, palette, help }: KeyActions): (() => void) | null {
  if (event.altKey) return null;
  if (asksHelp(event)) return help;
  if (event.shiftKey) return null;
  if (!event.ctrlKey && !event.metaKey) return event.code === 'Slash' && !isEditable(event.target) ? search : null;
  if (event.code === 'KeyF') return search;
  if (event.code === 'KeyD') return dial;
  if (event.code === 'KeyK') return palette;
  const target = shownPages[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
  return target ? () => page(target) : null;
}

function asksHelp({ key, code, shiftKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return false;
  return (code === 'F1' && !shiftKey) || ((key === '?' || (shiftKey && code === 'Slash')) && !isEditable(target));
}

/**
 * How many of the single keys are taken where the focus is: `all` by a text field or by what lies over the page, `some`
 * (Space, Enter, arrows) by a button and the like.
 */
export function takesKeys({ target }: KeyboardEvent): 'all' | 'some' | 'none' {
  if (isEditable(target) || document.querySelector(overlays)) return 'all';
  return target instanceof Element && target.closest(controls) ? 'some' : 'none';
}

const controls = 'button, a[href], input, summary, [role="radio"], [role="slider"]';

/** Takes letters; a slider is an input, too. */
function isEditable(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement;
}
