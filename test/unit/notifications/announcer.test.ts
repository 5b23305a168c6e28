import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPreferences, type InboxItem, type Preferences } from '../../../src-main/contract/model.ts';
import type { News } from '../../../src-main/inbox/inbox.ts';
import { Announcer } from '../../../src-main/notifications/announcer.ts';
import type { Announcement } from '../../../src-main/notifications/wording.ts';
import { TestClock } from '../../support/test-clock.ts';
import { aCallback } from '../renderer/samples.ts';
import { failedCall, fax, noonMs, voicemail } from './samples.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

let clock: TestClock;
let preferences: Preferences;
let focused: boolean;
/** What the database would tell to wait. */
let waiting: InboxItem[];
let more: string | null;
let screen: Map<number, Announcement>;
let all: Announcement[];
/** What a restart need not tell. */
let noted: (number | string)[];
let announcer: Announcer;
let tell: (news: News) => void;

beforeEach(async () => {
  clock = new TestClock();
  await clock.pass(noonMs - clock.nowMs() + (noonMs < clock.nowMs() ? 24 * hour : 0));
  preferences = defaultPreferences('ru');
  focused = false;
  [waiting, more, screen, all, noted] = [[], null, new Map(), [], []];
  announcer = new Announcer({
    clock,
    preferences: () => preferences,
    windowFocused: () => focused,
    waiting: () => Promise.resolve({ items: waiting, next: more }),
    noteTold: (items) => Promise.resolve(void noted.push(...items.map(({ id }) => id))),
    show: (id, announcement) => {
      screen.set(id, announcement);
      all.push(announcement);
    },
    close: (id) => screen.delete(id),
    onDefect: (error) => expect.unreachable(String(error)),
  });
  tell = announcer.begin();
});

function come(...items: InboxItem[]): void {
  waiting = [...items, ...waiting];
  tell({ kind: 'messages', items });
}

function fail(item: InboxItem): void {
  waiting = [item, ...waiting];
  tell({ kind: 'failed', item });
}

function set(patch: Partial<Preferences>): void {
  preferences = { ...preferences, ...patch };
  announcer.settingsChanged();
}

const titles = () => all.map(({ title }) => title);

describe('news become notifications', () => {
  it('one is told by itself, after a moment in which others may follow', async () => {
    come(voicemail());
    await clock.pass(2 * second);
    expect(all).toEqual([]);
    await clock.pass(second);
    expect(titles()).toEqual(['Голосовое · Анна Петрова']);
  });

  it('what comes within that moment comes as one, with kinds counted', async () => {
    come(voicemail(), fax());
    await clock.pass(second);
    come(voicemail(), voicemail(), fax());
    await clock.pass(5 * second);
    expect(all).toEqual([
      expect.objectContaining({ title: '5 новых сообщений', body: '3 голосовых, 2 факса\nАнна Петрова', opens: null }),
    ]);
  });

  it('never more than four a minute; the rest is told as one when there is room', async () => {
    for (let count = 0; count < 10; count += 1) {
      come(voicemail());
      await clock.pass(4 * second);
    }
    expect(all).toHaveLength(4);
    await clock.pass(minute);
    expect(titles().slice(4)).toEqual(['6 новых сообщений']);
  });

  it('a clock that is set back does not hold anything up', async () => {
    come(voicemail());
    await clock.pass(10 * second);
    const now = clock.nowMs.bind(clock);
    clock.nowMs = () => now() - hour;
    come(fax());
    await clock.pass(10 * second);
    expect(titles()).toEqual(['Голосовое · Анна Петрова', 'Факс · Анна Петрова']);
  });

  it('what was done with or looked at meanwhile is not told', async () => {
    const [read, done] = [voicemail(), voicemail()];
    come(read, done);
    waiting = [{ ...read, marks: { ...read.marks, readAtMs: clock.nowMs() } }];
    await clock.pass(minute);
    expect(all).toEqual([]);
  });

  it('what lies beyond the page of what waits is told all the same', async () => {
    const old = voicemail({ startedAtMs: noonMs - 9 * hour });
    tell({ kind: 'messages', items: [old] });
    waiting = [voicemail()];
    more = 'next';
    await clock.pass(minute);
    expect(all).toHaveLength(1);
  });

  it('a reminder comes for what was looked at before it was put off', async () => {
    const item = voicemail();
    const back = { ...item, marks: { ...item.marks, readAtMs: noonMs - hour, snoozedUntilMs: noonMs } };
    waiting = [back];
    tell({ kind: 'back', items: [back] });
    await clock.pass(minute);
    expect(titles()).toEqual(['Снова ждёт ответа · Анна Петрова']);
  });
});

describe('a callback that failed', () => {
  const failed = () => failedCall(aCallback({ stage: 'failed', open: false }));

  it('is told to whoever does not see our window, and only to him', async () => {
    focused = true;
    fail(failed());
    await clock.pass(minute);
    expect(all).toEqual([]);
    focused = false;
    fail({
      ...failed(),
      kind: 'order',
      callback: aCallback({ id: 'another', stage: 'failed', open: false }),
    } as InboxItem);
    await clock.pass(minute);
    expect(titles()).toEqual(['Не дозвонились · Анна Петрова']);
  });

  it('and a voicemail are told by settings of their own', async () => {
    set({ notifyMessages: false });
    come(voicemail());
    fail(failed());
    await clock.pass(minute);
    set({ notifyMessages: true, notifyFailed: false });
    fail(failed());
    come(fax());
    await clock.pass(minute);
    expect(titles()).toEqual(['Не дозвонились · Анна Петрова', 'Факс · Анна Петрова']);
  });
});

