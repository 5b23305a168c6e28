import { colleagueAt, groupName } from './colleagues.ts';
import type { Php } from './php-json.ts';
import type { DemoRecord } from './record-days.ts';
import type { PlannedAttempt, PlannedLeg } from './task-plan.ts';
import type { DemoTask, TaskBook } from './tasks.ts';
import { stamp } from './wall-time.ts';

/** How tasks are told. */
export interface Telling {
  book: TaskBook;
  nowMs: number;
  zone: string;
  detail: boolean;
  /** Link to a leg's recording. */
  recordingUrl(leg: PlannedLeg): string;
}

/** A task as `stat_callback` shows it at this moment: integers as strings, an empty map as a list. */
export function taskAnswer(task: DemoTask, telling: Telling): Php {
  const { book, nowMs, zone, detail } = telling;
  const attempts = book.attemptsAt(task, nowMs);
  const calls = (succeeded: boolean) =>
    detail
      ? callsAnswer(
          attempts.filter((attempt) => talkedBy(attempt, nowMs) === succeeded),
          telling,
        )
      : [];
  return {
    task_id: String(task.id),
    cgpn: asStored(task.order.cgpn),
    cdpn: task.order.cdpn,
    create_dt: stamp(Math.floor(task.createdMs / 1000) * 1000, zone),
    // The document's text calls it exec_dt, its sample of an answer out_call_exec_dt: samples are what the server said.
    out_call_exec_dt: stamp(Math.floor(executionMs(task, attempts, nowMs) / 1000) * 1000, zone),
    state: stateText(task, attempts, nowMs),
    try_count: String(attempts.length),
    try_max: String(task.triesMax),
    success_calls: calls(true),
    failed_calls: calls(false),
  };
}

/** The PBX stores Russian numbers with an 8, whatever was ordered (document 3.2: «89854789714»). */
export function asStored(cgpn: string): string {
  return /^7\d{10}$/.test(cgpn) ? `8${cgpn.slice(1)}` : cgpn;
}

const talkedBy = (attempt: PlannedAttempt, nowMs: number) => attempt.talkMs !== null && attempt.talkMs <= nowMs;

/** «Дата выполнения»: when it is to be done next, or, once it is over, when it was. */
function executionMs(task: DemoTask, attempts: PlannedAttempt[], nowMs: number): number {
  const last = attempts.at(-1);
  if (!last) return task.executeMs;
  if (last.endMs > nowMs) return last.startMs;
  return last.talkMs !== null || attempts.length >= task.triesMax ? last.endMs : last.endMs + task.pauseMs;
}

function stateText(task: DemoTask, attempts: PlannedAttempt[], nowMs: number): string {
  const last = attempts.at(-1);
  if (!last) return 'Ожидает выполнения';
  if (last.endMs <= nowMs) {
    if (last.talkMs !== null) return 'Все ок';
    return attempts.length >= task.triesMax ? 'Не удалось дозвониться' : 'Ожидание следующей попытки';
  }
  if (talkedBy(last, nowMs)) return 'Разговор';
  const ringing = last.legs.filter((leg) => leg.createdMs <= nowMs).at(-1);
  return ringing?.side === 'client' ? 'Вызов клиента' : 'Вызов сотрудника';
}

/** Attempt's time → its calls; the newest attempt first, as in the document's sample. */
function callsAnswer(attempts: PlannedAttempt[], telling: Telling): Php {
  return new Map(
    attempts
      .toReversed()
      .map((attempt): [string, Php] => [
        stamp(attempt.startMs, telling.zone),
        attempt.legs.filter((leg) => leg.createdMs <= telling.nowMs).map((leg) => legAnswer(leg, telling)),
      ]),
  );
}

function legAnswer(leg: PlannedLeg, telling: Telling): Php {
  const { nowMs, zone } = telling;
  const answeredMs = leg.answeredMs !== null && leg.answeredMs <= nowMs ? leg.answeredMs : null;
  const over = leg.endedMs <= nowMs;
  const seconds = over && answeredMs !== null ? Math.floor((leg.endedMs - answeredMs) / 1000) : 0;
  return {
    list_id: String(leg.listId),
    create_dt: stamp(leg.createdMs, zone),
    close_cause: over ? String(leg.cause) : null,
    start_dt: answeredMs === null ? null : stamp(answeredMs, zone),
    dur_real: String(seconds),
    file_name: over && leg.recorded ? telling.recordingUrl(leg) : null,
    num_b: leg.side === 'client' ? asStored(leg.number) : leg.number,
    end_dt: over ? stamp(leg.endedMs, zone) : null,
  };
}

/** A talk that a callback brought about stands among the call records too, once it is over. */
export function taskRecords(book: TaskBook, nowMs: number): DemoRecord[] {
  return book.all().flatMap((task) =>
    book.attemptsAt(task, nowMs).flatMap((attempt) => {
      const client = attempt.legs.find((leg) => leg.side === 'client');
      if (attempt.talkMs === null || attempt.endMs > nowMs || !client) return [];
      const colleague = colleagueAt(task.order.cdpn);
      const talk: DemoRecord = {
        kind: 'call',
        startMs: attempt.talkMs,
        seconds: Math.floor((client.endedMs - attempt.talkMs) / 1000),
        numberA: task.order.cdpn,
        numberB: asStored(client.number),
        group: groupName(colleague) || null,
        user: colleague?.name ?? null,
        file: { format: 'mp3', variant: client.listId % 10_000 },
        deliveredMs: attempt.endMs,
        erased: false,
      };
      return [talk];
    }),
  );
}
