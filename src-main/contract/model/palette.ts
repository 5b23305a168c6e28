import * as v from 'valibot';
import type { ContactNumber } from './contacts.ts';
import type { PhoneNumber, ReadNumber } from './numbers.ts';

export const PaletteQuery = v.object({
  /** A name or parts of it, initials, a company, any part of a number; empty: favourites and who was there last. */
  text: v.pipe(v.string(), v.maxLength(200)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
});
export type PaletteQuery = v.InferOutput<typeof PaletteQuery>;

/** Somebody to be called. */
export type PaletteHit =
  /** What was typed is a number by itself. */
  | { kind: 'number'; read: Exclude<ReadNumber, { kind: 'none' }> }
  | {
      kind: 'contact';
      contactId: string;
      name: string;
      company: string;
      favourite: boolean;
      /** The one that was looked for, or the one that was there last, first. */
      numbers: ContactNumber[];
    }
  | { kind: 'colleague'; extension: string; name: string; online: boolean }
  /** Of the journal; nobody known. */
  | { kind: 'client'; number: PhoneNumber; display: string; lastAtMs: number };
