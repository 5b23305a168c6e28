/** A written number without its decoration. */
export interface WrittenDigits {
  /** It began with a plus: the country code follows. */
  international: boolean;
  /** ASCII digits only. */
  digits: string;
  /** Nothing stood between the digits. */
  unbroken: boolean;
}

/** Marks that nobody sees: directions and joiners come along when a number is copied from a page or a contact. */
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
/** What people put between digits. A slash is not among them: «123-45-67/68» means two lines. */
const separators = /[\s\-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D()\uFF08\uFF09.[\]]/gu;
/** ASCII, Arabic-Indic, Persian and full-width digits; each block counts up from its zero. */
const foreignDigits = /[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g;
const zeroOf = (code: number) => (code >= 0xff10 ? 0xff10 : code >= 0x06f0 ? 0x06f0 : 0x0660);

/** A field longer than this holds more than a number. */
const longest = 60;

/**
 * Takes a number field apart. Null: it holds something that is no part of one number (a letter, `*`, `#`, `,`, `;`, a
 * second plus, a slash). Such a field is refused as a whole, because dialling a part of it would ring somebody else.
 * An empty field gives no digits.
 */
export function readDigits(text: string): WrittenDigits | null {
  const seen = text.replace(invisible, '').trim();
  if (seen === '') return { international: false, digits: '', unbroken: true };
  if (seen.length > longest) return null;
  const ascii = seen
    .replace(foreignDigits, (digit) => String(digit.charCodeAt(0) - zeroOf(digit.charCodeAt(0))))
    .replace(/\uFF0B/g, '+')
    // «8~10» is how the way abroad is printed: after 8 one waited for the tone.
    .replace(/^8\s*~\s*10/, '810');
  // No country has the code 8: «+8 495 …» is a Russian number with a plus too many, and «+84951234567» rings Vietnam.
  if (/^\(?\+\s*8(?!\d)/.test(ascii)) return null;
  const packed = ascii.replace(separators, '');
  const match = /^(\+?)(\d+)$/.exec(packed);
  if (!match) return null;
  return { international: match[1] === '+', digits: match[2] ?? '', unbroken: ascii === packed };
}
