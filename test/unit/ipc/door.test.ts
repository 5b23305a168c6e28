import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { callNames, calls } from '../../../src-main/contract/calls.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { Door, type Handlers, type Sender } from '../../../src-main/ipc/door.ts';

const origin = 'app://sputnik/';
const ours: Sender = { sender: 'main', senderFrame: { url: 'app://sputnik/index.html', parent: null } };
const windowOf = (sender: unknown) => (sender === 'main' || sender === 'palette' ? sender : null);

function openDoor(handlers: Partial<Handlers> = {}, accountAtWork: () => string | null = () => 'anna') {
  const reached = vi.fn<(name: string) => void>();
  const all = Object.fromEntries(callNames.map((name) => [name, () => reached(name)]));
  const onDefect = vi.fn();
  const ipc = { handle: vi.fn(), removeHandler: vi.fn() };
  const door = new Door({
    ipc,
    handlers: { ...(all as unknown as Handlers), ...handlers },
    accountAtWork,
    origin,
    windowOf,
    onDefect,
  });
  return { door, reached, onDefect };
}

describe('the door lets in', () => {
  it('only our own top frame', async () => {
    const { door, reached } = openDoor();
    const strangers: Sender[] = [
      { sender: 'main', senderFrame: null },
      { sender: 'main', senderFrame: { url: 'https://evil.example/', parent: null } },
      { sender: 'main', senderFrame: { url: 'file:///etc/passwd', parent: null } },
      { sender: 'main', senderFrame: { url: 'app://sputnik.evil/index.html', parent: null } },
      { sender: 'main', senderFrame: { url: 'app://other/index.html', parent: null } },
      { sender: 'main', senderFrame: { url: 'about:blank', parent: null } },
      { sender: 'main', senderFrame: { url: 'app://sputnik/index.html', parent: { url: 'app://sputnik/index.html' } } },
    ];
    for (const stranger of strangers) {
      expect(await door.answer(stranger, 'app.state', undefined)).toEqual({
        ok: false,
        error: { code: 'foreign-sender', retry: false },
      });
    }
    expect(reached).not.toHaveBeenCalled();
    expect(await door.answer(ours, 'app.state', undefined)).toMatchObject({ ok: true });
  });

  it('each window with its own calls only, whatever address its page gives itself', async () => {
    const { door, reached } = openDoor();
    const asPage = (sender: string, page: string): Sender => ({
      ...ours,
      sender,
      senderFrame: { url: origin + page, parent: null },
    });
    const refused = { ok: false, error: { code: 'foreign-sender' } };
    for (const name of [
      'account.eraseAll',
      'secrets.unlock',
      'contacts.page',
      'settings.setProxy',
      'desktop.takeLinks',
    ])
      expect(await door.answer(asPage('palette', 'index.html'), name, undefined)).toMatchObject(refused);
    for (const name of ['palette.opening', 'palette.find', 'palette.handOver'])
      expect(await door.answer(asPage('main', 'palette.html'), name, undefined)).toMatchObject(refused);
    for (const name of callNames)
      expect(await door.answer(asPage('another', 'index.html'), name, undefined)).toMatchObject(refused);
    expect(reached).not.toHaveBeenCalled();
    expect(await door.answer(asPage('palette', 'palette.html'), 'palette.opening', undefined)).toMatchObject({
      ok: true,
    });
    expect(await door.answer(asPage('palette', 'palette.html'), 'settings.get', undefined)).toMatchObject({ ok: true });
    expect(await door.answer(asPage('main', 'index.html'), 'palette.open', undefined)).toMatchObject({ ok: true });
  });

  it('only the calls of the contract', async () => {
    const { door, reached } = openDoor();
    for (const name of [
      'app.quit',
      '__proto__',
      'constructor',
      'toString',
      '',
      7,
      null,
      undefined,
      {},
      ['app.state'],
    ]) {
      expect(await door.answer(ours, name, undefined)).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
    }
    expect(reached).not.toHaveBeenCalled();
  });

  it('only input that the call’s schema takes', async () => {
    const { door, reached } = openDoor();
    const wrong: [string, unknown][] = [
      ['app.state', {}],
      ['callbacks.order', undefined],
      ['callbacks.order', { target: { kind: 'client', written: 79031112233 }, name: null, repeat: false }],
      ['callbacks.order', { target: { kind: 'colleague', extension: '1' }, name: null, repeat: false }],
      ['callbacks.cancel', { id: '../../etc/passwd' }],
      ['contacts.page', { text: 'x'.repeat(201), after: null, limit: 10 }],
      ['contacts.page', { text: '', after: null, limit: 1e9 }],
      ['settings.set', { pauseSeconds: 5 }],
      ['settings.set', { theme: 'hotdog' }],
      ['app.openOutside', { page: 'https://evil.example' }],
    ];
    for (const [name, input] of wrong) {
      expect(await door.answer(ours, name, input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    }
    expect(reached).not.toHaveBeenCalled();
  });

  it('whatever comes, no call with wrong input reaches its handler, and nothing is thrown', async () => {
    const { door, reached } = openDoor();
    const takesNothing = callNames.filter((name) => calls[name].input.type === 'undefined');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...takesNothing), fc.anything(), async (name, input) => {
        fc.pre(input !== undefined);
        expect(await door.answer(ours, name, input)).toMatchObject({ ok: false });
        expect(reached).not.toHaveBeenCalled();
      }),
    );
  });
});

