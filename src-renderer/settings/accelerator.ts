import { isAccelerator } from '../../src-main/contract/model/accelerator.ts';

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>;

const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** Only a key that others are held with, so far. */
export const isHeldKey = (code: string): boolean => /^(?:Control|Alt|Shift|Meta|OS)(?:Left|Right)?$/.test(code);

/** The pressed keys as Electron writes them, by their place, whatever the layout; null: not fit for a global shortcut. */
export function acceleratorOf({ code, ctrlKey, altKey, metaKey, shiftKey }: Pressed): string | null {
  const key = /^(?:Key([A-Z])|Digit(\d)|(F(?:1?\d|2[0-4])))$/.exec(code)?.slice(1).find(Boolean) ?? named[code];
  if (key === undefined) return null;
  const held = [ctrlKey && 'Control', altKey && 'Alt', metaKey && 'Super', shiftKey && 'Shift'];
  const written = [...held.filter((each) => each !== false), key].join('+');
  return isAccelerator(written) ? written : null;
}

/** The keys as they are written on the keyboard. */
export function keysText(accelerator: string, mac: boolean): string {
  const words: Record<string, string> = mac
    ? { CommandOrControl: '⌘', Super: '⌘', Command: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' }
    : { CommandOrControl: 'Ctrl', Control: 'Ctrl', Super: 'Win' };
  return accelerator
    .split('+')
    .map((key) => words[key] ?? key)
    .join(mac ? ' ' : '+');
}
