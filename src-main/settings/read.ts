import * as v from 'valibot';
import { Preferences, type Language } from '../contract/model.ts';
import { defaultPreferences, fields, settingsVersion, type SettingsContent, type StoredAccount } from './shape.ts';

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
 * A field that is not there is no damage: an older app did not know it.
 */
export function readSettings(raw: unknown, language: Language): ReadSettings {
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
    preferences: readPreferences(given['preferences'], language, repaired, field),
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

function readPreferences(
  raw: unknown,
  language: Language,
  repaired: string[],
  field: <T>(of: Given, name: string, schema: v.GenericSchema<unknown, T>, fallback: T, path?: string) => T,
): Preferences {
  const fallback = defaultPreferences(language);
  if (raw === undefined) return fallback;
  if (!isRecord(raw)) {
    repaired.push('preferences');
    return fallback;
  }
  const read = (name: keyof Preferences) =>
    field<unknown>(raw, name, Preferences.entries[name], fallback[name], `preferences.${name}`);
  const names = Object.keys(Preferences.entries) as (keyof Preferences)[];
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Preferences;
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
