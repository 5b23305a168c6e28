import { Failure } from '../../contract/errors.ts';
import type { ProxyWay } from '../../contract/model.ts';
import type { Settings } from '../../settings/settings.ts';
import { readProxyAddress } from '../../proxy/proxy.ts';
import { textSizeAfter } from '../../settings/text-size.ts';
import { readNumber } from '../../vats/numbers.ts';
import type { Handlers } from '../door.ts';

type SettingsCalls = Pick<Handlers, Extract<keyof Handlers, `settings.${string}`>>;

interface SettingsCallsOptions {
  settings: Settings;
  /** Keeps the proxy's password where keys are kept. */
  keepProxyPassword(password: string): Promise<void>;
  /** Asks the PBX once. */
  tryConnection(): Promise<ProxyWay>;
}

export function settingsCalls({ settings, keepProxyPassword, tryConnection }: SettingsCallsOptions): SettingsCalls {
  return {
    'settings.get': () => settings.preferences,
    'settings.set': (patch) => settings.setPreferences(patch),
    'settings.stepTextSize': ({ to }) => {
      const { textSizePercent } = settings.preferences;
      return settings.setPreferences({ textSizePercent: textSizeAfter(textSizePercent, to) });
    },
    'settings.setOwnNumber': ({ written }) => {
      if (written.trim() === '') return settings.setPreferences({ ownNumber: '' });
      const read = readNumber(written);
      if (read.kind === 'none') throw new Failure(read.problem);
      if (read.kind === 'extension') throw new Failure('number-extension');
      return settings.setPreferences({ ownNumber: read.number });
    },
    'settings.forgetFileHost': ({ host }) => {
      const fileHosts = settings.preferences.fileHosts.filter((other) => other !== host);
      return settings.setPreferences({ fileHosts });
    },
    'settings.setProxy': async ({ proxy, address, user, password }) => {
      // What is not used now is kept for later, but only as an address: there might be a password in anything else.
      const changes = { proxy, proxyAddress: addressOf(address), proxyUser: user.trim() };
      settings.refuseLocked(changes);
      if (proxy === 'manual') readProxyAddress(address);
      if (password !== null) await keepProxyPassword(password);
      return settings.setPreferences(changes);
    },
    'settings.testProxy': () => tryConnection(),
  };
}

function addressOf(written: string): string {
  try {
    readProxyAddress(written);
    return written.trim();
  } catch {
    return '';
  }
}
