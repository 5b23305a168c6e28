import { createHash } from 'node:crypto';
import { systemClock, type Clock } from '../clock.ts';
import type { ActionName, Values } from './actions.ts';
import { readApiUrl } from './address.ts';
import { decodeOk, decodeTaskId } from './decode/answer.ts';
import { decodeAccounts, decodeRecords, decodeRecordsInTurns } from './decode/records.ts';
import { decodeRegions } from './decode/regions.ts';
import { decodeTasks } from './decode/tasks.ts';
import { defaultMaxBytes, defaultTimeouts, type Agents, type Timeouts, type Transport } from './exchange.ts';
import { badAnswer, VatsFailure } from './failure.ts';
import { Line, type Outcome, type Retries } from './line.ts';
import type {
  CallbackTask,
  Decoded,
  FreeRegion,
  HashedRecords,
  NewCallback,
  PbxDay,
  PbxRecord,
  RecordKind,
  SipAccount,
  TaskQuery,
} from './model.ts';
import { PbxZone, wireDay } from './pbx-time.ts';
import type { ProxyFor } from './proxied.ts';
import { ServerClock } from './server-clock.ts';

export type { Timeouts, Transport } from './exchange.ts';
export type { Outcome, Retries } from './line.ts';

export interface VatsClientOptions {
  /** `https`, or `http` on this very computer; may hold a path and a query. */
  apiUrl: string;
  domain: string;
  /** IANA name of the PBX's zone. */
  timeZone: string;
  transport: Transport;
  /** Asked anew for every request, kept nowhere; throws when there is none. */
  key: () => string;
  clock?: Clock;
  /** Milliseconds a phase; what is not given keeps its default. */
  timeouts?: Partial<Timeouts>;
  /** Answers longer than this are not read to their end. */
  maxBytes?: number;
  retries?: Retries;
  /** Left out: directly. */
  proxyFor?: ProxyFor | undefined;
  /** For the state of the connection. Not called for what the caller itself broke off. */
  onAnswer?: (outcome: Outcome) => void;
}

export interface AskOptions {
  signal?: AbortSignal;
}

const defaultRetries: Retries = { limit: 2, firstWaitMs: 300 };

const recordActions = { call: 'call_records', fax: 'fax_files', voicemail: 'voicemail_files' } as const;

/**
 * The VATS API: one method an action (document 3.1–3.7), all over one path: table → ordered pairs → signature → HTTP →
 * decoding. Everything that is thrown is a `VatsFailure`; the constructor throws `address-invalid`, `address-insecure`
 * or `zone-invalid`.
 */
export class VatsClient {
  /** The PC's clock, corrected by the PBX's. */
  readonly clock: ServerClock;
  readonly zone: PbxZone;
  private readonly line: Line;
  private currentTransport: Transport;

  constructor(options: VatsClientOptions) {
    const { domain, key, onAnswer, clock: baseClock = systemClock } = options;
    this.zone = new PbxZone(options.timeZone);
    this.clock = new ServerClock(baseClock);
    this.currentTransport = options.transport;
    this.line = new Line({
      url: readApiUrl(options.apiUrl),
      domain,
      key,
      onAnswer,
      baseClock,
      clock: this.clock,
      limits: {
        timeouts: { ...defaultTimeouts, ...options.timeouts },
        maxBytes: options.maxBytes ?? defaultMaxBytes,
      },
      retries: options.retries ?? defaultRetries,
      proxyFor: options.proxyFor,
    });
  }

  /** How else to reach what the PBX links to: by the same proxy, ended with this client. */
  agents(url: URL): Promise<Agents> {
    return this.line.agents(url);
  }

  /** What `check` found to work, or what was given. */
  get transport(): Transport {
    return this.currentTransport;
  }

  /**
   * `onlycheck` (document 3.1): does the domain exist, and is the key right? Tried by POST, and by GET only if POST gets
   * an HTTP error or an answer that is none of the API's. Returns the one that worked; this client goes on with it.
   */
  async check({ signal }: AskOptions = {}): Promise<Transport> {
    try {
      await this.ask('onlycheck', {}, decodeOk, signal, 'post');
      this.currentTransport = 'post';
    } catch (error) {
      if (!isNoApi(error)) throw error;
      await this.ask('onlycheck', {}, decodeOk, signal, 'get').catch((second: unknown) => {
        // When GET leads nowhere either, what POST met is the answer for the person.
        throw second instanceof VatsFailure && second.delivery === 'answered' ? second : error;
      });
      this.currentTransport = 'get';
    }
    return this.currentTransport;
  }

