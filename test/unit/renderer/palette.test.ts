import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { Callback, PaletteHit, PaletteOpening } from '../../../src-main/contract/model.ts';
import { PaletteState } from '../../../src-renderer/palette/palette.svelte.ts';
import { acceleratorOf, keysText } from '../../../src-renderer/settings/accelerator.ts';
import { fakeBridge, settled } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

const number = (last: string) => ({ number: `+7903000${last}`, display: `+7 903 000-${last}`, label: 'work' as const });
const anna: PaletteHit = {
  kind: 'contact',
  contactId: 'anna',
  name: 'Анна',
  company: '',
  favourite: true,
  numbers: [number('0001'), number('0002')],
};
const ivan: PaletteHit = { kind: 'colleague', extension: '102', name: 'Иван', online: true };
const opened: PaletteOpening = { opened: true, phase: 'ready', accountId: 'a', link: null, offered: [] };

function open(parts: Partial<PaletteOpening> = {}, order: () => Callback | Promise<Callback> = () => aCallback()) {
  const time = { nowMs: 0 };
  const main = fakeBridge({
    'palette.opening': () => ({ ...opened, ...parts }),
    'palette.find': ({ text }) => (text === 'nobody' ? [] : text.startsWith('и') ? [ivan] : [anna, ivan]),
    'callbacks.order': order,
    'palette.hide': () => undefined,
    'palette.openWindow': () => undefined,
    'palette.handOver': () => undefined,
    'callbacks.cards': () => [aCallback({ stage: 'refused', open: false, error: { code: 'network' } })],
  });
  const palette = new PaletteState(main.askFor, main.listen, () => time.nowMs);
  return { main, palette, time, parts };
}

