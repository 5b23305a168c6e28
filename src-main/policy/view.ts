import type { LockName, PolicyView } from '../contract/model.ts';
import type { Policy } from './shape.ts';

/** What the windows have to know of the policy. */
export function policyView({ presets, locked }: Policy): PolicyView {
  const { domain, apiUrl, timeZone } = { ...presets, ...locked };
  return {
    locked: Object.keys(locked) as LockName[],
    connection: { ...(domain && { domain }), ...(apiUrl && { apiUrl }), ...(timeZone && { timeZone }) },
    demo: locked.demo ?? true,
    severalAccounts: locked.severalAccounts ?? true,
  };
}
