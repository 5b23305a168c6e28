import type { Settings } from '../settings/settings.ts';
import type { Session } from './session.ts';

/** What the work for an account has to hear of; the other preferences are asked for each time. */
export function passPreferencesOn(settings: Settings, work: () => Session | null): () => void {
  let before = settings.preferences;
  return () => {
    const { filesLimitMb, historyMonths, keepFilesDays } = settings.preferences;
    if (filesLimitMb !== before.filesLimitMb) work()?.limitFiles(filesLimitMb);
    if (keepFilesDays !== before.keepFilesDays) work()?.files.sweep();
    if (historyMonths !== before.historyMonths) work()?.sync.askNow();
    before = settings.preferences;
  };
}
