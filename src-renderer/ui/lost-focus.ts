/** For what comes in place of something that had the focus: takes it, if it would be lost or is with the page as a whole. */
export function takeLostFocus(element: HTMLElement): void {
  const { activeElement } = document;
  if (activeElement === document.body || activeElement?.matches('main')) element.focus();
}
