import * as v from 'valibot';
import { PhoneNumber } from './numbers.ts';

export const Theme = v.picklist(['system', 'light', 'dark']);
export const Language = v.picklist(['ru', 'en']);
export type Language = v.InferOutput<typeof Language>;

/** What a person may set. Each is effective at once. */
export const Preferences = v.object({
  theme: Theme,
  language: Language,
  /** Who is rung first by «Перезвонить». */
  ringFirst: v.picklist(['me', 'client']),
  tries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Between two tries; the PBX takes no less than 120. */
  pauseSeconds: v.pipe(v.number(), v.integer(), v.minValue(120), v.maxValue(3600)),
  /** A moment in which a click can be taken back before anything is sent; 0: none. */
  cancelSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
  /** The outside number under which the person at this PC is reached; needed to ring colleagues. Empty: none. */
  ownNumber: v.union([v.literal(''), PhoneNumber]),
});
export type Preferences = v.InferOutput<typeof Preferences>;
export const PreferencesPatch = v.partial(Preferences);
export type PreferencesPatch = v.InferOutput<typeof PreferencesPatch>;
