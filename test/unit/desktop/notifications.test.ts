import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneNumber } from '../../../src-main/contract/model.ts';
import type { Announcement } from '../../../src-main/notifications/wording.ts';

interface Shown extends EventEmitter {
  given: { title: string; body: string; silent: boolean; actions: { type: string; text: string }[] };
  closed: boolean;
}

/** What the system was asked to show. Linux has no buttons, so that their presses are played here. */
const shown: Shown[] = [];
vi.mock('electron', () => ({
  Notification: class extends EventEmitter {
    given: Shown['given'];
    closed = false;
    constructor(given: Shown['given']) {
      super();
      this.given = given;
    }
    show() {
      shown.push(this);
    }
    close() {
      this.closed = true;
      this.emit('close');
    }
  },
}));
const { SystemNotifications } = await import('../../../src-main/desktop/notifications.ts');

const number = '+79030005511' as PhoneNumber;
const voicemail: Announcement = {
  title: 'Голосовое · Анна',
  body: 'А & <b>Б</b>',
  opens: { kind: 'record', id: 7 },
  actions: [
    { does: 'open', label: 'Прослушать' },
    { does: 'call', label: 'Перезвонить', number },
  ],
};

let heard: unknown[];
let notifications: InstanceType<typeof SystemNotifications>;

beforeEach(() => {
  heard = [];
  shown.length = 0;
  notifications = new SystemNotifications({
    icon: 'icon.png',
    sound: () => true,
    onOpen: (what) => heard.push(['open', what]),
    onCall: (whom) => heard.push(['call', whom]),
    onClosed: (id) => heard.push(['closed', id]),
    onFailed: (reason) => heard.push(['failed', reason]),
  });
});

function show(announcement = voicemail): Shown {
  notifications.show(3, announcement);
  return shown.at(-1)!;
}

describe('a notification', () => {
  it('has its buttons, in order', () => {
    expect(show().given.actions.map(({ text }) => text)).toEqual(['Прослушать', 'Перезвонить']);
  });

  it('shows a name as it is written, where the system would read markup', () => {
    expect(show().given.body).toBe(process.platform === 'linux' ? 'А &amp; &lt;b&gt;Б&lt;/b&gt;' : 'А & <b>Б</b>');
  });

  it('opens what it is about when it is clicked, and is gone', () => {
    show().emit('click', {});
    expect(heard).toEqual([
      ['closed', 3],
      ['open', { kind: 'record', id: 7 }],
    ]);
  });

  it.each([
    ['of today', (index: number) => [{ actionIndex: index }]],
    ['of before, which tells the button beside the event', (index: number) => [{}, index]],
  ])('does what its button says, by an Electron %s', (_, given) => {
    show().emit('action', ...given(0));
    show().emit('action', ...given(1));
    expect(heard).toEqual([
      ['closed', 3],
      ['open', { kind: 'record', id: 7 }],
      ['closed', 3],
      ['call', number],
    ]);
  });

  it('never calls by a button that it does not have', () => {
    show().emit('action', { actionIndex: 2 }, 2);
    show({ ...voicemail, actions: [] }).emit('action', { actionIndex: 1 }, 1);
    expect(heard).toEqual([
      ['closed', 3],
      ['closed', 3],
    ]);
  });

  it('is told as gone once, however it went', () => {
    const one = show();
    one.emit('action', { actionIndex: 1 }, 1);
    one.emit('close');
    expect(heard).toEqual([
      ['closed', 3],
      ['call', number],
    ]);
  });

  it('that the system refuses is told, with its reason', () => {
    show().emit('failed', {}, 'no daemon');
    expect(heard).toEqual([
      ['closed', 3],
      ['failed', 'no daemon'],
    ]);
  });

  it('that was taken back calls nobody, though the press was on its way', () => {
    const one = show();
    notifications.takeBack(3);
    expect(one.closed).toBe(true);
    one.emit('action', { actionIndex: 1 }, 1);
    one.emit('click', {});
    expect(heard).toEqual([]);
  });

  it('leaves the screen with the program, with all others', () => {
    notifications.show(1, voicemail);
    notifications.show(2, voicemail);
    notifications.destroy();
    expect(shown.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
