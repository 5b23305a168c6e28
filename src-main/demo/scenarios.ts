import { Chance } from './random.ts';

/**
 * What happens when the demo PBX rings somebody: decided by the number alone, so that demos and tests are predictable.
 *
 * Clients, by the last two digits of the number:
 *
 * | ends in | what happens |
 * | --- | --- |
 * | 01 | the number does not exist: cause 1, at once |
 * | 03 | no route: 3 |
 * | 17 | busy: 17, always |
 * | 18 | the phone does not respond: 18 |
 * | 19 | rings 25 s, nobody answers: 19, always |
 * | 20 | the phone is switched off: 20 |
 * | 21 | rings, then the call is rejected: 21 |
 * | 22 | the number has changed: 22 |
 * | 27, 34, 38 | faults of the network, with that cause |
 * | 28 | incomplete number: 28 |
 * | 71 | busy at the first try, answers at the second |
 * | 72 | nobody answers at the first two tries, answers at the third |
 * | 73 | the employee does not pick up at the first try; all well at the second |
 * | 74 | the employee, rung first, picks up and hangs up before the client answers, at every try |
 * | 75 | the client answers and hangs up at once: a failed try with two answered legs, at every try |
 * | 88 | talks for ten minutes |
 * | any other | answers, talks 10 to 19 s |
 *
 * Employees, by extension (see `colleagues`): 113 never picks up (19), 114 is never registered (20), one that the company
 * does not have is cause 1, 104 rings on the desk and on two mobiles at once; all others answer.
 *
 * A test may decide otherwise for one number: `DemoPbx.decide`.
 */
export interface Ring {
  answers: boolean;
  /** Q.850, of how it ends; 16 when answered and ended in the usual way. */
  cause: number;
  /** How long until it is answered, or given up. */
  waitMs: number;
}

/** One try with a client. */
export interface ClientTry extends Ring {
  /** Only when answered. */
  talkMs: number;
  /** What the employee's side does in this try, whoever it is; null: as the extension says. */
  employee: EmployeeTry | null;
}

export interface EmployeeTry extends Ring {
  /** Hangs up this long after answering, although the client still rings; null: stays. */
  leavesAfterMs: number | null;
}

/** Decides a try, counted from 1, with a number. */
export type Scenario = (attempt: number, number: string) => ClientTry;

/** Causes with which a phone has rung; with the others the network or a busy line ended it before. */
const ringingCauses = new Set([16, 19, 21, 26, 31]);
export const hasRung = (cause: number): boolean => ringingCauses.has(cause);

const USUAL_END = 16;

function fails(cause: number, waitMs: number): ClientTry {
  return { answers: false, cause, waitMs, talkMs: 0, employee: null };
}

function talks(talkMs: number, waitMs = 4000): ClientTry {
  return { answers: true, cause: USUAL_END, waitMs, talkMs, employee: null };
}

const usual: Scenario = (attempt, number) => {
  const chance = new Chance(attempt, number);
  return talks(chance.whole(10_000, 19_000), chance.whole(3200, 5200));
};

const firstTries = (tries: number, first: ClientTry): Scenario => {
  return (attempt, number) => (attempt <= tries ? first : usual(attempt, number));
};

const noPickUp: EmployeeTry = { answers: false, cause: 19, waitMs: 20_000, leavesAfterMs: null };
const impatient: EmployeeTry = { answers: true, cause: USUAL_END, waitMs: 2500, leavesAfterMs: 3000 };

/** By the last two digits. */
export const clientScenarios: Readonly<Record<string, Scenario>> = {
  '01': () => fails(1, 300),
  '03': () => fails(3, 300),
  '17': () => fails(17, 1200),
  '18': () => fails(18, 8000),
  '19': () => fails(19, 25_000),
  '20': () => fails(20, 900),
  '21': () => fails(21, 6000),
  '22': () => fails(22, 400),
  '27': () => fails(27, 700),
  '28': () => fails(28, 300),
  '34': () => fails(34, 500),
  '38': () => fails(38, 900),
  '71': firstTries(1, fails(17, 1200)),
  '72': firstTries(2, fails(19, 25_000)),
  '73': firstTries(1, { ...talks(12_000), employee: noPickUp }),
  '74': () => ({ ...fails(USUAL_END, 30_000), employee: impatient }),
  '75': () => talks(560),
  '88': () => talks(600_000),
};

/** The number's last two digits make it behave unlike most. */
export const isScenarioEnding = (lastTwo: string): boolean => lastTwo in clientScenarios;

/** The scenario that a client's number has by its last two digits. */
export function scenarioOf(number: string): Scenario {
  return clientScenarios[number.slice(-2)] ?? usual;
}

/** What an extension that the company has does, apart from what a client's scenario says. */
export function employeeTry(extension: string, attempt: number): EmployeeTry {
  if (extension === '113') return noPickUp;
  if (extension === '114') return { answers: false, cause: 20, waitMs: 600, leavesAfterMs: null };
  const waitMs = new Chance(attempt, extension).whole(2400, 4200);
  return { answers: true, cause: USUAL_END, waitMs, leavesAfterMs: null };
}

export const unknownExtension: EmployeeTry = { answers: false, cause: 1, waitMs: 300, leavesAfterMs: null };
