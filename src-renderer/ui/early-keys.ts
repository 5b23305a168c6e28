import { Stillness } from './stillness.ts';

/** What opens over the page and takes the focus, a moment later. */
const overlays = ['menu', 'dialog', 'alertdialog'].map((role) => `[role="${role}"][data-state="open"]`).join();
/** Whoever has seen that a key did nothing presses it again later than that. */
const stillMs = 300;
/** Whoever goes on pressing keys after that sees what has opened. */
const seenMs = 1_000;
/** Nothing takes so long to have the focus: then it will not, and keys must not be dead for it. */
const patienceMs = 2_000;

/**
 * On a busy PC a menu or a dialog has the focus a moment after the key that has opened it, and the next keys would be for
 * the list beneath: Shift+Enter, ↓, Enter would ring the next client. From such a key on none does anything until they
 * were still for a moment, so that no half of what was pressed is taken for the whole; keys that never are still are heard
 * again as soon as the person must have seen where they go. Returns what ends it.
 */
export function ignoreEarlyKeys(): () => void {
  const nowMs = () => performance.now();
  const stillness = new Stillness(nowMs, stillMs);
  const openSinceMs = new WeakMap<Element, number>();
  let heardFromMs = 0;

  function isEarly(): boolean {
    const top = [...document.querySelectorAll(overlays)].at(-1);
    if (!top || top.contains(document.activeElement)) return false;
    const atMs = openSinceMs.get(top) ?? nowMs();
    openSinceMs.set(top, atMs);
    return nowMs() - atMs < patienceMs;
  }

  function onKey(event: KeyboardEvent): void {
    // Escape closes what is on top, whatever has the focus.
    if (['Escape', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    if (isEarly()) {
      stillness.await();
      heardFromMs = nowMs() + seenMs;
    } else if (event.timeStamp >= heardFromMs || !stillness.isBroken(event.timeStamp)) {
      stillness.end();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
