import {
  inboxKinds,
  type Callback,
  type InboxItem,
  type InboxRef,
  type Language,
  type PhoneNumber,
  type RecordView,
} from '../contract/model.ts';
import { refOf } from '../inbox/inbox.ts';
import { plainText } from './plain-text.ts';
import { lengthText, timeText } from './times.ts';
import { kindOf, numberOf, whoOf, type Told } from './told.ts';
import { wordsOf, type Words } from './words.ts';

/** What a button of a notification does. */
export type Action = { does: 'open'; label: string } | { does: 'call'; label: string; number: PhoneNumber };

/** A notification before the desktop shows it: plain text, no markup. */
export interface Announcement {
  title: string;
  body: string;
  /** What a click opens: one thing that waits, the list of them (null), or just the window. */
  opens: InboxRef | 'window' | null;
  /** For platforms that show buttons. */
  actions: Action[];
}

export interface Manner {
  language: Language;
  hideDetails: boolean;
  nowMs: number;
}

/** What came longer ago than this is told with its time. */
const freshMs = 10 * 60_000;
/** Names in a notification about several. */
const namesMax = 3;

/** One announcement of all of it. `afterQuiet`: it came while nothing was to be shown. */
export function announce(told: readonly Told[], manner: Manner, { afterQuiet = false } = {}): Announcement {
  const words = wordsOf(manner.language);
  const [first] = told;
  if (told.length === 1 && first) {
    const one = announceOne(first, manner, words);
    if (!afterQuiet) return one;
    const body = manner.hideDetails ? words.counts[kindOf(first.item)](1) : joined(one.title, one.body);
    return { ...one, title: words.afterQuiet(1), body };
  }
  const counts = inboxKinds
    .map((kind) => [kind, told.filter(({ item }) => kindOf(item) === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => words.counts[kind](count));
  const names = manner.hideDetails ? '' : namesOf(told, words);
  const title = afterQuiet ? words.afterQuiet(told.length) : titleOfMany(told, words);
  return { title, body: [counts.join(', '), names].filter(Boolean).join('\n'), opens: null, actions: [] };
}

/** What «Показать пример» shows. */
export function sample({ language, hideDetails }: Manner): Announcement {
  const words = wordsOf(language);
  const title = hideDetails ? words.newKinds.voicemail : joined(words.kinds.voicemail, words.sampleName);
  return { title, body: hideDetails ? '' : words.sampleBody, opens: 'window', actions: [] };
}

/** A callback that was asked for outside of the window was not ordered. */
export function announceNotOrdered(code: string, language: Language): Announcement {
  const words = wordsOf(language);
  const why = words.failures[code as keyof Words['failures']] ?? words.failures.other;
  return { title: words.notOrdered, body: why, opens: 'window', actions: [] };
}

function announceOne({ why, item }: Told, manner: Manner, words: Words): Announcement {
  const kind = kindOf(item);
  const opens = refOf(item);
  const open = { does: 'open', label: kind === 'voicemail' ? words.listen : words.open } as const;
  const number = numberOf(item);
  const actions: Action[] = number === null ? [open] : [open, { does: 'call', label: words.callBack, number }];
  if (manner.hideDetails)
    return { title: why === 'back' ? words.back : words.newKinds[kind], body: '', opens, actions };
  const head = why === 'back' ? words.back : item.kind === 'order' ? headOf(item.callback, words) : words.kinds[kind];
  const body = joined(why === 'back' ? words.kinds[kind] : '', bodyOf(item, manner, words));
  return { title: joined(head, whoOf(item) || words.unknown), body, opens, actions };
}

function titleOfMany(told: readonly Told[], words: Words): string {
  const all = (reason: Told['why']) => told.every(({ why }) => why === reason);
  if (all('new')) return words.news(told.length);
  if (all('failed')) return words.failedMany(told.length);
  return all('back') ? words.backMany(told.length) : words.mixed(told.length);
}

function namesOf(told: readonly Told[], words: Words): string {
  const names = [...new Set(told.map(({ item }) => whoOf(item)).filter(Boolean))];
  const rest = names.length - namesMax;
  return [...names.slice(0, namesMax), ...(rest > 0 ? [words.more(rest)] : [])].join(', ');
}

function bodyOf(item: InboxItem, manner: Manner, words: Words): string {
  return item.kind === 'record' ? bodyOfRecord(item.record, manner, words) : bodyOfOrder(item.callback, manner, words);
}

function bodyOfRecord(record: RecordView, { language, nowMs }: Manner, words: Words): string {
  const { kind, startedAtMs, durationSeconds } = record;
  const endedAtMs = startedAtMs + durationSeconds * 1000;
  const late = nowMs - endedAtMs > freshMs;
  const forWhom = plainText(record.person) || plainText(record.group);
  return joined(
    late ? timeText(startedAtMs, nowMs, language, { exact: true }) : '',
    kind === 'voicemail' ? lengthText(durationSeconds) : '',
    forWhom && words.forWhom(forWhom),
  );
}

const headOf = ({ stage }: Callback, words: Words) =>
  stage === 'refused' || stage === 'not-created' ? words.notOrdered : words.kinds.callback;

function bodyOfOrder({ stage, attempts, error }: Callback, { language }: Manner, words: Words): string {
  if (stage === 'refused' && error?.code === 'network') return words.orders.unreachable;
  if (stage === 'not-created' && error?.code === 'time-past') return words.orders.missed;
  if (stage === 'refused' || stage === 'not-created' || stage === 'vanished') return words.orders[stage];
  const cause = attempts.at(-1)?.failedLeg?.cause?.text[language] ?? '';
  return joined(attempts.length > 0 ? words.tries(attempts.length) : '', cause.toLocaleLowerCase(language));
}

const joined = (...parts: string[]) => parts.filter(Boolean).join(' · ');
