import * as v from 'valibot';
import type { PhoneNumber } from './numbers.ts';

export const recordKinds = ['call', 'voicemail', 'fax'] as const;
export type RecordKind = (typeof recordKinds)[number];
export const directions = ['in', 'out', 'internal'] as const;
export type Direction = (typeof directions)[number];

/** Of a record in this PC's cache; a cache that is filled again gives others. */
export const RecordId = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Of a recording or a fax: `sputnik-media://recording/<id>`, `sputnik-media://fax/<id>`. */
export const MediaId = v.pipe(v.string(), v.regex(/^[\w:~-][\w:.~-]{0,199}$/));

/** What a person, or the app on the person's behalf, did with a message or with a failed callback. Per PC. */
export interface Marks {
  readAtMs: number | null;
  doneAtMs: number | null;
  /** `callback`: closed by itself, as a later callback to the same client succeeded. */
  doneBy: 'person' | 'callback' | null;
  /** `callback`: that order. */
  doneOrderId: string | null;
  snoozedUntilMs: number | null;
}

/** A call, voicemail or fax as a person sees it. */
export interface RecordView {
  id: number;
  kind: RecordKind;
  startedAtMs: number;
  durationSeconds: number;
  direction: Direction;
  /** The outside party, if its number could be read: then it can be called back. Null also for internal calls. */
  client: { number: PhoneNumber; contactId: string | null } | null;
  /** Of a call or message among colleagues, the other one's extension, not one's own: it can be rung back. */
  colleague: string | null;
  /** Of the outside party by the contacts, of a colleague by the staff; empty: nobody known. */
  name: string;
  /**
   * The outside party's number as it is shown, or what the PBX wrote in its place («anonymous»); of an internal call, the
   * other side's, and between two others who called.
   */
  display: string;
  /** The employee's: who was called, or who called. */
  extension: string | null;
  /** The employee and the group, as the PBX names them; empty: it named none. */
  person: string;
  group: string;
  /** In the PBX's own zone, `YYYY-MM-DD HH:MM:SS`; null where that is the PC's. */
  pbxTime: string | null;
  /** The recording or the pages; null: the PBX has no file. */
  mediaId: string | null;
  /** Fetched before: it opens without the PBX. */
  mediaHere: boolean;
  marks: Marks;
  note: string;
}
