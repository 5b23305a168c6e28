import * as v from 'valibot';
import { Preferences } from '../contract/model.ts';

/** The layout of settings.json that this app writes. */
export const settingsVersion = 1;

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const filled = (max: number) => v.pipe(text(max), v.minLength(1));

/** An account as it is kept: everything but its key, which lives in `secrets/`. */
export const StoredAccount = v.object({
  /** Names the account's folder too, hence nothing that could lead out of it. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  domain: filled(300),
  apiUrl: filled(500),
  extension: text(100),
  /** Of the person at this PC; empty when the PBX has none. */
  name: text(300),
  /** IANA name of the PBX's time zone. */
  timeZone: filled(100),
  /** How the PBX took the first request; GET where it refuses POST. */
  transport: v.picklist(['post', 'get']),
  demo: v.boolean(),
});
export type StoredAccount = v.InferOutput<typeof StoredAccount>;

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const extent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

/** Where the window was; whether that is still on a screen is for `desktop/` to find out. */
export const WindowPlace = v.object({ x: pixels, y: pixels, width: extent, height: extent, maximized: v.boolean() });
export type WindowPlace = v.InferOutput<typeof WindowPlace>;

/** The fields of the file besides `version`, each with its check. The preferences are checked one by one. */
export const fields = {
  accounts: StoredAccount,
  activeAccountId: v.nullable(v.string()),
  preferences: Preferences,
  window: v.nullable(WindowPlace),
  toldAboutTray: v.boolean(),
} as const;

export interface SettingsContent {
  version: number;
  accounts: StoredAccount[];
  activeAccountId: string | null;
  /** What the person has chosen. The rest is as the policy presets it, or the default. */
  preferences: Partial<Preferences>;
  window: WindowPlace | null;
  toldAboutTray: boolean;
}
