/** What the focus may go on to. */
const stops =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]:not([tabindex="-1"])';
/** They give the focus back themselves. */
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

interface Level {
  parent: Element;
  next: Element | null;
  previous: Element | null;
}

/** Where an element stands, from itself up: enough to find its neighbours once it is gone. */
function levelsOf(element: Element): Level[] {
  const levels: Level[] = [];
  for (let at = element; at.parentElement; at = at.parentElement)
    levels.push({ parent: at.parentElement, next: at.nextElementSibling, previous: at.previousElementSibling });
  return levels;
}

const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });

function stopIn(element: Element | null): HTMLElement | null {
  if (!element?.isConnected) return null;
  const inside = [element, ...element.querySelectorAll(stops)];
  return (inside.find((each) => each.matches(stops) && seen(each)) as HTMLElement | undefined) ?? null;
}

/** The nearest thing that is left: what followed, what went before, then the same around it, up to the page itself. */
function neighbour(levels: readonly Level[]): HTMLElement | null {
  for (const { parent, next, previous } of levels) {
    if (!parent.isConnected) continue;
    // A notice stands beside nothing: after it, one goes on in the page.
    if (parent === document.body || parent.matches('[role="status"]')) return null;
    if (parent instanceof HTMLElement && parent.matches('main')) return parent;
    const stop = stopIn(next?.parentElement === parent ? next : null) ?? stopIn(previous) ?? stopIn(parent);
    if (stop) return stop;
  }
  return null;
}

/**
 * From now on, when what had the focus is taken away (a notice that was closed, a filter that was dropped, a page that was
 * left), the focus goes to what stood beside it, and never to nowhere. Whoever knows better has the time of a task to say so.
 * Returns the function that ends it.
 */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let levels: Level[] = [];

  function remember({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    last = target;
    levels = levelsOf(target);
  }

  const lost = () => last !== null && !last.isConnected && document.activeElement === document.body;

  function goOn(): void {
    if (!lost()) return;
    const inOverlay =
      last?.closest(overlays) || levels.some(({ parent }) => parent.matches(overlays) && !parent.isConnected);
    const to = inOverlay ? null : (neighbour(levels) ?? document.querySelector('main'));
    last = null;
    to?.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(() => {
    if (lost()) setTimeout(goOn);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
