/*
 * `max` metadata (140 kB more than nothing, 70 kB more than `min`): `min` knows the length of a number only, and takes
 * «8 495 123-45-6», where a digit was forgotten, for a number of the area 849, which does not exist.
 */
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber as Parsed } from 'libphonenumber-js/max';
import { Failure } from '../contract/errors.ts';
import type { PhoneNumber, ReadNumber } from '../contract/model.ts';
import type { WireNumber } from './actions.ts';
import { readDigits } from './written-number.ts';

/**
 * Numbers that are never handed to a callback: a robot must not ring an emergency service and then hang up.
 *
 * 101–104 are missing on purpose. They are emergency numbers from a Russian mobile, but also the first extensions that
 * any PBX gives out, and to the PBX a three-digit number *is* an extension: read here, 101 means a colleague and no
 * outside number, so the emergency service cannot be reached by it.
 */
const emergencyNumbers = new Set(['01', '02', '03', '04', '010', '020', '030', '040', '112', '911', '999', '000']);

/** The document writes short numbers as «xxx, xxxx, xxxxx». Longer ones look like a town's number without its area. */
const extensionAsTyped = /^\d{3,5}$/;
/** «доб. 101», as the app itself shows an extension. */
const labelledExtension = /^\s*(?:доб|вн|ext)\.?\s*(\d{3,20})\s*$/iu;
const extensionAsStored = /^\d{2,6}$/;

/**
 * Reads what a person wrote into a number field: 8495…, 7495…, +7 495…, 495…, 8-800…, 89…, 79…, 810…, 00…, with
 * blanks, dashes, brackets; or a short number. One number has one `number`, however it is spelled.
 *
 * A field is read as a whole or refused as a whole: two numbers, a number with «доб. 12» behind it, letters or `*#,;`
 * are impossible, because what would be dialled is not what was meant.
 */
export function readNumber(text: string, options: { country?: CountryCode } = {}): ReadNumber {
  const labelled = labelledExtension.exec(text)?.[1];
  if (labelled) return { kind: 'extension', extension: labelled };
  const written = readDigits(text);
  if (!written) return { kind: 'none', problem: 'number-impossible' };
  const { digits, international } = written;
  if (digits === '') return { kind: 'none', problem: 'number-empty' };
  if (!international && emergencyNumbers.has(digits)) return { kind: 'none', problem: 'number-emergency' };
  if (!international && written.unbroken && extensionAsTyped.test(digits))
    return { kind: 'extension', extension: digits };
  const parsed = international ? fromInternational(digits) : fromNational(digits, options.country ?? 'RU');
  return parsed ? phone(parsed) : { kind: 'none', problem: 'number-impossible' };
}

/** How the app shows a number: «+7 495 123-45-67», other countries as is usual there. Not E.164: shown as it is. */
export function displayNumber(number: PhoneNumber): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/**
 * The number as `callback_add` takes it (document 3.4, `CgPN`): `7XXXXXXXXXX` for Russia and Kazakhstan, `810…` for
 * everybody else. Throws `number-impossible` for what is not E.164.
 */
export function toWireNumber(number: PhoneNumber): WireNumber {
  if (!/^\+\d{7,15}$/.test(number)) throw new Failure('number-impossible');
  const digits = number.slice(1);
  return /^7\d{10}$/.test(digits) ? digits : `810${digits}`;
}

/** A number as the PBX stores it, understood as far as possible. */
export interface PbxNumber {
  number: PhoneNumber | null;
  extension: string | null;
  /** «+7 495 123-45-67», the bare extension, or what the PBX wrote («anonymous», nothing at all). */
  display: string;
}

/**
 * Understands `num_a`, `num_b`, `cgpn`, `cdpn`: any spelling of a number, also without a plus (a caller's number often
 * arrives as `49891234567`), or a short number. Refuses nothing: what is not understood is shown as it came.
 */
export function fromPbxNumber(raw: string): PbxNumber {
  const written = readDigits(raw);
  const digits = written?.digits ?? '';
  if (written?.unbroken && !written.international && extensionAsStored.test(digits)) {
    return { number: null, extension: digits, display: digits };
  }
  const read = readNumber(raw);
  if (read.kind === 'phone') return { number: read.number, extension: null, display: read.display };
  const foreign = digits.length >= 11 ? fromInternational(digits) : null;
  if (foreign?.isValid()) return { number: foreign.number, extension: null, display: displayNumber(foreign.number) };
  return { number: null, extension: null, display: raw.trim().slice(0, 40) };
}

/** Both are the same outside number or the same extension, however each is spelled. */
export function sameClient(a: string, b: string): boolean {
  const [left, right] = [fromPbxNumber(a), fromPbxNumber(b)];
  if (left.number !== null) return left.number === right.number;
  return left.extension !== null && left.extension === right.extension;
}

function phone(parsed: Parsed): ReadNumber {
  const number = parsed.number as string;
  return { kind: 'phone', number, display: displayNumber(number), region: regionOf(parsed) };
}

/** Russia and Kazakhstan share +7; the metadata do not know the newest Russian areas. */
function regionOf(parsed: Parsed): string | null {
  if (parsed.countryCallingCode === '7') return parsed.country ?? (/^[67]/.test(parsed.nationalNumber) ? 'KZ' : 'RU');
  return parsed.country ?? null;
}

/** `digits` begin with a country code. By length only: number plans grow faster than programs are updated. */
function fromInternational(digits: string): Parsed | null {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed || !/^\+\d{7,15}$/.test(parsed.number)) return null;
  if (parsed.countryCallingCode === '7') return /^[346-9]\d{9}$/.test(parsed.nationalNumber) ? parsed : null;
  return parsed.isPossible() ? parsed : null;
}

function fromNational(digits: string, country: CountryCode): Parsed | null {
  if (country !== 'RU') return strictly(parsePhoneNumberFromString(digits, country));
  if (digits.startsWith('810')) return fromInternational(digits.slice(3));
  if (digits.startsWith('00')) return fromInternational(digits.slice(2));
  if (/^[78]\d{10}$/.test(digits)) return fromInternational(`7${digits.slice(1)}`);
  // Ten digits are a number without its 8 — or one with the 8, in which a digit was forgotten: the area must exist.
  if (/^[3489]\d{9}$/.test(digits)) return strictly(fromInternational(`7${digits}`));
  // From twelve digits on it cannot be a Russian number with a digit too many, and most neighbours' have just twelve.
  if (/^[1-69]\d{11,14}$/.test(digits)) return strictly(fromInternational(digits));
  return null;
}

function strictly(parsed: Parsed | null | undefined): Parsed | null {
  return parsed?.isValid() ? parsed : null;
}
