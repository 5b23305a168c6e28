import { describe, expect, it, vi } from 'vitest';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { fateOf, forWhomOf, numberShown, wantedOf, whatOf, whoOf } from '../../../src-renderer/inbox/item.ts';
import { inboxKey, type InboxKeyActions, type Press } from '../../../src-renderer/inbox/keys.ts';
import { snoozeChoices } from '../../../src-renderer/inbox/snooze.ts';
import { OneAtATime } from '../../../src-renderer/one-at-a-time.ts';
import { readMoment, writtenMoment } from '../../../src-renderer/ui/date-field.ts';
import { Toasts } from '../../../src-renderer/ui/toasts.svelte.ts';
import { Windowed } from '../../../src-renderer/ui/windowed.svelte.ts';
import { settled } from './fake-bridge.ts';
import { aFailure, aMessage, orderId } from './inbox-main.ts';

const local = (...parts: [number, number, number, number, number?]) => new Date(...parts).getTime();

describe('what is offered to put off to', () => {
  const offered = (nowMs: number) => snoozeChoices(nowMs).map(({ name, untilMs }) => [name, writtenMoment(untilMs)]);

  it('on a Wednesday at noon', () => {
    expect(offered(local(2026, 10, 18, 12))).toEqual([
      ['soon', '2026-11-18T12:15'],
      ['hour', '2026-11-18T13:00'],
      ['evening', '2026-11-18T18:00'],
      ['tomorrow', '2026-11-19T09:00'],
      ['monday', '2026-11-23T09:00'],
    ]);
  });

  it('has no evening when it is there, and no Monday on a Sunday, but a week ahead on a Monday', () => {
    expect(offered(local(2026, 10, 18, 17, 50)).map(([name]) => name)).not.toContain('evening');
    expect(offered(local(2026, 10, 22, 12)).map(([name]) => name)).toEqual(['soon', 'hour', 'evening', 'tomorrow']);
    expect(offered(local(2026, 10, 23, 12)).at(-1)).toEqual(['monday', '2026-11-30T09:00']);
  });

  it('goes over the end of month and year by the calendar', () => {
    expect(offered(local(2026, 11, 31, 20))).toContainEqual(['tomorrow', '2027-01-01T09:00']);
  });

  it('reads back what a field holds, and knows an empty one', () => {
    const atMs = local(2026, 2, 1, 9, 30);
    expect(readMoment(writtenMoment(atMs))).toBe(atMs);
    expect(readMoment('')).toBeNull();
    expect(readMoment('2026-13-45T99:99')).toBeNull();
  });
});

describe('what is told of an item', () => {
  const i18n = new I18n('ru');
  const nowMs = local(2026, 10, 18, 15);

  it('names the caller, else the number, else that it is hidden', () => {
    expect(whoOf(aMessage(1, { name: 'Анна Петрова' }), i18n)).toBe('Анна Петрова');
    expect(whoOf(aMessage(1), i18n)).toBe('+7 495 123-45-67');
    expect(whoOf(aMessage(1, { display: '', client: null }), i18n)).toBe('Номер скрыт');
    expect(numberShown(aMessage(1, { display: '102', client: null, colleague: '102' }), i18n)).toBe('доб. 102');
  });

  it('says what it is and for whom', () => {
    expect(whatOf(aMessage(1), i18n, nowMs)).toBe('Голосовое, 0:42');
    expect(whatOf(aMessage(1, { kind: 'fax' }), i18n, nowMs)).toBe('Факс');
    expect(whatOf(aFailure(1), i18n, nowMs)).toBe('Не дозвонились');
    expect(forWhomOf(aMessage(1), i18n)).toBe('Смирнова Анна · Отдел продаж');
    expect(forWhomOf(aMessage(1, { person: '', group: '' }), i18n)).toBe('доб. 101');
  });

  it('calls back a client, or a colleague, and nobody who hides the number', () => {
    const target = (item: ReturnType<typeof aMessage>) => wantedOf(item, i18n)?.target ?? null;
    expect(target(aMessage(1))).toEqual({ kind: 'client', written: '+74951234567' });
    expect(target(aMessage(1, { client: null, colleague: '102', display: '102' }))).toEqual({
      kind: 'colleague',
      extension: '102',
    });
    expect(target(aMessage(1, { client: null, display: 'anonymous' }))).toBeNull();
  });

  it.each([
    ['waiting', {}, ''],
    // By main's clock it is due, whatever the PC's says.
    ['waiting', { snoozedUntilMs: local(2026, 10, 19, 9) }, 'Было отложено, вернулось завтра в 09:00'],
    ['snoozed', { snoozedUntilMs: local(2026, 10, 19, 9) }, 'Отложено, вернётся завтра в 09:00'],
    ['waiting', { snoozedUntilMs: local(2026, 10, 18, 14) }, 'Было отложено, вернулось в 14:00'],
    ['done', { doneAtMs: local(2026, 10, 18, 14, 40), doneBy: 'person' }, 'Готово в 14:40'],
    [
      'done',
      { doneAtMs: local(2026, 10, 18, 14, 32), doneBy: 'callback', doneOrderId: orderId(1) },
      'Закрыто само: вы дозвонились в 14:32',
    ],
  ] as const)('tells what became of it: %s %o', (shelf, marks, said) => {
    expect(fateOf({ ...aMessage(1, {}, marks), shelf }, i18n, nowMs)).toBe(said);
  });
});