describe('what is meant for one account', () => {
  const order = { target: { kind: 'client', written: '+79031112233' }, name: null, repeat: false };
  const handOver = { target: order.target, name: null, who: 'Анна', later: false };
  const refused = (code: string) => ({ ok: false, error: { code } });

  it('rings nobody once another is at work', async () => {
    let atWork: string | null = 'anna';
    const { door, reached } = openDoor({}, () => atWork);
    expect(await door.answer(ours, 'callbacks.order', order, 'anna')).toMatchObject({ ok: true });
    atWork = null;
    expect(await door.answer(ours, 'callbacks.order', order, 'anna')).toMatchObject(refused('no-account'));
    atWork = 'boris';
    expect(await door.answer(ours, 'callbacks.order', order, 'anna')).toMatchObject(refused('account-changed'));
    const palette = { ...ours, sender: 'palette' };
    expect(await door.answer(palette, 'palette.handOver', handOver, 'anna')).toMatchObject(refused('account-changed'));
    expect(reached).toHaveBeenCalledOnce();
  });

  it('is neither written nor read in another', async () => {
    const { door, reached } = openDoor({}, () => 'boris');
    const note = { number: '+79031112233', text: 'о другом' };
    expect(await door.answer(ours, 'journal.setClientNote', note, 'anna')).toMatchObject(refused('account-changed'));
    expect(await door.answer(ours, 'account.leave', undefined, 'anna')).toMatchObject(refused('account-changed'));
    expect(reached).not.toHaveBeenCalled();
  });

  it('must be told of whatever rings', async () => {
    const { door, reached } = openDoor();
    for (const meant of [undefined, null, '', {}, ['anna']])
      expect(await door.answer(ours, 'callbacks.order', order, meant)).toMatchObject(refused('account-changed'));
    expect(reached).not.toHaveBeenCalled();
    expect(await door.answer(ours, 'settings.get', undefined)).toMatchObject({ ok: true });
  });
});

describe('the door lets out', () => {
  it('a failure’s code and values', async () => {
    const { door } = openDoor({
      'account.startDemo': () => {
        throw new Failure('order-repeated', { params: { agoSeconds: 3 } });
      },
    });
    expect(await door.answer(ours, 'account.startDemo', undefined)).toEqual({
      ok: false,
      error: { code: 'order-repeated', retry: false, params: { agoSeconds: 3 } },
    });
  });

  it('nothing of a defect but that there was one', async () => {
    const { door, onDefect } = openDoor({
      'account.startDemo': () => Promise.reject(new Error('/home/anna/.config key=75yogi')),
    });
    const reply = await door.answer(ours, 'account.startDemo', undefined);
    expect(reply).toEqual({ ok: false, error: { code: 'internal', retry: false } });
    expect(onDefect).toHaveBeenCalledOnce();
  });

  it('strips what the schema does not name', async () => {
    const seen = vi.fn();
    const { door } = openDoor({ 'contacts.remove': seen });
    const id = '00000000-0000-4000-8000-000000000000';
    await door.answer(ours, 'contacts.remove', { id, __proto__: { admin: true }, extra: 1 });
    expect(seen).toHaveBeenCalledWith({ id });
  });
});
