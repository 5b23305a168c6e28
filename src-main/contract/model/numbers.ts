import * as v from 'valibot';

/** E.164, with the plus: `+74951234567`. One person, however the number is written. */
export const PhoneNumber = v.pipe(v.string(), v.regex(/^\+\d{7,15}$/));
export type PhoneNumber = string;
/** What a person wrote into a number field, as it stands. */
export const WrittenNumber = v.pipe(v.string(), v.maxLength(200));

/** What a written number turned out to be. `display` is what the app shows everywhere: «+7 495 123-45-67», «доб. 101». */
export type ReadNumber =
  | { kind: 'phone'; number: PhoneNumber; display: string; region: string | null }
  | { kind: 'extension'; extension: string }
  | { kind: 'none'; problem: 'number-empty' | 'number-impossible' | 'number-emergency' };