describe('while it is to be quiet', () => {
  it('nothing is shown; afterwards what came and still waits is told at once', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    const answered = voicemail();
    come(answered, voicemail(), fax());
    await clock.pass(10 * minute);
    come(voicemail(), voicemail());
    waiting = waiting.filter((item) => item !== answered);
    await clock.pass(49 * minute);
    expect(all).toEqual([]);
    await clock.pass(2 * minute);
    expect(all).toEqual([
      expect.objectContaining({ title: 'За время тишины: 4 новых', body: '3 голосовых, 1 факс\nАнна Петрова' }),
    ]);
    come(voicemail());
    await clock.pass(minute);
    expect(titles().at(-1)).toBe('Голосовое · Анна Петрова');
  });

  it('what is held is left to the next start, should there be one; what was told, or is not wanted, is not', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    const [message, call, seen] = [
      voicemail(),
      failedCall(aCallback({ id: 'c1' })),
      failedCall(aCallback({ id: 'c2' })),
    ];
    come(message);
    await clock.pass(minute);
    expect(noted).toEqual([]);
    set({ notifyFailed: false });
    fail(call);
    expect(noted).toEqual(['c1']);
    await clock.pass(2 * hour);
    expect(noted).toEqual(['c1', message.record.id]);
    focused = true;
    set({ notifyFailed: true });
    fail(seen);
    expect(noted.at(-1)).toBe('c2');
    expect(all).toHaveLength(1);
  });

  it('one single message leads to itself', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    const item = voicemail();
    come(item);
    await clock.pass(2 * hour);
    expect(all).toEqual([
      expect.objectContaining({
        title: 'За время тишины: 1 новое',
        opens: { kind: 'record', id: item.record.id },
      }),
    ]);
  });

  it('and nobody came, nothing is told', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    await clock.pass(2 * hour);
    expect(all).toEqual([]);
  });

  it('it ends at once when the person ends it', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    come(voicemail(), fax());
    await clock.pass(minute);
    set({ quietUntilMs: null });
    await clock.pass(0);
    expect(titles()).toEqual(['За время тишины: 2 новых']);
  });

  it('what is gathered when it begins is held, too', async () => {
    come(voicemail());
    set({ quietUntilMs: clock.nowMs() + hour });
    await clock.pass(30 * minute);
    expect(all).toEqual([]);
  });

  it('hours over midnight hold what comes in the evening and what comes in the morning', async () => {
    set({ quietHours: true, quietFrom: 20 * 60, quietTo: 9 * 60 });
    await clock.pass(9 * hour); // 21:00
    come(voicemail());
    await clock.pass(9 * hour); // 6:00
    come(fax());
    await clock.pass(3 * hour - minute); // 8:59
    expect(all).toEqual([]);
    await clock.pass(2 * minute);
    expect(titles()).toEqual(['За время тишины: 2 новых']);
  });

  it('«Не беспокоить» that ends within the quiet hours goes on with them', async () => {
    set({ quietHours: true, quietFrom: 13 * 60, quietTo: 14 * 60, quietUntilMs: clock.nowMs() + 90 * minute });
    come(voicemail());
    await clock.pass(hour + 58 * minute);
    expect(all).toEqual([]);
    await clock.pass(5 * minute);
    expect(all).toHaveLength(1);
  });

  it('a kind that is switched off meanwhile is not in the summary', async () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    come(voicemail());
    fail(failedCall(aCallback({ stage: 'failed', open: false })));
    set({ notifyFailed: false });
    await clock.pass(2 * hour);
    expect(all.map(({ body }) => body)).toEqual([expect.stringMatching(/^Голосовое · Анна Петрова · .+ · 0:42/)]);
  });

  it('the sample is shown all the same', () => {
    set({ quietUntilMs: clock.nowMs() + hour });
    announcer.showSample();
    expect(titles()).toEqual(['Голосовое · Анна Петрова']);
  });
});

describe('what is on the screen', () => {
  it('leaves it when it was looked at or done with elsewhere', async () => {
    const [one, other] = [voicemail(), fax()];
    come(one);
    await clock.pass(minute);
    come(other);
    await clock.pass(minute);
    waiting = [{ ...one, marks: { ...one.marks, readAtMs: clock.nowMs() } }, other];
    await announcer.inboxChanged();
    expect([...screen.values()].map(({ title }) => title)).toEqual(['Факс · Анна Петрова']);
    waiting = [];
    await announcer.inboxChanged();
    expect(screen.size).toBe(0);
  });

  it('leaves it with the account, and so does all that was to come', async () => {
    come(voicemail());
    await clock.pass(minute);
    come(voicemail());
    const former = tell;
    tell = announcer.begin();
    expect(screen.size).toBe(0);
    former({ kind: 'messages', items: [voicemail()] });
    await clock.pass(hour);
    expect(all).toHaveLength(1);
    come(fax());
    await clock.pass(minute);
    expect(titles().at(-1)).toBe('Факс · Анна Петрова');
  });
});
