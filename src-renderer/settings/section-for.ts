import type { ErrorCode, Params } from '../../src-main/contract/errors.ts';
import type { SectionName } from './settings-view.svelte.ts';

/** What a connection fails by that is set right in the settings. */
const byProxy: readonly unknown[] = ['proxy', 'proxy-auth', 'proxy-kind'];

/** The section in which the person can do something about what a message tells; null: none. */
export function sectionFor(code: ErrorCode, params: Params = {}): SectionName | null {
  if (code === 'network' && byProxy.includes(params['reason'])) return 'proxy';
  if (code === 'shortcut-taken' || code === 'shortcut-unknown') return 'system';
  if (code === 'settings-repaired') return 'calling';
  return null;
}
