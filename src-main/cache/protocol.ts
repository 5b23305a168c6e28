import type { ErrorCode, ErrorView, Params } from '../contract/errors.ts';
import type { Db } from './db.ts';
import type { queries } from './queries/all.ts';

/** What goes to and fro between main and the cache's process: small messages, each answered once, in order. */

export interface OpenCache {
  /** `:memory:` keeps everything in memory, in the clear and without a file. */
  file: string;
  /** 256 bits as 64 lower-case hex digits. */
  keyHex: string;
  /** Look through the whole file: something in it was found broken. */
  check?: boolean;
}

/**
 * What has to be told about the file although it is open now: it was moved aside, `params.file` is its new name; or it
 * was gone. With
 * `params.restoredMs`, contacts, notes, marks and callbacks are there as they were in the backup of that time.
 */
export interface CacheNotice {
  code: ErrorCode;
  params?: Params;
}

export type CacheRequest =
  | { id: number; method: 'open'; args: [OpenCache] }
  | { id: number; method: 'close'; args: [] }
  | { id: number; method: 'backUp'; args: [afterMs: number] }
  | { id: number; method: string; args: unknown[] };

export type CacheReply =
  | { id: number; ok: true; value: unknown }
  /** `trace` is for the log: where it happened, without any message or data. */
  | { id: number; ok: false; error: ErrorView; trace: string };

type Queries = typeof queries;

export type QueryName = { [F in keyof Queries]: `${F}.${keyof Queries[F] & string}` }[keyof Queries];

type QueryNamed<N extends QueryName> = N extends `${infer F extends keyof Queries}.${infer M}`
  ? M extends keyof Queries[F]
    ? Queries[F][M]
    : never
  : never;

/** A query's parameters without the connection, and what it returns. */
export type QueryArgs<N extends QueryName> =
  QueryNamed<N> extends (db: Db, ...args: infer Args) => unknown ? Args : never;
export type QueryResult<N extends QueryName> = QueryNamed<N> extends (...args: never) => infer Result ? Result : never;
