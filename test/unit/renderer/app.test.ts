import { describe, expect, it } from 'vitest';
import { defaultPreferences, type AppView, type Preferences } from '../../../src-main/contract/model.ts';
import { AppState } from '../../../src-renderer/app.svelte.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { connectBridge } from '../../../src-renderer/bridge.ts';
import type { SputnikBridge } from '../../../src-main/contract/reply.ts';
import { fakeBridge, settled } from './fake-bridge.ts';

const view: AppView = {
  version: '0.1.0',
  electron: '45.0.0',
  phase: 'ready',
  lock: null,
  account: null,
  accounts: [],
  keyKeeping: 'key-store',
  keyStoreAvailable: true,
  connection: { state: 'unknown', answeredAtMs: null, error: null },
  policy: { locked: ['theme'], connection: {}, demo: true, severalAccounts: true },
  notices: [{ code: 'cache-corrupt' }, { code: 'settings-not-saved' }],
};
const preferences: Preferences = { ...defaultPreferences('en'), theme: 'dark' };

function start() {
  let phase: AppView['phase'] = 'welcome';
  const main = fakeBridge({ 'app.state': () => ({ ...view, phase }), 'settings.get': () => preferences });
  const i18n = new I18n('ru');
  const app = new AppState(main.ask, main.listen, i18n);
  return { main, i18n, app, goTo: (next: AppView['phase']) => (phase = next) };
}

describe('the app', () => {
  it('speaks the language of the preferences from the start', async () => {
    const { app, i18n } = start();
    await app.start();
    expect(i18n.language).toBe('en');
    expect(app.phase).toBe('welcome');
  });

  it('follows main from phase to phase', async () => {
    const { app, main, goTo } = start();
    await app.start();
    goTo('ready');
    main.changed('app');
    await settled();
    expect(app.phase).toBe('ready');
  });

  it('asks for a number when main says so, on whatever page it is', () => {
    const { app, main } = start();
    app.show('statistics');
    main.emit({ type: 'dial' });
    expect(app.dialAsked).toBe(1);
    expect(app.page).toBe('statistics');
  });

  it('starts with what requires attention, and comes back there for the item of a clicked notification', () => {
    const { app, main } = start();
    expect(app.page).toBe('inbox');
    app.show('settings');
    main.emit({ type: 'open', item: { kind: 'record', id: 7 } });
    expect(app.page).toBe('inbox');
    expect(app.wanted).toEqual({ kind: 'record', id: 7 });
  });

  it('shows a notice until it was read', async () => {
    const { app } = start();
    await app.start();
    app.readNotice({ code: 'cache-corrupt' });
    expect(app.notices).toEqual([{ code: 'settings-not-saved' }]);
  });
});

describe('the bridge', () => {
  const bridge = (reply: unknown) =>
    connectBridge({
      call: { 'app.state': () => Promise.resolve(reply) },
      listen: () => () => undefined,
    } as unknown as SputnikBridge);

  it('unpacks the envelope', async () => {
    await expect(bridge({ ok: true, value: view }).ask('app.state')).resolves.toEqual(view);
  });

  it('names the account with every call that is meant for one', async () => {
    const named: unknown[] = [];
    const { ask, askFor } = connectBridge({
      call: {
        'app.state': (_: undefined, account: unknown) => Promise.resolve({ ok: true, value: named.push(account) }),
      },
      listen: () => () => undefined,
    } as unknown as SputnikBridge);
    await askFor('anna')('app.state');
    await ask('app.state');
    expect(named).toEqual(['anna', undefined]);
  });

  it('throws a failure with the code and its details', async () => {
    const { ask } = bridge({ ok: false, error: { code: 'network', retry: true, params: { reason: 'dns' } } });
    await expect(ask('app.state')).rejects.toMatchObject({ code: 'network', retry: true, params: { reason: 'dns' } });
  });
});
