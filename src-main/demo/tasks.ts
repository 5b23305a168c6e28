import { planAttempt, type PlannedAttempt, type Side } from './task-plan.ts';
import { scenarioOf, type Scenario } from './scenarios.ts';

/** A callback as it is ordered, in the API's own terms. */
export interface TaskOrder {
  /** 1: the employee is rung first; 2: the client. */
  callTypeId: 1 | 2;
  cgpn: string;
  cdpn: string;
  tries?: number | undefined;
  pauseSeconds?: number | undefined;
  /** When the first try is due, milliseconds since the epoch. */
  executeMs?: number | undefined;
}

export interface DemoTask {
  readonly id: number;
  readonly order: TaskOrder;
  readonly createdMs: number;
  readonly executeMs: number;
  readonly triesMax: number;
  readonly pauseMs: number;
  /** By whom: over the API, from another PC (or the web cabinet), or before this PBX was started. */
  readonly source: 'api' | 'foreign' | 'past';
  /** Planned so far, oldest first; use `TaskBook.attemptsAt`. */
  readonly planned: PlannedAttempt[];
}

/** An employee's or a client's phone that rang. */
export interface RingSeen {
  atMs: number;
  taskId: number;
  /** From 1. */
  attempt: number;
  leg: Side;
  number: string;
}

/** The document says nothing of what is taken when they are left out. */
const USUAL_TRIES = 3;
const USUAL_PAUSE_SECONDS = 120;
/** The PBX looks into its queue every so often. */
const QUEUE_MS = 400;

/**
 * The callback tasks. A task's life is a plan made try by try, as far as the clock has come; what is told of it is the
 * plan cut off at «now». So there are no timers, and a hastened or a moved clock gives the same times.
 */
export class TaskBook {
  #tasks = new Map<number, DemoTask>();
  #nextId: number;
  #nextListId: number;
  #decided = new Map<string, Scenario>();

  constructor(firstId: number) {
    this.#nextId = firstId;
    this.#nextListId = 1_000_000 + firstId * 7;
  }

  add(order: TaskOrder, createdMs: number, source: DemoTask['source']): DemoTask {
    const task: DemoTask = {
      id: this.#nextId++,
      order,
      createdMs,
      executeMs: Math.max(order.executeMs ?? createdMs, createdMs),
      triesMax: order.tries ?? USUAL_TRIES,
      pauseMs: (order.pauseSeconds ?? USUAL_PAUSE_SECONDS) * 1000,
      source,
      planned: [],
    };
    this.#tasks.set(task.id, task);
    return task;
  }

  get(id: number): DemoTask | undefined {
    return this.#tasks.get(id);
  }

  /** In the order in which they were created. */
  all(): DemoTask[] {
    return [...this.#tasks.values()];
  }

  /** From now on, and for tries not yet begun, this number does as told, whatever its last digits say. */
  decide(number: string, scenario: Scenario): void {
    this.#decided.set(lastTen(number), scenario);
  }

  /** The tries begun by then, oldest first. */
  attemptsAt(task: DemoTask, nowMs: number): PlannedAttempt[] {
    for (let dueMs = this.#nextDue(task); dueMs !== null && dueMs <= nowMs; dueMs = this.#nextDue(task)) {
      const { cgpn, cdpn, callTypeId } = task.order;
      task.planned.push(
        planAttempt({
          first: callTypeId === 1 ? 'employee' : 'client',
          cgpn,
          cdpn,
          attempt: task.planned.length + 1,
          startMs: dueMs,
          scenario: this.#decided.get(lastTen(cgpn)) ?? scenarioOf(cgpn),
          nextListId: () => this.#nextListId++,
        }),
      );
    }
    return task.planned.filter((attempt) => attempt.startMs <= nowMs);
  }

  /** When the next try begins after those planned; null: never. */
  #nextDue(task: DemoTask): number | null {
    const last = task.planned.at(-1);
    if (!last) return task.executeMs + QUEUE_MS;
    return last.talkMs !== null || task.planned.length >= task.triesMax ? null : last.endMs + task.pauseMs;
  }

  /** Every phone that has rung by then, in order of time. */
  ringsUntil(nowMs: number, tasks = this.all()): RingSeen[] {
    return tasks
      .flatMap((task) =>
        this.attemptsAt(task, nowMs).flatMap((attempt, index) =>
          attempt.legs
            .filter((leg) => leg.rings && leg.createdMs <= nowMs)
            .map((leg) => ({
              atMs: leg.createdMs,
              taskId: task.id,
              attempt: index + 1,
              leg: leg.side,
              number: leg.number,
            })),
        ),
      )
      .sort((a, b) => a.atMs - b.atMs);
  }
}

/** 8495…, 7495… and 495… are one number; 810… keeps its own last ten. */
const lastTen = (number: string): string => number.slice(-10);
