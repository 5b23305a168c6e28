import type { PolicyRules } from '../contract/model.ts';
import type { Autostart } from './autostart.ts';
import type { SystemLinks } from './links.ts';

/** What the administrator has locked and the system keeps: set anew at each start, should it have been changed meanwhile. */
export async function applyToSystem(
  { startWithSystem, openLinks }: Partial<PolicyRules>,
  { autostart, links }: { autostart: Autostart; links: SystemLinks },
  onRefused: (what: keyof PolicyRules, error: unknown) => void,
): Promise<void> {
  try {
    if (startWithSystem !== undefined && autostart.on !== startWithSystem) autostart.set(startWithSystem);
  } catch (error) {
    onRefused('startWithSystem', error);
  }
  try {
    if (openLinks && (await links.whose()) !== 'ours') await links.take();
  } catch (error) {
    onRefused('openLinks', error);
  }
}