describe('the palette', () => {
  it('rings who was typed, not who stood there before the answer came', async () => {
    const { main, palette } = open();
    await palette.open();
    palette.write('иван');
    await palette.call();
    expect(main.inputsOf('callbacks.order')).toEqual([
      { target: { kind: 'colleague', extension: '102' }, name: 'Иван', repeat: false },
    ]);
    expect(palette.ordered).toBe('Иван');
  });

  it('orders once however often Enter is pressed', async () => {
    const { main, palette } = open({}, () => settled().then(() => aCallback()));
    await palette.open();
    await Promise.all([palette.call(), palette.call()]);
    await palette.call();
    expect(main.inputsOf('callbacks.order')).toHaveLength(1);
  });

  it('says that it sends only what Escape no longer takes back', async () => {
    let answer: (order: Callback) => void = () => undefined;
    const { main, palette } = open({}, () => new Promise<Callback>((resolve) => (answer = resolve)));
    await palette.open();
    palette.write('иван');
    const taken = palette.call();
    expect(palette.sending).toBe(false);
    palette.leave();
    await taken;
    expect(main.inputsOf('callbacks.order')).toEqual([]);

    await palette.open();
    palette.write('иван');
    const sending = palette.call();
    await settled();
    expect(palette.sending).toBe(true);
    palette.leave();
    answer(aCallback());
    await sending;
    expect(main.inputsOf('callbacks.order')).toHaveLength(1);
  });

  it('rings the first one found, not whoever a resting pointer lies over', async () => {
    const { main, palette } = open();
    await palette.open();
    const resting = { screenX: 640, screenY: 400 };
    palette.pointed(1, resting);
    palette.pointed(1, resting);
    expect(palette.cursor).toBe(0);
    palette.pointed(1, { screenX: 640, screenY: 402 });
    expect(palette.cursor).toBe(1);

    // Another opening under the pointer, which was elsewhere meanwhile.
    await palette.open();
    palette.pointed(1, { screenX: 600, screenY: 410 });
    await palette.call();
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ target: { kind: 'client' }, name: 'Анна' }]);
  });

  it('rings the number of a contact that was turned to', async () => {
    const { main, palette } = open();
    await palette.open();
    palette.turnNumber(1);
    await palette.call();
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ target: { written: '+79030000002' }, name: 'Анна' }]);
  });

  it.each(['order-repeated', 'own-number-missing'] as const)('hands %s over to the main window', async (code) => {
    const { main, palette } = open({}, () => {
      throw new Failure(code);
    });
    await palette.open();
    await palette.call();
    expect(main.inputsOf('palette.handOver')).toMatchObject([{ who: 'Анна', later: false }]);
    expect(palette.problem).toBeNull();
  });

  it('says why the exchange did not take the order', async () => {
    const { palette } = open({}, () => aCallback({ stage: 'sending' }));
    await palette.open();
    await palette.call();
    expect(palette.problem).toEqual({ code: 'network' });
    expect(palette.ordered).toBeNull();
  });

  it('shows the card of an order that can still be taken back', async () => {
    const { main, palette } = open({}, () => aCallback({ stage: 'holding', holdUntilMs: 5 }));
    await palette.open();
    await palette.call();
    expect(main.inputsOf('palette.openWindow')).toHaveLength(1);
  });

  it('offers what was copied, before all others, until something is typed', async () => {
    const copied = { from: 'clipboard', number: '+74951234567', display: '+7 495 123-45-67' } as const;
    const { main, palette } = open({ offered: [copied] });
    await palette.open();
    expect(palette.rows[0]).toEqual({ kind: 'offered', ...copied });
    expect(main.inputsOf('callbacks.order')).toEqual([]);
    palette.write('а');
    await settled();
    expect(palette.rows[0]).toBe(anna);
  });

  it('stays closed when it is only made ready', async () => {
    const { palette } = open({ opened: false });
    await palette.open();
    expect(palette.ready).toBe(false);
  });

  it('waits for the account, and then finds', async () => {
    const phase: { now: PaletteOpening['phase'] } = { now: 'starting' };
    const main = fakeBridge({
      'palette.opening': () => ({ ...opened, phase: phase.now }),
      'palette.find': () => [anna],
    });
    const palette = new PaletteState(main.askFor, main.listen);
    await palette.open();
    expect(palette.rows).toEqual([]);
    phase.now = 'ready';
    main.changed('app');
    await settled();
    expect(palette.rows).toEqual([anna]);
  });

  it('while the program starts Enter does nothing, not even later', async () => {
    const { main, palette, parts } = open({
      phase: 'starting',
      link: { ok: true, written: '+7 495 123-45-67', after: null },
    });
    await palette.open();
    await Promise.all([palette.call(), palette.plan()]);
    parts.phase = 'ready';
    main.changed('app');
    await settled();
    expect([palette.text, palette.rows]).toEqual(['+7 495 123-45-67', [anna, ivan]]);
    expect(main.asked.map(({ name }) => name)).toEqual(['palette.opening', 'palette.opening', 'palette.find']);
    await palette.call();
    expect(main.inputsOf('callbacks.order')).toHaveLength(1);
  });

  it.each(['welcome', 'locked'] as const)('Enter opens the main window when there is no account: %s', async (phase) => {
    const { main, palette } = open({ phase });
    await palette.open();
    await palette.call();
    expect(main.inputsOf('palette.openWindow')).toHaveLength(1);
  });

  it('orders for the account whose people it shows', async () => {
    let accountId = 'a';
    let found: readonly PaletteHit[] | Promise<PaletteHit[]> = [anna];
    const main = fakeBridge({
      'palette.opening': () => ({ ...opened, accountId }),
      'palette.find': () => found as PaletteHit[],
      'callbacks.order': () => aCallback(),
    });
    const orders = () => main.asked.filter(({ name }) => name === 'callbacks.order').map(({ account }) => account);
    const palette = new PaletteState(main.askFor, main.listen);
    await palette.open();
    await palette.call();
    expect(orders()).toEqual(['a']);
    // Another account is at work, and its people are not known yet: Enter rings nobody of the one before.
    palette.ordered = null;
    [accountId, found] = ['b', new Promise(() => undefined)];
    main.changed('app');
    await settled();
    expect(palette.rows).toEqual([]);
    void palette.call();
    await settled();
    expect(orders()).toEqual(['a']);
  });
});

