import type { Cache } from '../cache/cache.ts';
import type { RecordWithParties } from '../cache/record-parties.ts';
import type { SyncDay, SyncHistory } from '../cache/queries/sync.ts';
import { ingestMax, type IngestBatch, type Ingested } from '../cache/queries/record-ingest.ts';
import type { Clock } from '../clock.ts';
import type { AskOptions } from '../vats/client.ts';
import type { HashedRecords, PbxDay, PbxRecord, RecordKind } from '../vats/model.ts';
import type { Days } from './days.ts';

export type { SyncDay, SyncHistory };

/** What is asked of the PBX here; `VatsClient` has it. */
export interface SyncApi {
  /** Corrected by the PBX's own with every answer. */
  readonly clock: Clock;
  readonly zone: { dayOf(utcMs: number): PbxDay };
  recordsUnless(
    knownHash: string | null,
    kind: RecordKind,
    days: Days,
    options: AskOptions,
  ): Promise<'unchanged' | HashedRecords>;
}

/**
 * The journal of records and how far it reaches, both in the encrypted database, so that the one is never ahead of the
 * other. What a promise has answered is on the disk.
 */
export interface SyncBook {
  /** Takes in any number of records, a few at a time: whoever reads meanwhile waits for one small transaction only. */
  ingest(records: readonly PbxRecord[], times: Omit<IngestBatch, 'records'>): AsyncIterable<Ingested>;
  /** From when on a record is new to this PC; the first time this is asked, it is `nowMs`. */
  newSinceMs(nowMs: number): Promise<number>;
  day(kind: RecordKind, day: PbxDay): Promise<SyncDay | null>;
  days(kind: RecordKind, days: Days): Promise<SyncDay[]>;
  putDay(kind: RecordKind, day: SyncDay): Promise<void>;
  history(kind: RecordKind): Promise<SyncHistory | null>;
  putHistory(kind: RecordKind, history: SyncHistory): Promise<void>;
}

interface BookOptions {
  cache: Pick<Cache, 'run'>;
  /** Adds who is the client; `partiesReader` makes it. */
  withParties(record: PbxRecord): RecordWithParties;
}

export function syncBook({ cache, withParties }: BookOptions): SyncBook {
  return {
    newSinceMs: (nowMs) => cache.run('sync.newSince', nowMs),
    async *ingest(records, times) {
      for (let from = 0; from < records.length; from += ingestMax) {
        const batch = records.slice(from, from + ingestMax).map(withParties);
        yield await cache.run('records.ingest', { records: batch, ...times });
      }
    },
    day: (kind, day) => cache.run('sync.day', kind, day),
    days: (kind, { from, to }) => cache.run('sync.days', kind, from, to),
    putDay: (kind, day) => cache.run('sync.putDay', kind, day),
    history: (kind) => cache.run('sync.history', kind),
    putHistory: (kind, history) => cache.run('sync.putHistory', kind, history),
  };
}
