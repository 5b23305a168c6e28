import { describe, expect, it } from 'vitest';
import { clientScenarios } from '../../../src-main/demo/scenarios.ts';
import { taskAnswer, taskRecords } from '../../../src-main/demo/task-answer.ts';
import { TaskBook, type TaskOrder } from '../../../src-main/demo/tasks.ts';

const START = Date.UTC(2026, 2, 11, 9);
const zone = 'Europe/Moscow';

interface Leg {
  list_id: string;
  create_dt: string;
  close_cause: string | null;
  start_dt: string | null;
  dur_real: string;
  file_name: string | null;
  num_b: string;
  end_dt: string | null;
}

interface Told {
  state: string;
  try_count: string;
  try_max: string;
  cgpn: string;
  out_call_exec_dt: string;
  success_calls: Map<string, Leg[]> | [];
  failed_calls: Map<string, Leg[]> | [];
}

function ordered(order: Partial<TaskOrder> = {}) {
  const book = new TaskBook(500);
  const task = book.add({ callTypeId: 1, cgpn: '79750120142', cdpn: '101', ...order }, START, 'api');
  const at = (seconds: number, detail = true) => {
    const nowMs = START + seconds * 1000;
    return taskAnswer(task, {
      book,
      nowMs,
      zone,
      detail,
      recordingUrl: (leg) => `link ${leg.listId}`,
    }) as unknown as Told;
  };
  return { book, task, at };
}

const legsOf = (calls: Map<string, Leg[]> | []): Leg[][] => (calls instanceof Map ? [...calls.values()] : []);

/** Every state text that is seen second by second, without repetitions. */
function states(at: (seconds: number) => Told, seconds: number): string[] {
  const seen = Array.from({ length: seconds }, (_, second) => at(second).state);
  return seen.filter((state, index) => state !== seen[index - 1]);
}

describe('a callback that succeeds', () => {
  it('lives through its stages in a few seconds each', () => {
    const { at } = ordered();
    const lived = ['Ожидает выполнения', 'Вызов сотрудника', 'Вызов клиента', 'Разговор', 'Все ок'];
    expect(states(at, 60)).toEqual(lived);
    expect(at(0).try_count).toBe('0');
    expect(at(1).try_count).toBe('1');
  });

  it('rings the client first when told so', () => {
    const { at } = ordered({ callTypeId: 2 });
    expect(states(at, 60).slice(1, 3)).toEqual(['Вызов клиента', 'Вызов сотрудника']);
  });

  it('waits until it is due', () => {
    const { at } = ordered({ executeMs: START + 600_000 });
    expect(at(599).state).toBe('Ожидает выполнения');
    expect(at(599).out_call_exec_dt).toBe('2026-03-11 12:10:00');
    expect(at(602).state).toBe('Вызов сотрудника');
  });

  it('shows its open legs among the failed calls, until both talk', () => {
    const { at } = ordered();
    const ringing = legsOf(at(1).failed_calls)[0];
    expect(ringing).toHaveLength(1);
    expect(ringing?.[0]).toMatchObject({
      num_b: '101',
      start_dt: null,
      end_dt: null,
      close_cause: null,
      dur_real: '0',
    });
    const talkingAt = Array.from({ length: 30 }, (_, i) => i).find((second) => at(second).state === 'Разговор') ?? 0;
    const talking = at(talkingAt);
    expect(talking.failed_calls).toEqual(new Map());
    const [legs] = legsOf(talking.success_calls);
    expect(legs?.map((leg) => [leg.num_b, leg.start_dt !== null, leg.end_dt, leg.close_cause])).toEqual([
      ['101', true, null, null],
      ['89750120142', true, null, null],
    ]);
  });

  it('ends with two legs of cause 16, the second one recorded', () => {
    const { at } = ordered();
    const told = at(120);
    const [legs] = legsOf(told.success_calls);
    expect(legs?.map((leg) => leg.close_cause)).toEqual(['16', '16']);
    expect(legs?.map((leg) => leg.file_name !== null)).toEqual([false, true]);
    expect(Number(legs?.[1]?.dur_real)).toBeGreaterThanOrEqual(10);
    expect(told).toMatchObject({ state: 'Все ок', try_count: '1', try_max: '3', cgpn: '89750120142' });
  });

  it('is told without its calls unless detail is asked for', () => {
    const { at } = ordered();
    expect(at(120, false)).toMatchObject({ success_calls: [], failed_calls: [], try_count: '1' });
  });

  it('stands among the call records once it is over', () => {
    const { book, at } = ordered();
    expect(taskRecords(book, START + 5000)).toEqual([]);
    const [record, ...others] = taskRecords(book, START + 120_000);
    expect(others).toEqual([]);
    const [legs] = legsOf(at(120).success_calls);
    expect(record).toMatchObject({ numberA: '101', numberB: '89750120142', user: 'Смирнова Анна', group: 'Продажи' });
    expect(String(record?.seconds)).toBe(legs?.[1]?.dur_real);
  });
});

