import * as v from 'valibot';
import { isAccelerator } from './accelerator.ts';
import { PhoneNumber } from './numbers.ts';

/** Keys for the palette. */
export const Accelerator = v.pipe(v.string(), v.maxLength(100), v.check(isAccelerator));

export const Theme = v.picklist(['system', 'light', 'dark']);
/** How large everything is drawn, in percent, the smallest first. */
export const textSizes = [90, 100, 110, 125, 150] as const;
export const TextSizeStep = v.picklist(['larger', 'smaller', 'usual']);
export type TextSizeStep = v.InferOutput<typeof TextSizeStep>;
export const Language = v.picklist(['ru', 'en']);
export type Language = v.InferOutput<typeof Language>;

/** As an address writes it: `files.example.com`, `files.example.com:8443`. */
export const FileHost = v.pipe(v.string(), v.minLength(1), v.maxLength(260));
export const mostFileHosts = 20;

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1));

/** What a person may set. Each is effective at once. */
export const Preferences = v.object({
  theme: Theme,
  language: Language,
  textSizePercent: v.picklist(textSizes),
  /** Who is rung first by «Перезвонить». */
  ringFirst: v.picklist(['me', 'client']),
  tries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Between two tries; the PBX takes no less than 120. */
  pauseSeconds: v.pipe(v.number(), v.integer(), v.minValue(120), v.maxValue(3600)),
  /** A moment in which a click can be taken back before anything is sent; 0: none. */
  cancelSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
  /** The outside number under which the person at this PC is reached; needed to ring colleagues. Empty: none. */
  ownNumber: v.union([v.literal(''), PhoneNumber]),
  /** Opens the palette from everywhere; empty: none. */
  paletteShortcut: v.union([v.literal(''), Accelerator]),
  /** Tell of new voicemails and faxes. */
  notifyMessages: v.boolean(),
  /** Tell of callbacks that came to nothing. */
  notifyFailed: v.boolean(),
  /** Names and numbers stay out of notifications: others see the screen, too. */
  hideDetails: v.boolean(),
  notifySound: v.boolean(),
  /** Every day from one time to the other, in minutes after midnight on this PC, nothing is shown; over midnight, too. */
  quietHours: v.boolean(),
  quietFrom: minuteOfDay,
  quietTo: minuteOfDay,
  /** «Не беспокоить» until then; null: not. */
  quietUntilMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** How the PBX is reached: as the system says, through `proxyAddress`, or directly. */
  proxy: v.picklist(['system', 'manual', 'none']),
  /** `proxy.company:3128`; empty: none was given. The password is not here: it is a secret. */
  proxyAddress: v.pipe(v.string(), v.maxLength(300)),
  proxyUser: v.pipe(v.string(), v.maxLength(200)),
  /** How far back the first load goes. */
  historyMonths: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120)),
  /** Recordings and faxes on this PC: for how many days (null: as long as there is room), and how much room there is. */
  keepFilesDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
  filesLimitMb: v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(100_000)),
  /** Hosts besides the API's own that recordings and faxes may come from. */
  fileHosts: v.pipe(v.array(FileHost), v.maxLength(mostFileHosts)),
});
export type Preferences = v.InferOutput<typeof Preferences>;

/** What holds until somebody chooses. */
export const defaultPreferences = (language: Language): Preferences => ({
  theme: 'system',
  language,
  textSizePercent: 100,
  ringFirst: 'me',
  tries: 3,
  pauseSeconds: 300,
  cancelSeconds: 0,
  ownNumber: '',
  paletteShortcut: 'CommandOrControl+Alt+K',
  notifyMessages: true,
  notifyFailed: true,
  hideDetails: false,
  notifySound: true,
  quietHours: false,
  quietFrom: 20 * 60,
  quietTo: 9 * 60,
  quietUntilMs: null,
  proxy: 'system',
  proxyAddress: '',
  proxyUser: '',
  historyMonths: 24,
  keepFilesDays: 90,
  filesLimitMb: 2000,
  fileHosts: [],
});

export const PreferencesPatch = v.partial(
  v.omit(Preferences, ['quietUntilMs', 'proxy', 'proxyAddress', 'proxyUser', 'fileHosts']),
);
export type PreferencesPatch = v.InferOutput<typeof PreferencesPatch>;

/** For how long «Не беспокоить» is: an hour, till tomorrow morning, no longer. */
export const QuietChoice = v.picklist(['hour', 'tomorrow', 'off']);
export type QuietChoice = v.InferOutput<typeof QuietChoice>;

/** The proxy as it was filled in. */
export const ProxyForm = v.object({
  proxy: Preferences.entries.proxy,
  address: Preferences.entries.proxyAddress,
  user: Preferences.entries.proxyUser,
  /** Null: as it was. */
  password: v.nullable(v.pipe(v.string(), v.maxLength(500))),
});
export type ProxyForm = v.InferOutput<typeof ProxyForm>;

/** How the PBX is reached: through the proxy, directly, or directly as all that is on this very computer is. */
export type ProxyWay = 'proxy' | 'direct' | 'this-pc';