  /**
   * `callback_add` (document 3.4): orders a callback, returns the task's id. Sent at most once, whatever happens. When it
   * fails with `delivery` `unknown`, the task may exist all the same: ask `tasks` before anything is ordered again.
   */
  addCallback(order: NewCallback): Promise<number> {
    const values: Values<'callback_add'> = {
      calltypeid: order.first === 'b' ? '1' : '2',
      cgpn: order.cgpn,
      cdpn: order.cdpn,
      calldt: order.at,
      trycount: order.tries?.toString(),
      trypause: order.pauseSeconds?.toString(),
      durmin: order.minTalkSeconds?.toString(),
      calldelay: order.delaySeconds?.toString(),
    };
    return this.ask('callback_add', values, decodeTaskId);
  }

  /** `stat_callback` (document 3.2), by task id upwards. */
  tasks(query: TaskQuery = {}, { signal }: AskOptions = {}): Promise<Decoded<CallbackTask>> {
    const values: Values<'stat_callback'> = {
      cdpn: query.cdpn,
      detail: query.detail ? '1' : undefined,
      task: query.taskId?.toString(),
      last_task: query.afterTaskId?.toString(),
      data_count: query.limit?.toString(),
      order_field: query.orderBy,
      order_type: query.order,
    };
    return this.ask('stat_callback', values, (body) => decodeTasks(body, this.zone), signal);
  }

  /** One task with its attempts and legs. Throws `unknown-task` when the PBX does not (or no longer) know it. */
  async task(taskId: number, options: AskOptions = {}): Promise<CallbackTask> {
    const { records, rejected } = await this.tasks({ taskId, detail: true }, options);
    const task = records.find((record) => record.taskId === taskId);
    if (task) return task;
    throw rejected > 0 ? badAnswer('wrong-shape') : new VatsFailure('unknown-task', { delivery: 'answered' });
  }

  /** `sip_accounts` (document 3.5): colleagues and their presence; one person may have several accounts. */
  sipAccounts({ signal }: AskOptions = {}): Promise<Decoded<SipAccount>> {
    return this.ask('sip_accounts', {}, (body) => decodeAccounts(body, this.zone), signal);
  }

  /** `free_numbers` (document 3.3), regions and numbers in the PBX's order. */
  freeNumbers({ signal }: AskOptions = {}): Promise<Decoded<FreeRegion>> {
    return this.ask('free_numbers', {}, decodeRegions, signal);
  }

  /** `call_records`, `fax_files`, `voicemail_files` (document 3.5–3.7). Days in the PBX's zone, both inclusive. */
  records(kind: RecordKind, fromDay: PbxDay, toDay: PbxDay, { signal }: AskOptions = {}): Promise<Decoded<PbxRecord>> {
    const period = { dtStart: wireDay(fromDay), dtEnd: wireDay(toDay) };
    return this.ask(recordActions[kind], period, (body) => decodeRecords(body, kind, this.zone), signal);
  }

  /**
   * As `records`, for an answer that mostly is the same as before: one whose hash is `knownHash` is not even decoded.
   * The hash is of the whole body, so it also changes with the order of the records and with their links.
   */
  recordsUnless(
    knownHash: string | null,
    kind: RecordKind,
    { from, to }: { from: PbxDay; to: PbxDay },
    { signal }: AskOptions = {},
  ): Promise<'unchanged' | HashedRecords> {
    const decode = async (body: string) => {
      const hash = createHash('sha256').update(body).digest('base64');
      return hash === knownHash
        ? ('unchanged' as const)
        : { ...(await decodeRecordsInTurns(body, kind, this.zone)), hash };
    };
    return this.ask(recordActions[kind], { dtStart: wireDay(from), dtEnd: wireDay(to) }, decode, signal);
  }

  /** Breaks off what is under way and lets go of all connections. Later requests fail as `aborted`. */
  close(): void {
    this.line.close();
  }

  private ask<A extends ActionName, T>(
    action: A,
    values: Values<A>,
    decode: (body: string) => T | Promise<T>,
    signal?: AbortSignal,
    transport: Transport = this.currentTransport,
  ): Promise<T> {
    return this.line.ask({ action, values, decode, signal, transport });
  }
}

/** Nothing that this API would say: perhaps it is there all the same, behind something that lets no POST through. */
function isNoApi(error: unknown): boolean {
  return error instanceof VatsFailure && (error.code === 'http-status' || error.code === 'bad-answer');
}
