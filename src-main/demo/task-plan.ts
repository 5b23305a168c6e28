import { colleagueAt } from './colleagues.ts';
import { Chance } from './random.ts';
import {
  employeeTry,
  hasRung,
  unknownExtension,
  type ClientTry,
  type EmployeeTry,
  type Scenario,
} from './scenarios.ts';

export type Side = 'employee' | 'client';

/** One call of an attempt, with its whole life; what has not come yet is hidden when it is told (`task-answer.ts`). */
export interface PlannedLeg {
  side: Side;
  listId: number;
  number: string;
  createdMs: number;
  answeredMs: number | null;
  endedMs: number;
  cause: number;
  /** The phone rings; a busy line or a dead number never does. */
  rings: boolean;
  recorded: boolean;
}

export interface PlannedAttempt {
  startMs: number;
  endMs: number;
  legs: PlannedLeg[];
  /** When both talk; null: they never do, or not long enough. */
  talkMs: number | null;
}

/** What an attempt is planned from. */
export interface AttemptOf {
  /** Rung first. */
  first: Side;
  cgpn: string;
  cdpn: string;
  /** From 1. */
  attempt: number;
  startMs: number;
  scenario: Scenario;
  nextListId: () => number;
}

/** What the PBX takes between a decision and the next call. */
const STEP_MS = 110;
/** Answered elsewhere: «non-selected user clearing». */
const ELSEWHERE = 26;
const USUAL_END = 16;
/** What is shorter is no success: see the second of the document's `failed_calls`, where both had answered. */
const LEAST_TALK_MS = 1000;

/** Plans one attempt to its end. Nothing in it depends on who asks when. */
export function planAttempt(of: AttemptOf): PlannedAttempt {
  const client = of.scenario(of.attempt, of.cgpn);
  const employee = client.employee ?? (colleagueAt(of.cdpn) ? employeeTry(of.cdpn, of.attempt) : unknownExtension);
  const firstLegs =
    of.first === 'employee' ? ringEmployee(of, employee, of.startMs) : ringClient(of, client, of.startMs);
  const first = lastingLeg(firstLegs);
  if (first.answeredMs === null) return ended(of, firstLegs, null);

  const secondAt = first.answeredMs;
  const secondLegs = of.first === 'employee' ? ringClient(of, client, secondAt) : ringEmployee(of, employee, secondAt);
  const second = lastingLeg(secondLegs);
  const legs = [...firstLegs, ...secondLegs];
  const leavesMs =
    of.first === 'employee' && employee.leavesAfterMs !== null ? secondAt + employee.leavesAfterMs : null;
  if (leavesMs !== null && leavesMs < second.endedMs && second.answeredMs === null) {
    Object.assign(second, { endedMs: leavesMs, cause: USUAL_END });
  }
  if (second.answeredMs === null) {
    first.endedMs = second.endedMs + 14;
    return ended(of, legs, null);
  }
  second.endedMs = second.answeredMs + client.talkMs;
  second.recorded = true;
  first.endedMs = second.endedMs + 18;
  return ended(of, legs, client.talkMs < LEAST_TALK_MS ? null : second.answeredMs);
}

function ended(of: AttemptOf, legs: PlannedLeg[], talkMs: number | null): PlannedAttempt {
  return { startMs: of.startMs, endMs: Math.max(...legs.map((leg) => leg.endedMs)), legs, talkMs };
}

/** The leg on which the rest depends: the one that was answered, or else the last to give up. */
function lastingLeg(legs: PlannedLeg[]): PlannedLeg {
  return legs.find((leg) => leg.answeredMs !== null) ?? legs.reduce((a, b) => (b.endedMs > a.endedMs ? b : a));
}

function ringClient(of: AttemptOf, client: ClientTry, atMs: number): PlannedLeg[] {
  return [leg(of, 'client', of.cgpn, client, atMs)];
}

/** An employee with several mobiles is rung on all of them at once; the first to answer silences the others. */
function ringEmployee(of: AttemptOf, employee: EmployeeTry, atMs: number): PlannedLeg[] {
  const numbers = [of.cdpn, ...(colleagueAt(of.cdpn)?.mobiles ?? [])];
  const legs = numbers.map((number) => leg(of, 'employee', number, employee, atMs));
  if (!employee.answers || legs.length === 1) return legs;
  const answering = new Chance(of.attempt, of.cdpn).pick(legs);
  for (const each of legs) {
    if (each !== answering) Object.assign(each, { endedMs: answering.answeredMs, answeredMs: null, cause: ELSEWHERE });
  }
  return legs;
}

function leg(of: AttemptOf, side: Side, number: string, ring: ClientTry | EmployeeTry, atMs: number): PlannedLeg {
  const createdMs = atMs + STEP_MS;
  const endedMs = createdMs + ring.waitMs;
  return {
    side,
    listId: of.nextListId(),
    number,
    createdMs,
    answeredMs: ring.answers ? endedMs : null,
    endedMs,
    cause: ring.cause,
    rings: hasRung(ring.cause),
    recorded: false,
  };
}
