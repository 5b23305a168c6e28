import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../src-main/contract/model.ts';
import { appId } from '../../../src-main/desktop/app-id.ts';
import { TrayBoard } from '../../../src-main/notifications/tray-board.ts';
import { trayView, type TrayView, type Work } from '../../../src-main/notifications/tray-view.ts';
import { TestClock } from '../../support/test-clock.ts';
import { aContact } from '../renderer/samples.ts';
import { fax, noonMs, voicemail } from './samples.ts';

const ru = defaultPreferences('ru');
const counts = { voicemail: 2, fax: 1, callback: 0, unread: 1, snoozed: 0 };
const work: Work = { accountId: 'a', counts, items: [voicemail(), voicemail(), fax()], favourites: [] };
const nothing: Work = { ...work, counts: { ...counts, voicemail: 0, fax: 0, unread: 0 }, items: [] };
const view = (
  patch: Partial<Preferences> = {},
  { offline = false, of = work }: { offline?: boolean; of?: Work } = {},
) => trayView(of, offline, { ...ru, ...patch }, noonMs);

describe('the icon', () => {
  const quietUntilMs = noonMs + 3_600_000;

  it('is paused before it is offline, offline before it tells of something new', () => {
    expect(view({ quietUntilMs }, { offline: true }).state).toBe('paused');
    expect(view({}, { offline: true }).state).toBe('offline');
    expect(view().state).toBe('new');
    expect(view({}, { of: { ...work, counts: { ...counts, unread: 0 } } }).state).toBe('quiet');
  });

  it('tells all of it in its tooltip', () => {
    expect(view().tooltip).toBe('Спутник ВАТС — 3 ждут ответа');
    expect(view({}, { of: nothing }).tooltip).toBe('Спутник ВАТС');
    expect(view({ language: 'en' }).tooltip).toBe('VATS Sputnik — 3 waiting');
    expect(view({ quietUntilMs }, { offline: true }).tooltip).toBe(
      'Спутник ВАТС — не беспокоить до 13:00 · нет связи с АТС · 3 ждут ответа',
    );
    const one = { ...work, counts: { ...counts, voicemail: 21, fax: 0 } };
    expect(view({}, { of: one }).tooltip).toBe('Спутник ВАТС — 21 ждёт ответа');
  });

  it('counts on the badge what nobody has looked at', () => expect(view().badge).toBe(1));

  it('offers nothing without an account', () => {
    expect(trayView(null, false, ru, noonMs)).toEqual({
      state: 'quiet',
      tooltip: 'Спутник ВАТС',
      badge: 0,
      items: [],
      favourites: [],
      quiet: null,
    });
  });
});

describe('its menu', () => {
  it('has what waits, and the way to the rest', () => {
    const items = Array.from({ length: 5 }, () => voicemail());
    const { items: lines } = view({}, { of: { ...work, counts: { ...counts, voicemail: 7, fax: 0 }, items } });
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      label: 'Голосовое · Анна Петрова · 11:59',
      opens: { kind: 'record', id: items[0]?.record.id },
    });
    expect(lines[5]).toEqual({ label: 'Все, кто ждёт ответа (7)', opens: null });
  });

  it('hides details where they are hidden', () => {
    expect(view({ hideDetails: true }).items.map(({ label }) => label)).toEqual([
      'Голосовое · 11:59',
      'Голосовое · 11:59',
      'Факс · 11:59',
    ]);
  });

  it('says who of the favourites will be called, and leaves out who has no number', () => {
    const favourites = [aContact(), aContact({ name: '' }), aContact({ name: 'Без номера', numbers: [] })];
    expect(view({}, { of: { ...work, favourites } }).favourites).toEqual([
      { label: 'Перезвонить: Анна Петрова', number: '+79161234567', accountId: 'a' },
      { label: 'Перезвонить: ООО «Ромашка»', number: '+79161234567', accountId: 'a' },
    ]);
  });

  it('tells the schedule of the quiet', () => {
    expect(view().quiet).toMatchObject({ hours: 'По расписанию, 20:00–9:00', hoursOn: false, on: false });
    expect(view({ quietUntilMs: noonMs + 1 }).quiet?.on).toBe(true);
  });
});

describe('it is set anew', () => {
  function board() {
    const clock = new TestClock();
    const shown: TrayView[] = [];
    let now: Work | null = work;
    let preferences = ru;
    let reads = 0;
    const tray = new TrayBoard({
      clock,
      preferences: () => preferences,
      offline: () => false,
      read: () => {
        reads += 1;
        return Promise.resolve(now);
      },
      show: (next) => shown.push(next),
      onDefect: (error) => expect.unreachable(String(error)),
    });
    return {
      tray,
      clock,
      shown,
      reads: () => reads,
      put: (next: Work | null) => (now = next),
      prefer: (patch: Partial<Preferences>) => (preferences = { ...preferences, ...patch }),
    };
  }

  it('once for many changes, and never for none', async () => {
    const { tray, clock, shown, reads } = board();
    for (let count = 0; count < 100; count += 1) tray.refresh();
    await clock.pass(1000);
    expect([reads(), shown.length]).toEqual([1, 1]);
    tray.refresh();
    await clock.pass(1000);
    expect([reads(), shown.length]).toEqual([2, 1]);
  });

  it('when an account is left, and when quiet ends by itself', async () => {
    const { tray, clock, shown, put, prefer } = board();
    prefer({ quietUntilMs: clock.nowMs() + 5 * 60_000 });
    tray.refresh();
    await clock.pass(1000);
    expect(shown.at(-1)?.state).toBe('paused');
    await clock.pass(5 * 60_000);
    expect(shown.at(-1)?.state).toBe('new');
    put(null);
    tray.refresh();
    await clock.pass(1000);
    expect(shown.at(-1)).toMatchObject({ state: 'quiet', items: [], quiet: null });
  });

  it('not after the end', async () => {
    const { tray, clock, shown } = board();
    tray.refresh();
    tray.stop();
    await clock.pass(1000);
    tray.refresh();
    await clock.pass(1000);
    expect(shown).toEqual([]);
  });
});

it('Windows knows the program by the id that its shortcut has', () => {
  const builder = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  expect(/^appId: (.+)$/m.exec(builder)?.[1]).toBe(appId);
});
