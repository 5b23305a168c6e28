import type { Callback, Stage } from '../../src-main/contract/model.ts';
import { followUpOf } from './follow-up.ts';

export type CardAct = 'follow' | 'repeat' | 'cancel' | 'put-away';

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'>;

/** Does what the cause of the failure advises: on its card, and where the callback is shown. */
export const followKey = 'F';

const repeatable: readonly Stage[] = ['failed', 'refused', 'not-created', 'cancelled', 'vanished'];

/** It came to nothing, and the same can be ordered again. */
export const canRepeat = ({ stage }: Pick<Callback, 'stage'>): boolean => repeatable.includes(stage);

const wants: Readonly<Record<string, readonly [CardAct, (callback: Callback) => boolean]>> = {
  KeyF: ['follow', (callback) => followUpOf(callback) !== null],
  KeyR: ['repeat', canRepeat],
  KeyZ: ['cancel', ({ stage }) => stage === 'holding'],
  Delete: ['put-away', ({ open }) => !open],
};

/**
 * What a single key does with the card that has the focus, by the key's place; null: nothing. A key that is held down
 * does nothing more: another call would be ordered.
 */
export function cardAct(press: Press, callback: Callback): CardAct | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey || press.repeat) return null;
  const [act, can] = wants[press.code] ?? [];
  return act && can?.(callback) ? act : null;
}
