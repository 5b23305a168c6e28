import type { RecordKind } from './records.ts';
import type { Notice } from './shared.ts';

/** How well the cache knows what the PBX has. */
export interface SyncView {
  /** When the PBX last told of voicemails, faxes and calls, all three; null: not since the start. */
  answeredAtMs: number | null;
  /** Of the last questions; null: all went well. */
  error: Notice | null;
  /** What could not be read by the last questions. */
  failing: RecordKind[];
  /** Records of the last answers that could not be read. */
  rejected: number;
  /** The first load, newest first; null: not begun. */
  history: HistoryView | null;
}

export interface HistoryView {
  done: boolean;
  /** By the person. */
  paused: boolean;
  /** Everything from this day on is here, `YYYY-MM-DD` on the PBX's calendar. */
  reachedDay: string;
  /** 0 to 1, as far as can be told. */
  part: number;
}
