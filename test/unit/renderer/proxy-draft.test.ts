import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { defaultPreferences, type Preferences, type ProxyForm } from '../../../src-main/contract/model.ts';
import { ProxyDraft } from '../../../src-renderer/settings/proxy-draft.svelte.ts';
import { fakeBridge, settled } from './fake-bridge.ts';

/** Main with a slow key store: what it did, in order, and what is in force. */
function atForm(stored: Partial<Preferences> = {}) {
  const did: string[] = [];
  let preferences: Preferences = { ...defaultPreferences('ru'), ...stored };
  const main = fakeBridge({
    'settings.testProxy': async () => {
      did.push(`tested by ${preferences.proxy} ${preferences.proxyAddress}`);
      await settled();
      return 'proxy' as const;
    },
  });
  const app = {
    get preferences() {
      return preferences;
    },
    setProxy: async ({ proxy, address, user, password }: ProxyForm) => {
      if (proxy === 'manual' && !/:\d+$/.test(address)) throw new Failure('proxy-invalid');
      if (password !== null) {
        await settled();
        did.push(`kept ${password}`);
      }
      preferences = { ...preferences, proxy, proxyAddress: address.trim(), proxyUser: user };
    },
  };
  return { did, draft: new ProxyDraft(main.ask, app), preferences: () => preferences };
}

describe('the proxy that is tested', () => {
  it('is the one that stands there, with the password that was typed a moment ago', async () => {
    const { did, draft } = atForm({ proxy: 'manual', proxyAddress: 'old:1', proxyUser: 'anna' });
    draft.address = 'new:3128';
    draft.password = 'secret';
    void draft.save();
    await draft.test();
    expect(did).toEqual(['kept secret', 'tested by manual new:3128']);
    expect(draft.tried).toEqual({ way: 'proxy' });
  });

  it('is none where what stands there is refused: that is said, and no other is tested in its place', async () => {
    const { did, draft } = atForm({ proxy: 'manual', proxyAddress: 'old:1' });
    draft.address = 'no port';
    await draft.save();
    await draft.test();
    expect(did).toEqual([]);
    expect(draft).toMatchObject({ tried: null, testing: false, refused: { code: 'proxy-invalid' } });
    draft.address = 'right:3128';
    await draft.test();
    expect(draft).toMatchObject({ tried: { way: 'proxy' }, refused: null });
    expect(did).toEqual(['tested by manual right:3128']);
  });

  it('is none while it is begun by hand, and has no address yet', async () => {
    const { did, draft, preferences } = atForm();
    draft.choose('manual');
    expect(await draft.settle()).toBe(false);
    expect(draft).toMatchObject({ mode: 'manual', refused: { code: 'proxy-invalid' } });
    draft.choose('none');
    expect(await draft.settle()).toBe(true);
    expect(preferences().proxy).toBe('none');
    expect(did).toEqual([]);
  });

  it('is told of no longer once something was changed', async () => {
    const { did, draft } = atForm({ proxy: 'manual', proxyAddress: 'old:1' });
    await draft.test();
    expect(draft.tried).not.toBeNull();
    const testing = draft.test();
    await vi.waitUntil(() => did.length === 2);
    void draft.save();
    await testing;
    expect(draft.tried).toBeNull();
  });
});
