import * as v from 'valibot';
import { readDomain } from '../account/connect-form.ts';
import {
  mostFileHosts,
  Preferences,
  type PolicyConnection,
  type PolicyPreferences,
  type PolicyRules,
} from '../contract/model.ts';
import { readFileHost } from '../media/trusted.ts';
import { readProxyAddress } from '../proxy/proxy.ts';
import { readApiUrl } from '../vats/address.ts';
import { PbxZone } from '../vats/pbx-time.ts';

/** An administrator's wishes for everybody who uses this PC; see docs/ADMIN.ru.md. */
export interface Policy {
  /** In force until the person chooses otherwise. */
  presets: Partial<PolicyPreferences & PolicyConnection>;
  /** In force whatever the person has chosen. */
  locked: Partial<PolicyPreferences & PolicyConnection & PolicyRules>;
}

export const noPolicy: Policy = { presets: {}, locked: {} };

/** As a person would have to type it: with the same checks, and what they make of it. */
const typed = (read: (text: string) => string) =>
  v.pipe(
    v.string(),
    v.maxLength(500),
    v.check((text) => isRead(read, text)),
    v.transform(read),
  );

function isRead(read: (text: string) => string, text: string): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

const { entries: preferences } = v.omit(Preferences, ['quietUntilMs']);

const presets = {
  ...preferences,
  proxyAddress: v.pipe(
    preferences.proxyAddress,
    typed((text) => (text.trim() && readProxyAddress(text) ? text.trim() : '')),
  ),
  fileHosts: v.pipe(v.array(typed(readFileHost)), v.maxLength(mostFileHosts)),
  domain: typed(readDomain),
  apiUrl: typed((text) => readApiUrl(text).href),
  timeZone: typed((text) => new PbxZone(text.trim()).name),
};

const locked = {
  ...presets,
  startWithSystem: v.boolean(),
  openLinks: v.boolean(),
  demo: v.boolean(),
  severalAccounts: v.boolean(),
};

/** The two parts of the file, each with the check of every field. */
export const policyParts: Record<keyof Policy, Record<string, v.GenericSchema>> = { presets, locked };
