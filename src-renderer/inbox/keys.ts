export interface InboxKeyActions {
  move: (step: 1 | -1, extend: boolean) => void;
  open: () => void;
  call: () => void;
  /** To the contact, or to a new one. */
  contact: () => void;
  /** Does what the cause of a failed callback advises. */
  follow: () => void;
  done: () => void;
  snooze: () => void;
  toggleRead: () => void;
  undo: () => void;
  chooseAll: () => void;
  /** Out of a choice of several, or out of the detail. */
  leave: () => void;
  play: () => void;
  skip: (seconds: number) => void;
  faster: () => void;
  slower: () => void;
}

/** The parts of a key press that count; by the key's place, so that they work in the Russian layout, too. */
export type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

const skipSeconds = 5;

/**
 * What a key does on the page «Требуют внимания»; null: nothing. `onControl`: the focus is on a button or the like,
 * which has a use of its own for Space, Enter and the arrows.
 */
export function inboxKey(press: Press, onControl: boolean, actions: InboxKeyActions): (() => void) | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return withControl(press, actions);
  if (press.shiftKey && press.code !== 'KeyJ' && press.code !== 'KeyK') return null;
  return repeatable(press, onControl, actions) ?? (press.repeat ? null : once(press, onControl, actions));
}

function withControl({ code, shiftKey, repeat }: Press, { undo, chooseAll }: InboxKeyActions): (() => void) | null {
  if (shiftKey || repeat) return null;
  return { KeyZ: undo, KeyA: chooseAll }[code] ?? null;
}

/** May be held down. */
function repeatable({ code, shiftKey }: Press, onControl: boolean, { move, skip }: InboxKeyActions) {
  const anywhere: Record<string, () => void> = {
    KeyJ: () => move(1, shiftKey),
    KeyK: () => move(-1, shiftKey),
  };
  const besides: Record<string, () => void> = {
    ArrowLeft: () => skip(-skipSeconds),
    ArrowRight: () => skip(skipSeconds),
  };
  return anywhere[code] ?? (onControl ? null : (besides[code] ?? null));
}

/** A key held down a moment too long must not end, or call, one after the other. */
function once({ code }: Press, onControl: boolean, actions: InboxKeyActions): (() => void) | null {
  const anywhere: Record<string, () => void> = {
    KeyC: actions.call,
    KeyO: actions.contact,
    KeyF: actions.follow,
    KeyE: actions.done,
    KeyS: actions.snooze,
    KeyU: actions.toggleRead,
    KeyZ: actions.undo,
    Escape: actions.leave,
    BracketLeft: actions.slower,
    BracketRight: actions.faster,
  };
  const besides: Record<string, () => void> = { Space: actions.play, Enter: actions.open };
  return anywhere[code] ?? (onControl ? null : (besides[code] ?? null));
}
