import * as v from 'valibot';

/** E.164, with the plus: `+74951234567`. One person, however the number is written. */
export const PhoneNumber = v.pipe(v.string(), v.regex(/^\+\d{7,15}$/));
export type PhoneNumber = string;
/** All numbers of one client: one outside party, or a contact with several. */
export const ClientNumbers = v.pipe(v.array(PhoneNumber), v.minLength(1), v.maxLength(20));
/** What a person wrote into a number field, as it stands. */
export const WrittenNumber = v.pipe(v.string(), v.maxLength(200));

/** What a written number turned out to be. `display` is what the app shows everywhere: «+7 495 123-45-67», «доб. 101». */
export type ReadNumber =
  | { kind: 'phone'; number: PhoneNumber; display: string; region: string | null }
  | { kind: 'extension'; extension: string }
  | { kind: 'none'; problem: 'number-empty' | 'number-impossible' | 'number-emergency' };

/** Numbers that can be rented, by region, both in the PBX's order. */
export interface FreeNumbersView {
  readAtMs: number;
  /** `region` is empty where the PBX names none. */
  regions: { region: string; numbers: FreeNumber[] }[];
}

export interface FreeNumber {
  /** As the PBX writes it: `4952211952`. */
  digits: string;
  display: string;
}

/** What may be put on the clipboard for the window: a number in any spelling, and nothing else. */
export const CopiedNumber = v.pipe(v.string(), v.regex(/^\+?[\d ()-]{2,40}$/));
