/** For what comes in place of something that had the focus: takes it, if it would be lost. */
export function takeLostFocus(element: HTMLElement): void {
  if (document.activeElement === document.body) element.focus();
}
