import type { ReceivedPair } from './check.ts';
import type { Fault } from './faults.ts';

/** A request as it came in. */
export interface SeenRequest {
  atMs: number;
  method: string;
  /** As given; empty when there was none. */
  action: string;
  pairs: readonly ReceivedPair[];
  /** Signed rightly, and nothing wrong with its parameters. */
  valid: boolean;
  /** The PBX did what it asks; a fault may have come in between. */
  carriedOut: boolean;
  refusal: string | null;
  fault: Fault['kind'] | null;
}

export interface SeenFileRequest {
  atMs: number;
  token: string;
  status: number;
}

export interface Violation {
  atMs: number;
  action: string;
  what: string;
}

/** Logs are for tests and for looking; a demo that runs for days must not fill the memory with them. */
const LOG_LIMIT = 20_000;

/** Adds to a log, and drops the oldest when it grows too long. */
export function keep<T>(log: T[], entry: T): void {
  log.push(entry);
  if (log.length > LOG_LIMIT) log.splice(0, log.length - LOG_LIMIT);
}
