import * as v from 'valibot';
import type { ErrorCode } from '../errors.ts';
import type { AppView } from './account.ts';
import { OrderCallback } from './callbacks.ts';
import type { ContactNumber } from './contacts.ts';
import type { PhoneNumber, ReadNumber } from './numbers.ts';
import { line } from './shared.ts';

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
  | { kind: 'colleague'; extension: string; name: string; online: boolean | null }
  /** Of the journal; nobody known. */
  | { kind: 'client'; number: PhoneNumber; display: string; lastAtMs: number };

/** A number that was copied, or is marked somewhere (Linux). Offered, never dialled by itself. */
export interface OfferedNumber {
  from: 'clipboard' | 'selection';
  number: PhoneNumber;
  display: string;
}

/** What the palette was opened for. */
export interface PaletteOpening {
  /** False: it is only made ready. */
  opened: boolean;
  phase: AppView['phase'];
  /** Of the account at work, whose people are found; null: none is. */
  accountId: string | null;
  /** Opened by a link or a command line. `after`: what has to be dialled by hand after the answer. */
  link: { ok: true; written: string; after: string | null } | { ok: false; problem: ErrorCode } | null;
  offered: OfferedNumber[];
}

/** How high the palette's page is, as drawn. */
export const PaletteHeight = v.object({ height: v.pipe(v.number(), v.integer(), v.minValue(40), v.maxValue(900)) });

/** Whom the main window is to ring, asking what has to be asked; `later`: when, is asked first. */
export const PaletteHandOver = v.object({
  target: OrderCallback.entries.target,
  name: OrderCallback.entries.name,
  who: line(500),
  later: v.boolean(),
});
export type PaletteHandOver = v.InferOutput<typeof PaletteHandOver>;
