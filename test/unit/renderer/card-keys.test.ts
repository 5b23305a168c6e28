import { describe, expect, it } from 'vitest';
import { cardAct } from '../../../src-renderer/callbacks/card-keys.ts';
import { aCallback, busy, failedAttempt } from './samples.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
const press = (code: string, more: Partial<typeof none> = {}) => ({ ...none, code, ...more });

const failed = aCallback({ stage: 'failed', open: false, attempt: 1, attempts: [failedAttempt(busy)] });
const unadvised = aCallback({ stage: 'failed', open: false, attempt: 1, attempts: [failedAttempt(null)] });
const held = aCallback({ stage: 'holding' });
const talking = aCallback({ stage: 'talking' });
const done = aCallback({ stage: 'done', open: false });

describe('a key on a card', () => {
  it.each([
    ['follows the advice of a failure', 'KeyF', failed, 'follow'],
    ['finds no advice', 'KeyF', unadvised, null],
    ['repeats what came to nothing', 'KeyR', unadvised, 'repeat'],
    ['does not repeat what came off', 'KeyR', done, null],
    ['takes back what is still held', 'KeyZ', held, 'cancel'],
    ['cannot take back what is under way', 'KeyZ', talking, null],
    ['puts away what has ended', 'Delete', done, 'put-away'],
    ['leaves what is under way in sight', 'Delete', talking, null],
  ] as const)('%s', (_, code, callback, act) => expect(cardAct(press(code), callback)).toBe(act));

  it('held down, or together with others, orders nothing', () => {
    for (const code of ['KeyF', 'KeyR'])
      for (const held of ['repeat', 'ctrlKey', 'metaKey', 'altKey', 'shiftKey'])
        expect(cardAct(press(code, { [held]: true }), failed)).toBeNull();
  });
});
