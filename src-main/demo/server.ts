import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linkSecret, perform, stateRefusal, type ApiState } from './api.ts';
import { examine, readPairs, refusals, strictness, type Examined, type ReceivedPair } from './check.ts';
import { DemoClock } from './clock.ts';
import { Faults, withBadRecords, type Fault, type FaultScope } from './faults.ts';
import { readToken } from './links.ts';
import { openMedia } from './media.ts';
import { demoAccount, type DemoPbxOptions } from './options.ts';
import { addPastTasks, PAST_TASKS } from './past-tasks.ts';
import { phpJson, type Php } from './php-json.ts';
import type { DemoRecord, DemoRecordKind } from './record-days.ts';
import { RecordBook, type RecordOrder } from './records.ts';
import type { Scenario } from './scenarios.ts';
import { later, page, phpAnswer, send, sendFaulty, type Outgoing } from './send.ts';
import { TaskBook, type DemoTask, type RingSeen, type TaskOrder } from './tasks.ts';
import { keep, type SeenFileRequest, type SeenRequest, type Violation } from './traffic.ts';
import { HOST, readBody, Web } from './web.ts';

/**
 * A PBX that speaks the VATS API over real HTTP on the loopback: a living company, callbacks that run through their
 * stages on a clock, files, and faults that can be switched on. What is public below the constructor is for tests.
 */
export class DemoPbx {
  readonly domain: string;
  readonly key: string;
  readonly clock: DemoClock;
  readonly timeZone: string;
  /** Everything that came to the API, oldest first. */
  readonly requests: SeenRequest[] = [];
  readonly fileRequests: SeenFileRequest[] = [];
  /** What a client of ours must not send, although a PBX may put up with it. */
  readonly violations: Violation[] = [];
  readonly #path: string;
  readonly #strict: boolean;
  readonly #latencyMs: number;
  readonly #mediaDir: string | null;
  readonly #faults = new Faults();
  readonly #web: Web;
  readonly #state: ApiState;
  #oldestIssue = 0;

  constructor(options: DemoPbxOptions = {}) {
    const { seed = 'sputnik', timeZone = demoAccount.timeZone, historyDays = 123, callsPerDay = 70 } = options;
    this.domain = options.domain ?? demoAccount.domain;
    this.key = options.key ?? demoAccount.key;
    this.clock = options.clock ?? new DemoClock();
    this.timeZone = timeZone;
    this.#path = options.path ?? '/api';
    this.#strict = options.strict ?? false;
    this.#latencyMs = options.latencyMs ?? 0;
    this.#mediaDir = options.mediaDir ?? null;
    this.#web = new Web((req, res) => void this.#serve(req, res), options.port ?? 0);
    const startMs = this.clock.nowMs();
    const { quiet = false, arrivals = quiet ? null : { firstMs: 40_000, everyMs: 180_000 } } = options;
    const zone = timeZone;
    this.#state = {
      domain: this.domain,
      seed,
      zone,
      tasks: new TaskBook((options.firstTaskId ?? idFor(startMs)) - PAST_TASKS),
      records: new RecordBook({ seed, zone, callsPerDay, historyDays, arrivals, startMs, quiet }),
      issue: 0,
      nowMs: () => this.clock.nowMs(),
      fileUrl: (token) => `${this.#origin}/file?file=${token}`,
    };
    addPastTasks(this.#state.tasks, { seed, zone, nowMs: startMs });
  }

