import type { PbxZone } from '../pbx-time.ts';

/**
 * Reading single fields of an answer. Nothing here throws: a value that makes no sense is null (or empty), and whoever
 * asked decides whether the record can live without it. PHP writes integers as strings or numbers, and `null`, `""` and
 * an absent field all mean the same.
 */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A field by its name, without regard to case (the document writes `CgPN` and `cgpn`). Own fields only, so that
 * `__proto__` or `constructor` in an answer are data like any other.
 */
export function field(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const key = Object.keys(fields).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : fields[key];
}

/** Elements of a PHP list, which is an object when its keys have holes. Null: neither list nor map. */
export function elements(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  return isFields(value) ? Object.values(value) : null;
}

/** Controls, directions, tags: invisible, and able to make a name look like another one. */
const harmful =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const isBlank = (character: string) => character <= '\u009F' || character === '\u2028' || character === '\u2029';

/** Whatever is not plain Latin or Cyrillic in one line; nearly every text has nothing of it, and is done with one look. */
const unusual = /[^ -~\u0400-\u04FF]| {2}|^ | $/u;

/** A text for people: one line, no invisible characters, no more than `most` of them. Empty if there is none. */
export function text(value: unknown, most = 200): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (value.length <= most && !unusual.test(value)) return value;
  return (
    value
      // A megabyte of blanks should not cost a megabyte's work.
      .slice(0, most * 4)
      .replace(harmful, (character) => (isBlank(character) ? ' ' : ''))
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, most)
      // The cut may have parted a pair.
      .replace(/\p{Surrogate}$/u, '')
      .trimEnd()
  );
}

/** A whole number from 0 to `most`; null if it is none. */
export function whole(value: unknown, most = Number.MAX_SAFE_INTEGER): number | null {
  let number = Number.NaN;
  if (typeof value === 'number') number = value;
  else if (typeof value === 'string' && value.length <= 40 && /^\s*\d+(\.\d+)?\s*$/.test(value)) number = Number(value);
  number = Math.floor(number);
  return number >= 0 && number <= most ? number + 0 : null;
}

/** Four months: no call is longer, and no counter of the PBX either. */
const longestSeconds = 10_000_000;

/** Seconds; 0 when the PBX does not say or says nonsense. */
export function seconds(value: unknown): number {
  return whole(value, longestSeconds) ?? 0;
}

/** UTC milliseconds of a time in the PBX's zone. */
export function time(value: unknown, zone: PbxZone): number | null {
  return typeof value === 'string' && value.length <= 60 ? zone.toUtcMs(value) : null;
}

const longestLink = 2048;

/**
 * A link, as it came: links hold `:` and `_` and must not be rebuilt. Only that it is a web address is checked here;
 * whether its host may be asked is decided where it is opened.
 */
export function link(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > longestLink) return null;
  const trimmed = value.trim();
  // `URL` would silently drop line breaks and tabs; what is opened must be what was checked.
  if (!/^https?:\/\/[^\s\p{Cc}\\]+$/iu.test(trimmed) || !URL.canParse(trimmed)) return null;
  return trimmed;
}
