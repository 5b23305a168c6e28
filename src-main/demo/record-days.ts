import { clients, wireNumber } from './clients.ts';
import { colleagues, groupName, type Colleague, type Group } from './colleagues.ts';
import { Chance } from './random.ts';
import type { FileFormat } from './links.ts';
import { dayStartMs, weekday } from './wall-time.ts';

export type DemoRecordKind = 'call' | 'fax' | 'voicemail';

/** A call record, fax or voicemail as the PBX keeps it. */
export interface DemoRecord {
  kind: DemoRecordKind;
  startMs: number;
  seconds: number;
  numberA: string;
  numberB: string;
  group: string | null;
  user: string | null;
  /** Null: there is no file. */
  file: { format: FileFormat; variant: number } | null;
  /** Not told before this moment. */
  deliveredMs: number;
  /** Erased in the web cabinet: leaves a hole in the answer's keys. */
  erased: boolean;
}

export interface DayOf {
  seed: string;
  zone: string;
  /** Of a full working day. */
  callsPerDay: number;
}

/** The company's own numbers: fax and main line (nobody's: see `clients.ts`). */
export const faxNumber = '74950640064';
const mainNumber = '74950640060';

/** How a working day goes, hour by hour from 8 to 20, with a dip at lunch. */
const HOURS = [2, 8, 12, 13, 11, 6, 9, 12, 12, 10, 4, 2, 1];
const FIRST_HOUR = 8;
/** From Sunday to Saturday. */
const WEEK = [0.03, 1.15, 1.05, 1, 1, 0.9, 0.18];
/** The PBX needs a moment to put a record together. */
const STORING_MS = 8000;

const talking = colleagues.filter(({ extension }) => extension !== '114');
const weightOf: Readonly<Record<Group, number>> = { sales: 5, support: 4, accounts: 2, store: 2, office: 1 };
const weights = talking.map(({ group }) => weightOf[group]);

/** Everything of one kind that happens on one day, by time. Depends on the seed and the day alone. */
export function recordsOfDay(kind: DemoRecordKind, day: string, of: DayOf): DemoRecord[] {
  const chance = new Chance(of.seed, `${kind} ${day}`);
  const busy = (WEEK[weekday(day)] ?? 1) * (0.85 + chance.next() * 0.3);
  const perDay = { call: of.callsPerDay, voicemail: 4.6, fax: 2.2 }[kind];
  const count = Math.floor(perDay * busy + chance.next());
  const startMs = dayStartMs(day, of.zone);
  const all = Array.from({ length: count }, () => recordAt(kind, startMs + timeOfDay(chance), chance));
  const answers = new Chance(of.seed, `answers ${day}`);
  const records = kind === 'call' ? all.map((record) => perhapsUnanswered(record, answers)) : all;
  // Now and then two identical calls: same time, same numbers. The API has no id to tell them apart.
  const twins = kind === 'call' && chance.happens(0.2) ? records.slice(0, 1).map((record) => ({ ...record })) : [];
  return [...records, ...twins].sort((a, b) => a.startMs - b.startMs);
}

/** Nobody lifts every receiver: such a call has no length, no file, and often nobody it was for. */
function perhapsUnanswered(record: DemoRecord, chance: Chance): DemoRecord {
  const isIn = !isExtension(record.numberA);
  const isInternal = !isIn && isExtension(record.numberB);
  if (!chance.happens(isInternal ? 0.05 : isIn ? 0.13 : 0.22)) return record;
  const user = isIn && chance.happens(0.4) ? null : record.user;
  return { ...record, seconds: 0, user, file: null, deliveredMs: record.startMs + STORING_MS };
}

const isExtension = (number: string) => number.length === 3;

/** One record at a time, as chance will have it. */
export function recordAt(kind: DemoRecordKind, startMs: number, chance: Chance): DemoRecord {
  const record = { call, voicemail, fax }[kind](chance);
  return {
    kind,
    startMs,
    ...record,
    deliveredMs: startMs + record.seconds * 1000 + STORING_MS,
    erased: kind !== 'call' && chance.happens(0.05),
  };
}

type Told = Omit<DemoRecord, 'kind' | 'startMs' | 'deliveredMs' | 'erased'>;

function call(chance: Chance): Told {
  const colleague = someone(chance);
  const extension = colleague.extension;
  const outside = outsideNumber(chance);
  const format = chance.happens(0.8) ? 'mp3' : 'wav';
  const file = { format, variant: chance.whole(0, 9999) } as const;
  const seconds = talkSeconds(chance);
  const way = chance.weighted([55, 39, 6]);
  if (way === 0) {
    const group = chance.happens(0.93) ? groupName(colleague) : null;
    const numberB = chance.happens(0.1) ? mainNumber : extension;
    return { seconds, numberA: outside, numberB, group, user: colleague.name, file };
  }
  if (way === 1) return { seconds, numberA: extension, numberB: outside, group: null, user: colleague.name, file };
  const other = chance.pick(talking.filter((each) => each !== colleague));
  return { seconds, numberA: extension, numberB: other.extension, group: groupName(other), user: other.name, file };
}

function voicemail(chance: Chance): Told {
  const colleague = someone(chance);
  const format: FileFormat = chance.happens(0.12) ? 'gsm' : 'wav';
  return {
    seconds: chance.whole(5, 58),
    numberA: outsideNumber(chance),
    numberB: colleague.extension,
    group: groupName(colleague),
    user: chance.happens(0.9) ? colleague.name : '',
    file: { format, variant: chance.whole(0, 9999) },
  };
}

function fax(chance: Chance): Told {
  const colleague = chance.pick(talking.filter(({ group }) => group === 'accounts' || group === 'office'));
  return {
    seconds: chance.whole(35, 190),
    numberA: outsideNumber(chance),
    numberB: chance.happens(0.7) ? faxNumber : colleague.extension,
    group: groupName(colleague),
    user: chance.happens(0.6) ? colleague.name : null,
    file: { format: chance.happens(0.75) ? 'tiff' : 'pdf', variant: chance.whole(0, 9999) },
  };
}

const someone = (chance: Chance): Colleague => talking[chance.weighted(weights)] ?? chance.pick(talking);

/** Mostly clients that the company knows; a third are strangers. The PBX writes a Russian number with a 7 or an 8. */
function outsideNumber(chance: Chance): string {
  const digits = chance.happens(0.66) ? knownNumber(chance) : strangerNumber(chance);
  const wire = wireNumber(digits);
  return digits.startsWith('7') && chance.happens(0.15) ? `8${wire.slice(1)}` : wire;
}

function knownNumber(chance: Chance): string {
  // The first in the list call most: squaring pulls towards 0.
  const client = clients[Math.floor(chance.next() ** 2 * clients.length)] ?? chance.pick(clients);
  return chance.pick(client.numbers).digits;
}

function strangerNumber(chance: Chance): string {
  const local = String(chance.whole(0, 9_999_999)).padStart(7, '0');
  return chance.happens(0.6)
    ? `797${chance.pick(['5', '6'])}${local}`
    : `7${chance.pick(['495', '499', '812'])}0${local.slice(1)}`;
}

/** Most calls are short, a few are long. */
function talkSeconds(chance: Chance): number {
  return Math.max(4, Math.round(75 * Math.exp((chance.next() + chance.next() + chance.next() - 1.5) * 2.1)));
}

function timeOfDay(chance: Chance): number {
  const hour = FIRST_HOUR + chance.weighted(HOURS);
  const seconds = hour * 3600 + chance.whole(0, 3599);
  return seconds * 1000 + (chance.happens(0.3) ? chance.whole(1, 999) : 0);
}