describe('an order on its way', () => {
  const link = { ok: true, written: '+7 900 000-00-00', after: null } as const;
  const callTo = (id: string, fields: Partial<Callback> = {}) => aCallback({ id, stage: 'sending', ...fields });

  /** The palette while its first order, for Anna, is still sent. */
  async function ordering() {
    let cards = [callTo('1'), callTo('2')];
    let openings = 0;
    const main = fakeBridge({
      'palette.opening': () => (openings++ === 0 ? opened : { ...opened, link }),
      'palette.find': ({ text }) => (text === link.written ? [ivan] : [anna]),
      'callbacks.order': ({ name }) => callTo(name === 'Анна' ? '1' : '2'),
      'callbacks.cards': () => cards,
      'palette.hide': () => undefined,
      'palette.openWindow': () => undefined,
    });
    const palette = new PaletteState(main.askFor, main.listen, () => 0);
    await palette.open();
    const first = palette.call();
    await settled();
    expect(palette.sending).toBe(true);
    const become = async (id: string, fields: Partial<Callback>) => {
      cards = cards.map((each) => (each.id === id ? callTo(id, fields) : each));
      main.changed('callbacks');
      await settled();
    };
    return { main, palette, first, become };
  }

  async function openedAgain() {
    const under = await ordering();
    under.main.emit({ type: 'palette' });
    await settled();
    return under;
  }

  const outcomes: [string, Partial<Callback>][] = [
    ['taken', { stage: 'ringing-me' }],
    ['refused', { stage: 'refused', open: false, error: { code: 'network' } }],
    ['in doubt', { stage: 'checking' }],
  ];

  it.each(outcomes)('changes nothing of what was typed meanwhile when it is %s', async (_, outcome) => {
    const { main, palette, first, become } = await ordering();
    palette.write('Иван');
    await become('1', outcome);
    await first;
    expect([palette.text, palette.problem, palette.ordered, palette.sending]).toEqual(['Иван', null, null, false]);
    expect(main.inputsOf('palette.openWindow')).toEqual([]);
    expect(main.inputsOf('palette.hide')).toEqual([]);
  });

  it.each(outcomes)('changes nothing of a later opening when it is %s', async (_, outcome) => {
    const { main, palette, first, become } = await openedAgain();
    await become('1', outcome);
    await first;
    expect([palette.text, palette.problem, palette.ordered, palette.sending]).toEqual([
      link.written,
      null,
      null,
      false,
    ]);
    expect(main.inputsOf('palette.openWindow')).toEqual([]);
    expect(main.inputsOf('palette.hide')).toEqual([]);
  });

  it('keeps a later opening from nothing, neither before nor after its end', async () => {
    const { main, palette, first, become } = await openedAgain();
    const second = palette.call();
    await settled();
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ name: 'Анна' }, { name: 'Иван' }]);
    await become('1', { stage: 'ringing-me' });
    await first;
    expect([palette.sending, palette.ordered]).toEqual([true, null]);
    await become('2', { stage: 'ringing-me' });
    await second;
    expect([palette.sending, palette.ordered]).toEqual([false, 'Иван']);
  });

  it('that was never written down is said by the main window, if the palette is gone', async () => {
    let refuse: () => void = () => undefined;
    const { main, palette } = open({}, () => new Promise((_, no) => (refuse = () => no(new Failure('cache-full')))));
    await palette.open();
    const pressed = palette.call();
    await settled();
    palette.leave();
    refuse();
    await pressed;
    expect(main.inputsOf('palette.handOver')).toMatchObject([{ who: 'Анна', later: false }]);
    expect(palette.problem).toBeNull();
  });
});

