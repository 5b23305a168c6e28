import * as v from 'valibot';
import type { Callback } from './callbacks.ts';
import { ClientNumbers, PhoneNumber } from './numbers.ts';
import { directions, recordKinds, type RecordView } from './records.ts';
import { Id, line } from './shared.ts';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const names = v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(500));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200));
const after = v.nullable(v.pipe(v.string(), v.maxLength(200)));

export const periods = ['today', 'yesterday', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** Which records are shown. What is left out narrows nothing; an empty list lets nothing through. */
export const RecordFilter = v.object({
  kinds: v.optional(v.pipe(v.array(v.picklist(recordKinds)), v.maxLength(3))),
  /** First and last moment, UTC; the last is not included. */
  fromMs: v.optional(moment),
  toMs: v.optional(moment),
  /** Of a saved filter: it means other dates each day. The window works them out; main reads the moments only. */
  period: v.optional(v.picklist(periods)),
  /** What a person typed: parts of names, numbers, notes. */
  text: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** By name, as the PBX tells them: see `journal.choices`. */
  people: v.optional(names),
  groups: v.optional(names),
  extensions: v.optional(names),
  minSeconds: v.optional(seconds),
  /** Included. */
  maxSeconds: v.optional(seconds),
  directions: v.optional(v.pipe(v.array(v.picklist(directions)), v.maxLength(3))),
  client: v.optional(PhoneNumber),
  /** Only with a note, on the record or on the client. */
  noted: v.optional(v.boolean()),
});
export type RecordFilter = v.InferOutput<typeof RecordFilter>;

export const JournalQuery = v.object({ filter: RecordFilter, after, limit });
export type JournalQuery = v.InferOutput<typeof JournalQuery>;

export const JournalDays = v.object({
  filter: RecordFilter,
  /** The moments at which days begin on this PC, ascending, and the end of the last; a year at a time is a good size. */
  boundariesMs: v.pipe(v.array(moment), v.minLength(2), v.maxLength(5000)),
});
export type JournalDays = v.InferOutput<typeof JournalDays>;

/** The oldest and the newest record of all. */
export interface JournalSpan {
  oldestMs: number;
  newestMs: number;
}

/** What the chips of a filter offer. */
export interface FilterChoices {
  people: string[];
  groups: string[];
  extensions: string[];
}

/** A filter under a name; `id` null: a new one. */
export const FilterForm = v.object({
  id: v.nullable(Id),
  name: v.pipe(line(80), v.minLength(1)),
  filter: RecordFilter,
});
export type FilterForm = v.InferOutput<typeof FilterForm>;

export interface SavedFilter {
  id: string;
  name: string;
  filter: RecordFilter;
}

export const Note = v.pipe(v.string(), v.maxLength(4000));
export const ClientQuery = v.object({ numbers: ClientNumbers, after, limit });
export type ClientQuery = v.InferOutput<typeof ClientQuery>;

/** Somebody outside, by number. */
export interface ClientView {
  number: PhoneNumber;
  display: string;
  /** By the contacts; empty: nobody known. */
  name: string;
  contactId: string | null;
  note: string;
}

/** One thing that there was with a client. */
export type ClientEvent =
  { kind: 'record'; atMs: number; record: RecordView } | { kind: 'order'; atMs: number; callback: Callback };
