import type { WebContents } from 'electron';

/** Ctrl+Q ends the program: a keyboard does not reach the tray, and not every desktop has one. macOS has it in its menu. */
export function quitOnKey(contents: WebContents, onQuit: () => void): void {
  contents.on('before-input-event', (event, { type, code, control, shift, alt, meta }) => {
    if (type !== 'keyDown' || code !== 'KeyQ' || !control || shift || alt || meta) return;
    event.preventDefault();
    onQuit();
  });
}