describe('a key of the page', () => {
  const names = [
    'open',
    'call',
    'contact',
    'follow',
    'done',
    'snooze',
    'toggleRead',
    'undo',
    'chooseAll',
    'leave',
  ] as const;
  function pressed(press: Partial<Press>, onControl = false): string[] {
    const done: string[] = [];
    const simple = [...names, 'play', 'faster', 'slower'].map((name) => [name, () => done.push(name)]);
    const actions = {
      ...Object.fromEntries(simple),
      move: (step: number, extend: boolean) => done.push(`move ${step}${extend ? ' extend' : ''}`),
      skip: (seconds: number) => done.push(`skip ${seconds}`),
    } as unknown as InboxKeyActions;
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, code: '' };
    inboxKey({ ...none, ...press }, onControl, actions)?.();
    return done;
  }

  it.each([
    ['KeyJ', 'move 1'],
    ['KeyK', 'move -1'],
    ['Enter', 'open'],
    ['KeyC', 'call'],
    ['KeyO', 'contact'],
    ['KeyF', 'follow'],
    ['KeyE', 'done'],
    ['KeyS', 'snooze'],
    ['KeyU', 'toggleRead'],
    ['KeyZ', 'undo'],
    ['Space', 'play'],
    ['ArrowLeft', 'skip -5'],
    ['ArrowRight', 'skip 5'],
    ['BracketLeft', 'slower'],
    ['BracketRight', 'faster'],
    ['Escape', 'leave'],
  ])('%s: %s', (code, action) => expect(pressed({ code })).toEqual([action]));

  it('together with others', () => {
    expect(pressed({ code: 'KeyJ', shiftKey: true })).toEqual(['move 1 extend']);
    expect(pressed({ code: 'KeyZ', ctrlKey: true })).toEqual(['undo']);
    expect(pressed({ code: 'KeyA', metaKey: true })).toEqual(['chooseAll']);
    for (const press of [{ ctrlKey: true }, { altKey: true }, { shiftKey: true }])
      expect(pressed({ code: 'KeyE', ...press })).toEqual([]);
  });

  it('held down walks the list, but neither calls nor ends one after the other', () => {
    expect(pressed({ code: 'KeyJ', repeat: true })).toEqual(['move 1']);
    for (const code of ['KeyE', 'KeyC', 'KeyF', 'KeyZ', 'Enter']) expect(pressed({ code, repeat: true })).toEqual([]);
  });

  it('on a button leaves the button its own', () => {
    for (const code of ['Space', 'Enter', 'ArrowLeft']) expect(pressed({ code }, true)).toEqual([]);
    expect(pressed({ code: 'KeyE' }, true)).toEqual(['done']);
  });
});

describe('a steady list', () => {
  const filled = (scrollTop: number) => {
    const view = new Windowed();
    view.viewport = 300;
    view.setHeights([60, 60, 60, 60, 60, 60]);
    view.scrollTop = scrollTop;
    return view;
  };

  it('does not move what is read when rows come in above, also of other heights', () => {
    const view = filled(130);
    view.setHeights([78, 60, 60, 60, 60, 60, 60], (index) => index + 1);
    expect(view.scrollTop).toBe(208);
  });

  it('shows what comes in above when it stands at the top', () => {
    const view = filled(0);
    view.setHeights([78, 60, 60, 60, 60, 60, 60], (index) => index + 1);
    expect(view.scrollTop).toBe(0);
  });

  it('stays where it is scrolled to when the row itself is gone', () => {
    const view = filled(130);
    view.setHeights([60, 60, 60, 60, 60], () => -1);
    expect(view.scrollTop).toBe(130);
  });
});

it('work wished for in a burst runs once more, and each wish waits for a run that began after it', async () => {
  let runs = 0;
  const work = new OneAtATime(async () => {
    await settled();
    runs += 1;
  });
  const first = work.run();
  const wishes = [work.run(), work.run(), work.run()];
  await first;
  expect(runs).toBe(1);
  await Promise.all(wishes);
  expect(runs).toBe(2);
  await work.run();
  expect(runs).toBe(3);
});

it('work goes on after a run that failed', async () => {
  const work = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue(undefined);
  const once = new OneAtATime(work);
  const first = once.run();
  const second = once.run();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(work).toHaveBeenCalledTimes(2);
});

it('of notices on one topic only the latest is shown', () => {
  const toasts = new Toasts();
  toasts.say('Готово: Анна', null, 'inbox');
  toasts.say('Контакт удалён');
  toasts.say('Готово: Борис', null, 'inbox');
  expect(toasts.shown.map(({ text }) => text)).toEqual(['Контакт удалён', 'Готово: Борис']);
});