  get #origin(): string {
    return `http://${HOST}:${this.#web.port}`;
  }

  /** To be given to the client; only after `start`. */
  get apiUrl(): string {
    return this.#origin + this.#path;
  }

  async start(): Promise<{ apiUrl: string }> {
    await this.#web.open();
    return { apiUrl: this.apiUrl };
  }

  /** Ends every connection. The clock is the caller's. */
  async stop(): Promise<void> {
    await this.#web.close();
  }

  /** Nobody listens any more: connections are refused. What the PBX knows, it keeps. */
  down(): Promise<void> {
    return this.#web.close();
  }

  /** Listens again, on the same port. */
  up(): Promise<void> {
    return this.#web.open();
  }

  /** From now on, something goes wrong; the returned function takes it back. */
  fail(fault: Fault, scope: FaultScope = {}): () => void {
    return this.#faults.add(fault, scope);
  }

  heal(): void {
    this.#faults.clear();
  }

  /** Tries not yet begun with this number go as told. */
  decide(number: string, scenario: Scenario): void {
    this.#state.tasks.decide(number, scenario);
  }

  /** A callback that somebody else orders: another PC, or the web cabinet. */
  addForeignTask(order: TaskOrder): DemoTask {
    return this.#state.tasks.add(order, this.clock.nowMs(), 'foreign');
  }

  /** Callbacks created since the start, by the API or by `addForeignTask`. */
  get tasks(): DemoTask[] {
    return this.#state.tasks.all().filter((task) => task.source !== 'past');
  }

  /** Every phone that has rung by now for one of `tasks`, in order. */
  get rings(): RingSeen[] {
    return this.#state.tasks.ringsUntil(this.clock.nowMs(), this.tasks);
  }

  /** Requests of an action that were good, carried out or not. */
  validRequests(action: string): SeenRequest[] {
    return this.requests.filter((request) => request.action === action && request.valid);
  }

  /** A record that is told at once, of a call that began now, unless `given` says otherwise. */
  addRecord(kind: DemoRecordKind, given: Partial<DemoRecord> = {}): DemoRecord {
    return this.#state.records.add(kind, given.startMs ?? this.clock.nowMs(), given);
  }

  /** The order of records in answers from now on. */
  orderRecords(order: RecordOrder): void {
    this.#state.records.order = order;
  }

  /** Every record is told so much later than it used to be. */
  delayRecords(byMs: number): void {
    this.#state.records.lateMs = byMs;
  }

  /** New links for the same files. Old ones go on working unless they are revoked. */
  reissueLinks({ revokeOld = false } = {}): void {
    this.#state.issue += 1;
    if (revokeOld) this.#oldestIssue = this.#state.issue;
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    res.sendDate = false;
    res.setHeader('Date', new Date(this.clock.nowMs()).toUTCString());
    res.setHeader('Server', 'nginx');
    const url = new URL(req.url ?? '/', this.#origin);
    // Whoever asked may be gone before the answer; that ends this request, and nothing else.
    const served = url.pathname === '/file' ? this.#serveFile(req, res, url) : this.#serveApi(req, res, url);
    await served.catch(() => res.destroy());
  }

  async #serveApi(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(req);
    if (url.pathname.replace(/\/$/, '') !== this.#path) return send(res, page(404, 'Not Found'));
    if (req.method !== 'POST' && req.method !== 'GET') return send(res, page(405, 'Not Allowed'));
    if (body === null) return send(res, page(413, 'Request Entity Too Large'));
    const pairs = readPairs(req.method === 'GET' ? url.search.slice(1) : isForm(req) ? body : '');
    const action = new Map(pairs).get('action') ?? '';
    const hit = this.#faults.hit(action);
    const examined = this.#examine(pairs, action, req.method === 'POST' && url.search !== '');
    const carriedOut = examined.ok && (hit?.carriesOut ?? true);
    keep(this.requests, {
      atMs: this.clock.nowMs(),
      method: req.method,
      action,
      pairs,
      valid: examined.ok,
      carriedOut,
      refusal: examined.ok ? null : examined.refusal,
      fault: hit?.fault.kind ?? null,
    });
    const answer = phpAnswer(phpJson({ result: this.#result(examined, carriedOut, hit?.fault) }));
    const answerNow = () => (hit ? sendFaulty(res, answer, hit.fault) : send(res, answer));
    if (this.#latencyMs > 0) later(res, this.#latencyMs, answerNow);
    else answerNow();
  }

  #examine(pairs: readonly ReceivedPair[], action: string, queryBesidesBody: boolean): Examined {
    const what = strictness(pairs, action);
    if (queryBesidesBody) what.push('a query beside the body');
    for (const each of what) keep(this.violations, { atMs: this.clock.nowMs(), action, what: each });
    const examined = examine(pairs, this);
    if (!examined.ok) return examined;
    if (this.#strict && what.length > 0) return { ok: false, refusal: refusals.check };
    const refusal = stateRefusal(this.#state, examined.action, examined.values);
    return refusal === null ? examined : { ok: false, refusal };
  }

  #result(examined: Examined, carriedOut: boolean, fault: Fault | undefined): Php {
    if (!examined.ok) return examined.refusal;
    const result = carriedOut ? perform(this.#state, examined.action, examined.values) : null;
    if (fault?.kind === 'result') return fault.result;
    return fault?.kind === 'bad-records' ? withBadRecords(result) : result;
  }

  async #serveFile(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const token = url.searchParams.get('file') ?? '';
    const linked = readToken(token, linkSecret(this.#state));
    const known = linked && linked.issue >= this.#oldestIssue ? await openMedia(linked, this.#mediaDir) : null;
    const hit = this.#faults.hit('file');
    const status = req.method !== 'GET' ? 405 : known ? 200 : 404;
    keep(this.fileRequests, { atMs: this.clock.nowMs(), token, status });
    if (!known || status !== 200) return send(res, page(status, status === 405 ? 'Not Allowed' : 'Not Found'));
    if (hit) {
      const whole: Outgoing = { status: 200, type: known.type, body: Buffer.concat([...known.pieces()]) };
      return sendFaulty(res, whole, hit.fault);
    }
    res.writeHead(200, {
      'Content-Type': known.type,
      'Content-Length': known.length,
      'Content-Disposition': `attachment; filename="${token.slice(0, 12)}.${known.extension}"`,
    });
    await pipeline(Readable.from(known.pieces()), res);
  }
}

/** PHP fills `$_POST` from nothing else. */
function isForm(req: IncomingMessage): boolean {
  return (req.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

/** One for each 20 s since 2025: nobody orders faster for long, so numbers of an earlier start are not used again. */
function idFor(startMs: number): number {
  return Math.max(1000, Math.floor((startMs - Date.UTC(2025, 0, 1)) / 20_000));
}