describe('opened by a link', () => {
  it('holds the number, and hears no key until they were still for a moment', async () => {
    const { palette, time } = open({ link: { ok: true, written: '+7 495 123-45-67', after: null } });
    await palette.open();
    expect(palette.text).toBe('+7 495 123-45-67');
    time.nowMs = 600;
    expect(palette.deaf()).toBe(true);
    time.nowMs = 1_200;
    expect(palette.deaf()).toBe(true);
    time.nowMs = 1_901;
    expect(palette.deaf()).toBe(false);
  });

  it('is deaf to what was pressed too early, however late a busy PC tells of it', async () => {
    const { palette, time } = open({ link: { ok: true, written: '+7 495 123-45-67', after: null } });
    await palette.open();
    time.nowMs = 900;
    expect(palette.deaf(100)).toBe(true);
    time.nowMs = 1_700;
    expect(palette.deaf(1_650)).toBe(false);
  });

  it('is deaf from the moment it has the keyboard, however long it took to be drawn', async () => {
    const { palette, time } = open({ link: { ok: true, written: '+7 495 123-45-67', after: null } });
    await palette.open();
    time.nowMs = 5_000;
    palette.focused();
    time.nowMs = 5_600;
    expect(palette.deaf()).toBe(true);
  });

  it('while an Enter for somebody else waits for its answer, it takes not the place of him', async () => {
    let answer: () => void = () => undefined;
    const found = new Promise<void>((resolve) => (answer = resolve));
    const linked: PaletteOpening = { ...opened, link: { ok: true, written: '+7 900 000-00-00', after: null } };
    let opening = opened;
    const main = fakeBridge({
      'palette.opening': () => opening,
      'palette.find': ({ text }) => (text === 'иван' ? found.then(() => [ivan]) : [anna]),
      'callbacks.order': () => aCallback(),
    });
    const palette = new PaletteState(main.askFor, main.listen, () => 0);
    await palette.open();
    palette.write('иван');
    const pressed = palette.call();
    opening = linked;
    main.emit({ type: 'palette' });
    await settled();
    expect(palette.rows).toEqual([anna]);
    answer();
    await pressed;
    expect(main.inputsOf('callbacks.order')).toEqual([]);
  });

  it('that was refused offers nobody, and Enter rings nobody', async () => {
    const { main, palette } = open({ link: { ok: false, problem: 'link-code' } });
    await palette.open();
    await palette.call();
    expect(palette.rows).toEqual([]);
    expect(palette.problem).toEqual({ code: 'link-code' });
    expect(main.inputsOf('callbacks.order')).toEqual([]);
  });
});

describe('keys for the palette', () => {
  const pressed = (code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', true>> = {}) => ({
    code,
    ...{ ctrlKey: false, altKey: false, metaKey: false, shiftKey: false },
    ...held,
  });

  it.each([
    [pressed('KeyK', { ctrlKey: true, altKey: true }), 'Control+Alt+K'],
    [pressed('Digit5', { metaKey: true, shiftKey: true }), 'Super+Shift+5'],
    [pressed('F12', { ctrlKey: true }), 'Control+F12'],
    [pressed('Space', { altKey: true }), 'Alt+Space'],
    [pressed('ArrowUp', { altKey: true, ctrlKey: true }), 'Control+Alt+Up'],
    [pressed('KeyC', { ctrlKey: true }), null],
    [pressed('KeyZ', { metaKey: true }), null],
    [pressed('ArrowLeft', { ctrlKey: true }), null],
    [pressed('F4', { altKey: true }), null],
    [pressed('KeyK', { shiftKey: true }), null],
    [pressed('F5'), null],
    [pressed('Slash', { ctrlKey: true }), null],
  ])('%o are %s', (event, keys) => {
    expect(acceleratorOf(event)).toBe(keys);
  });

  it('are written as on the keyboard', () => {
    expect(keysText('CommandOrControl+Alt+K', false)).toBe('Ctrl+Alt+K');
    expect(keysText('CommandOrControl+Alt+K', true)).toBe('⌘ ⌥ K');
  });
});
