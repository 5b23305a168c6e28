import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../src-main/settings/file.ts';
import { settingsCalls } from '../../../src-main/ipc/handlers/settings.ts';
import type { Policy } from '../../../src-main/policy/shape.ts';
import { Settings } from '../../../src-main/settings/settings.ts';
import { defaultPreferences } from '../../../src-main/contract/model.ts';

const nowMs = () => 0;

/** One profile, started again and again under whatever policy there is. */
function profile() {
  const file = memoryFile('settings.json');
  return {
    written: () => file.read() as { preferences?: object },
    start: (policy: Partial<Policy> = {}) =>
      new Settings({ file, language: 'ru', nowMs, policy: { presets: {}, locked: {}, ...policy } }),
  };
}

describe('what an administrator presets', () => {
  it('holds until the person chooses, and a new preset reaches whoever has not', () => {
    const { start } = profile();
    const settings = start({ presets: { tries: 5, theme: 'dark', language: 'en' } });
    expect(settings.preferences).toEqual({ ...defaultPreferences('en'), tries: 5, theme: 'dark' });
    settings.setPreferences({ theme: 'light' });
    settings.setToldAboutTray();
    expect(start({ presets: { tries: 7, theme: 'dark' } }).preferences).toMatchObject({ tries: 7, theme: 'light' });
    expect(start().preferences).toMatchObject({ tries: 3, theme: 'light', language: 'ru' });
  });

  it('chosen to be the default after all, stays so', () => {
    const { start } = profile();
    start({ presets: { tries: 5 } }).setPreferences({ tries: 3 });
    expect(start({ presets: { tries: 5 } }).preferences.tries).toBe(3);
  });

  it('is back when everything is erased', () => {
    const settings = profile().start({ presets: { tries: 5 } });
    settings.setPreferences({ tries: 9, language: 'en' });
    settings.erase();
    expect(settings.preferences).toEqual({ ...defaultPreferences('en'), tries: 5 });
  });
});

describe('what an administrator locks', () => {
  it('is in force over what was chosen, which is kept and comes back', () => {
    const { start, written } = profile();
    start().setPreferences({ theme: 'dark', tries: 9 });
    const locked = start({ presets: { theme: 'system' }, locked: { theme: 'light' } });
    expect(locked.preferences).toMatchObject({ theme: 'light', tries: 9 });
    locked.setPreferences({ tries: 8 });
    expect(written().preferences).toEqual({ theme: 'dark', tries: 8 });
    expect(start().preferences).toMatchObject({ theme: 'dark', tries: 8 });
  });

  it('is refused whoever asks for it, and nothing else of the same change is made', () => {
    const settings = profile().start({ locked: { tries: 5 } });
    expect(() => settings.setPreferences({ theme: 'dark', tries: 9 })).toThrow('policy-locked');
    expect(settings.preferences).toMatchObject({ theme: 'system', tries: 5 });
  });

  it('asked for as it is, is no refusal and no choice', () => {
    const { start } = profile();
    start({ locked: { tries: 5 } }).setPreferences({ tries: 5, theme: 'dark' });
    expect(start().preferences).toMatchObject({ tries: 3, theme: 'dark' });
  });

  it('where it decides nothing, the person says where files may come from, and takes it back', async () => {
    const { start } = profile();
    const settings = start({ presets: { fileHosts: ['files.company.ru'] } });
    for (const host of ['files.example.ru', 'files.example.ru:8443', 'files.example.ru']) settings.allowFileHost(host);
    expect(start().preferences.fileHosts).toEqual(['files.company.ru', 'files.example.ru:8443', 'files.example.ru']);
    const parts = { keepProxyPassword: async () => undefined, tryConnection: async () => 'direct' as const };
    await settingsCalls({ settings, ...parts })['settings.forgetFileHost']({ host: 'files.company.ru' });
    expect(start().preferences.fileHosts).toEqual(['files.example.ru:8443', 'files.example.ru']);
    for (let n = 0; n < 30; n++) settings.allowFileHost(`files-${n}.example.ru`);
    expect(start().preferences.fileHosts).toHaveLength(20);
    expect(start({ locked: { fileHosts: [] } }).preferences.fileHosts).toEqual([]);
  });

  it('is refused by every call of the window that sets it', async () => {
    const settings = profile().start({
      locked: {
        hideDetails: true,
        ownNumber: '+74951234567',
        proxy: 'manual',
        proxyAddress: 'proxy.office:3128',
        fileHosts: ['files.company.ru'],
      },
    });
    const kept: string[] = [];
    const keepProxyPassword = async (password: string) => void kept.push(password);
    const calls = settingsCalls({ settings, keepProxyPassword, tryConnection: () => Promise.resolve('direct') });
    const proxy = { proxy: 'manual', address: 'proxy.office:3128', user: 'anna', password: 'secret' } as const;
    const codeOf = async (ask: () => unknown) => {
      try {
        await ask();
        return 'none';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    for (const ask of [
      () => calls['settings.set']({ hideDetails: false }),
      () => calls['settings.setOwnNumber']({ written: '8 903 000-55-66' }),
      () => calls['settings.setOwnNumber']({ written: '' }),
      () => calls['settings.forgetFileHost']({ host: 'files.company.ru' }),
      () => settings.allowFileHost('files.elsewhere.ru'),
      () => calls['settings.setProxy']({ ...proxy, proxy: 'none' }),
      () => calls['settings.setProxy']({ ...proxy, address: 'proxy.elsewhere:3128' }),
    ])
      expect(await codeOf(ask)).toBe('policy-locked');
    expect(kept).toEqual([]);
    // The name and the password at the administrator's proxy are the person's own.
    expect(await codeOf(() => calls['settings.setProxy'](proxy))).toBe('none');
    expect(kept).toEqual(['secret']);
    expect(settings.preferences).toMatchObject({ proxyAddress: 'proxy.office:3128', proxyUser: 'anna' });
  });
});
