import { Failure } from '../contract/errors.ts';
import type { Policy } from '../policy/shape.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { Connecting } from './connect-form.ts';

type Locked = Policy['locked'];

/**
 * An account as the policy lets it be used; null: it is of another PBX, or at another address, than the administrator has
 * set. Then the key has to be typed in anew: it was given for the address of before, and signs nothing for another.
 */
export function allowedAccount(locked: Locked, account: StoredAccount): StoredAccount | null {
  if (account.demo) return locked.demo === false ? null : account;
  const { domain = account.domain, apiUrl = account.apiUrl, timeZone = account.timeZone } = locked;
  return domain === account.domain && apiUrl === account.apiUrl ? { ...account, timeZone } : null;
}

/** Failure `policy-locked`: the form says otherwise than the administrator. */
export function refuseOther(locked: Locked, form: Connecting): void {
  for (const name of ['domain', 'apiUrl', 'timeZone'] as const)
    if (locked[name] !== undefined && form[name] !== locked[name])
      throw new Failure('policy-locked', { params: { name } });
}
