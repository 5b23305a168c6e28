import { Failure } from '../../contract/errors.ts';
import type { Settings } from '../../settings/settings.ts';
import { readNumber } from '../../vats/numbers.ts';
import type { Handlers } from '../door.ts';

type SettingsCalls = Pick<Handlers, 'settings.get' | 'settings.set' | 'settings.setOwnNumber'>;

export function settingsCalls(settings: Settings): SettingsCalls {
  return {
    'settings.get': () => settings.preferences,
    'settings.set': (patch) => settings.setPreferences(patch),
    'settings.setOwnNumber': ({ written }) => {
      if (written.trim() === '') return settings.setPreferences({ ownNumber: '' });
      const read = readNumber(written);
      if (read.kind === 'none') throw new Failure(read.problem);
      if (read.kind === 'extension') throw new Failure('number-extension');
      return settings.setPreferences({ ownNumber: read.number });
    },
  };
}
