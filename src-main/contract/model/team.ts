import type { Notice } from './shared.ts';

/** A colleague: one person of `sip_accounts`, with all devices. */
export interface Member {
  id: string;
  name: string;
  extension: string;
  /** Null: not known yet, the PBX has not answered since the start. */
  online: boolean | null;
  /** Online: since when; offline: last seen; null: the PBX does not say. */
  sinceMs: number | null;
  /** Short names of the devices, as the PBX tells them. */
  devices: string[];
  /** The person at this PC. */
  me: boolean;
}

export interface TeamView {
  members: Member[];
  /** When the list was last read; null: never yet. */
  readAtMs: number | null;
  error: Notice | null;
}
