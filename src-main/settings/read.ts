import * as v from 'valibot';
import { Preferences } from '../contract/model.ts';
import { fields, settingsVersion, type SettingsContent, type StoredAccount } from './shape.ts';

export interface ReadSettings {
  content: SettingsContent;
  /** What a newer app wrote and this one does not know: written back as it was, so that going back loses nothing. */
  foreign: Record<string, unknown>;
  /** What was wrong and fell back to its default: `preferences.theme`, `accounts.1`. */
  repaired: string[];
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads what the file held, field by field: one that is wrong falls back to its default and takes no other with it.
 * A field that is not there is no damage: an older app did not know it, or the person never chose.
 */
export function readSettings(raw: unknown): ReadSettings {
  const given = isRecord(raw) ? raw : {};
  const repaired: string[] = [];
  const field = <T>(of: Given, name: string, schema: v.GenericSchema<unknown, T>, fallback: T, path = name): T => {
    if (of[name] === undefined) return fallback;
    const result = v.safeParse(schema, of[name]);
    if (!result.success) repaired.push(path);
    return result.success ? result.output : fallback;
  };

  const accounts = readAccounts(given['accounts'], repaired);
  const content: SettingsContent = {
    version: field(given, 'version', v.pipe(v.number(), v.integer(), v.minValue(1)), settingsVersion),
    accounts,
    activeAccountId: field(given, 'activeAccountId', fields.activeAccountId, null),
    preferences: readPreferences(given['preferences'], repaired),
    window: field(given, 'window', fields.window, null),
    toldAboutTray: field(given, 'toldAboutTray', fields.toldAboutTray, false),
  };
  if (content.activeAccountId !== null && !accounts.some(({ id }) => id === content.activeAccountId)) {
    repaired.push('activeAccountId');
    content.activeAccountId = null;
  }
  const foreign = Object.fromEntries(
    Object.entries(given).filter(([name]) => name !== 'version' && !Object.hasOwn(fields, name)),
  );
  return { content, foreign, repaired };
}

export const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readPreferences(raw: unknown, repaired: string[]): Partial<Preferences> {
  if (raw === undefined) return {};
  if (!isRecord(raw)) {
    repaired.push('preferences');
    return {};
  }
  const names = Object.keys(Preferences.entries) as (keyof Preferences)[];
  const chosen = names.flatMap((name) => {
    if (raw[name] === undefined) return [];
    const result = v.safeParse(Preferences.entries[name], raw[name]);
    if (!result.success) repaired.push(`preferences.${name}`);
    return result.success ? [[name, result.output]] : [];
  });
  return Object.fromEntries(chosen) as Partial<Preferences>;
}

/** An account that cannot be used goes; what has a sensible default (a name, how requests are sent) does not make it so. */
function readAccounts(raw: unknown, repaired: string[]): StoredAccount[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    repaired.push('accounts');
    return [];
  }
  const accounts: StoredAccount[] = [];
  for (const [index, entry] of raw.entries()) {
    const whole = v.safeParse(fields.accounts, entry);
    const usable = whole.success ? whole : v.safeParse(LenientAccount, entry);
    if (!whole.success) repaired.push(`accounts.${index}`);
    if (usable.success && !accounts.some(({ id }) => id === usable.output.id)) accounts.push(usable.output);
  }
  return accounts;
}

const { entries } = fields.accounts;
const LenientAccount = v.object({
  ...entries,
  extension: v.fallback(entries.extension, ''),
  name: v.fallback(entries.name, ''),
  timeZone: v.fallback(entries.timeZone, 'Europe/Moscow'),
  transport: v.fallback(entries.transport, 'post'),
});
