import type { DemoClock } from './clock.ts';
import type { Arrivals } from './records.ts';

export interface DemoPbxOptions {
  domain?: string;
  key?: string;
  clock?: DemoClock;
  /** Another seed, another history. The people stay. */
  seed?: string;
  /** 0: any that is free. */
  port?: number;
  /** Of the API's address; `/api` as with the real one. */
  path?: string;
  timeZone?: string;
  /** Real time before each answer. */
  latencyMs?: number;
  /** Refuse also what `violations` only notes. */
  strict?: boolean;
  /** Where the ready-made sounds and faxes are (`resources/demo`); without it only WAV files are served. */
  mediaDir?: string | null;
  /** How far the records go back. */
  historyDays?: number;
  callsPerDay?: number;
  /** New voicemails and faxes while it runs; null: none. */
  arrivals?: Arrivals | null;
  /** Once it runs, nothing comes but what is added: neither arrivals nor the calls and messages of the company's day. */
  quiet?: boolean;
  /** Number of the first task that is created; derived from the clock, so that a restart does not use numbers again. */
  firstTaskId?: number;
}

/** How the app signs in to its own demo. Loopback only, so the key is no secret. */
export const demoAccount = {
  domain: 'demo.vats.example',
  key: 'demo01-sputni-kvats0',
  extension: '101',
  timeZone: 'Europe/Moscow',
  /** Outside number of the person at this PC, for ringing colleagues; nobody's (see `clients.ts`). */
  ownNumber: '+79750120105',
} as const;
