import type { Preferences } from './settings.ts';

/** Every preference may be preset or locked, but for «Не беспокоить»: that is a moment, not a habit. */
export type PolicyPreferences = Omit<Preferences, 'quietUntilMs'>;

/** Where to connect. The key is not among it: everybody on the PC can read the policy file. */
export interface PolicyConnection {
  domain: string;
  apiUrl: string;
  /** IANA name of the PBX's time zone. */
  timeZone: string;
}

/** What can only be locked. */
export interface PolicyRules {
  /** True: it starts with the system at each login. False: never. */
  startWithSystem: boolean;
  /** True: `tel:` links are taken over at each start. False: the program never offers to. */
  openLinks: boolean;
  /** False: no demo. */
  demo: boolean;
  /** False: one PBX on this PC. */
  severalAccounts: boolean;
}

export type LockName = keyof PolicyPreferences | keyof PolicyConnection | keyof PolicyRules;

/** The administrator's policy as the renderer has to know it. */
export interface PolicyView {
  /** Not to be changed here. */
  locked: LockName[];
  /** What the first run begins with. */
  connection: Partial<PolicyConnection>;
  demo: boolean;
  severalAccounts: boolean;
}