describe('a callback that fails', () => {
  it('tries as often as told, with the pause between, and gives up', () => {
    const { at, book } = ordered({ cgpn: '79750120117', tries: 3, pauseSeconds: 120 });
    expect(at(60)).toMatchObject({ state: 'Ожидание следующей попытки', try_count: '1' });
    const told = at(600);
    expect(told).toMatchObject({ state: 'Не удалось дозвониться', try_count: '3', success_calls: new Map() });
    const attempts = [...(told.failed_calls as Map<string, Leg[]>)];
    // The newest first, as in the document's sample.
    expect(attempts.map(([at]) => at)).toEqual(
      attempts
        .map(([at]) => at)
        .toSorted()
        .reverse(),
    );
    for (const [, legs] of attempts) expect(legs.map((leg) => leg.close_cause)).toEqual(['16', '17']);
    // A busy line does not ring.
    expect(book.ringsUntil(START + 600_000).map((ring) => ring.leg)).toEqual(['employee', 'employee', 'employee']);
  });

  it.each(Object.keys(clientScenarios).filter((ending) => Number(ending) < 70))('ends in cause %s', (ending) => {
    const { at } = ordered({ cgpn: `797501201${ending}`, tries: 1 });
    const [legs] = legsOf(at(120).failed_calls);
    expect(legs?.at(-1)?.close_cause).toBe(String(Number(ending)));
    expect(legs?.at(-1)?.start_dt).toBeNull();
  });

  it.each([
    ['113', '19'],
    ['114', '20'],
    ['199', '1'],
  ])('an employee at %s: cause %s, and the client is not rung at all', (cdpn, cause) => {
    const { at, book } = ordered({ cdpn, tries: 1 });
    const told = at(120);
    const [legs] = legsOf(told.failed_calls);
    expect(legs?.map((leg) => leg.close_cause)).toEqual([cause]);
    expect(book.ringsUntil(START + 120_000).filter((ring) => ring.leg === 'client')).toEqual([]);
  });

  it('busy at first, then well', () => {
    const { at } = ordered({ cgpn: '79750120171', tries: 3 });
    const told = at(600);
    expect([legsOf(told.success_calls).length, legsOf(told.failed_calls).length]).toEqual([1, 1]);
    expect(told).toMatchObject({ state: 'Все ок', try_count: '2' });
  });

  it('the employee hangs up before the client answers', () => {
    const { at } = ordered({ cgpn: '79750120174', tries: 1 });
    const [legs] = legsOf(at(120).failed_calls);
    expect(legs?.map((leg) => [leg.start_dt !== null, leg.close_cause])).toEqual([
      [true, '16'],
      [false, '16'],
    ]);
  });
});

describe('the other scenarios', () => {
  it.each([
    ['72', 2, 1],
    ['73', 1, 1],
    ['88', 0, 1],
  ])('a number that ends in %s: %i tries fail, then %i succeeds', (ending, failed, succeeded) => {
    const { at } = ordered({ cgpn: `797501201${ending}`, tries: 3 });
    const told = at(1200);
    expect([legsOf(told.failed_calls).length, legsOf(told.success_calls).length]).toEqual([failed, succeeded]);
  });

  it('a talk of no length is a failed try in which both had answered, as in the document', () => {
    const { at, book } = ordered({ cgpn: '79750120175', tries: 1 });
    const told = at(120);
    expect(told.state).toBe('Не удалось дозвониться');
    expect(told.success_calls).toEqual(new Map());
    const [legs] = legsOf(told.failed_calls);
    expect(legs?.map((leg) => [leg.start_dt !== null, leg.close_cause, leg.file_name !== null])).toEqual([
      [true, '16', false],
      [true, '16', true],
    ]);
    expect(legs?.[1]?.dur_real).toBe('0');
    expect(taskRecords(book, START + 120_000)).toEqual([]);
  });

  it('a long talk goes on for ten minutes', () => {
    const { at } = ordered({ cgpn: '79750120188' });
    expect([at(300).state, at(700).state]).toEqual(['Разговор', 'Все ок']);
  });
});

describe('more', () => {
  it('an employee with two mobiles is rung on all three phones at once; one answers', () => {
    const { at, book } = ordered({ cdpn: '104' });
    const [legs] = legsOf(at(120).success_calls);
    expect(legs?.map((leg) => leg.close_cause).toSorted()).toEqual(['16', '16', '26', '26']);
    expect(book.ringsUntil(START + 120_000).map((ring) => ring.leg)).toEqual([
      'employee',
      'employee',
      'employee',
      'client',
    ]);
  });

  it('a test may decide what a number does, however it is written', () => {
    const { book, at } = ordered();
    const busy = { answers: false, cause: 17, waitMs: 500, talkMs: 0, employee: null };
    book.decide('89750120142', () => busy);
    const [legs] = legsOf(at(60).failed_calls);
    expect(legs?.at(-1)?.close_cause).toBe('17');
  });

  it('the same life, however often it is looked at', () => {
    const watched = ordered({ cgpn: '79750120172' });
    for (let second = 0; second < 900; second++) watched.at(second);
    const once = ordered({ cgpn: '79750120172' });
    expect(watched.at(900)).toEqual(once.at(900));
  });
});
