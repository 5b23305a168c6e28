import { expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../../src-main/contract/model.ts';
import { Attention } from '../../../src-main/notifications/attention.ts';
import type { Announcement } from '../../../src-main/notifications/wording.ts';
import { TestClock } from '../../support/test-clock.ts';

it('a number of the tray’s menu is rung for its own account, and for no other that has come to work meanwhile', async () => {
  const order = vi.fn(() => Promise.resolve());
  const told: Announcement[] = [];
  let id = 'a';
  const attention = new Attention({
    clock: new TestClock(),
    settings: { preferences: defaultPreferences('ru'), setPreferences: () => defaultPreferences('ru') },
    face: {
      focused: false,
      open: () => undefined,
      notify: (_, announcement) => void told.push(announcement),
      takeBack: () => undefined,
      showTray: () => undefined,
    },
    work: () => ({ account: { id }, desk: { order } }) as never,
    offline: () => false,
    onDefect: (error) => {
      throw error;
    },
  });
  await attention.callBack('+79161234567', 'a');
  expect(order).toHaveBeenCalledTimes(1);
  id = 'b';
  await attention.callBack('+79161234567', 'a');
  expect(order).toHaveBeenCalledTimes(1);
  expect(told).toHaveLength(1);
  attention.stop();
});
