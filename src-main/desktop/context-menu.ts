import { Menu, type WebContents } from 'electron';
import type { Language } from '../contract/model.ts';
import { desktopTexts } from './texts.ts';

/** Cut, copy and paste under the right mouse button, where they can do something: Electron brings no menu of its own. */
export function offerContextMenu(contents: WebContents, language: () => Language): void {
  contents.on('context-menu', (_, { isEditable, editFlags, selectionText }) => {
    if (!isEditable && selectionText === '') return;
    const texts = desktopTexts(language());
    const editing = isEditable
      ? [
          { label: texts.cut, role: 'cut' as const, enabled: editFlags.canCut },
          { label: texts.paste, role: 'paste' as const, enabled: editFlags.canPaste },
          { label: texts.selectAll, role: 'selectAll' as const, enabled: editFlags.canSelectAll },
        ]
      : [];
    const [cut, ...rest] = editing;
    const copy = { label: texts.copy, role: 'copy' as const, enabled: editFlags.canCopy };
    Menu.buildFromTemplate([...(cut ? [cut] : []), copy, ...rest]).popup();
  });
}
