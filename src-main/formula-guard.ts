/*
 * A table opens a CSV file as a table: a cell that begins like a formula is one to it, and may send the other cells away or
 * start a program (OWASP, «CSV Injection»). Quotation marks do not help. An apostrophe in front does: it makes text of the
 * cell, and is taken off again when the file is imported.
 *
 * It is put wherever a cell may begin: also after a line end and after another delimiter, as a file may be opened with the
 * wrong one; then quotation marks before the sign are taken off, too. Within a text, a plus or a minus behind a blank is
 * left as it is («да, - сказал он», «звонить: +7…»): that is how people write. What had apostrophes there before gets one
 * more, so that what is taken off is always ours.
 */
const sign = String.raw`[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]`;
const signNobodyWrites = String.raw`[=@\uFF1D\uFF20]`;
/** Quotation marks and blanks; tabs and line ends begin cells of their own. */
const skipped = String.raw`(?:"|[^\S\t\n\r])*`;

/** What comes before such a place, and what comes after it. */
const places = [
  // Of the whole text all blanks may be taken off, tabs and line ends among them.
  ['^', String.raw`(?:["'\s]*${sign}|'*[\t\n\r])`],
  [String.raw`[\n\r\t,;]`, `'*(?:"*${sign}|${skipped}${signNobodyWrites})`],
] as const;
const placesOf = (what: string) =>
  new RegExp(places.map(([before, after]) => `(?<=${before})${what}(?=${after})`).join('|'), 'g');
const beginnings = placesOf('');
const ours = placesOf("'");

export const guarded = (text: string) => text.replace(beginnings, "'");

export const unguarded = (text: string) => text.replace(ours, '');

/**
 * A number as text that no table takes for a formula or a sum: `(+7) 495 123-45-67`. The country code in brackets, which
 * this program, telephones and other address books read as the same number. What is shown in another way (an extension,
 * a name in a number's place) stays that way.
 */
export function guardedNumber(display: string): string {
  const [, code, rest] = /^\+(\d{1,3})[ -]?(.*)$/.exec(spaced(display)) ?? [];
  return code === undefined ? guarded(display) : guarded(`(+${code}) ${rest}`);
}

/** Numbers of countries that are not known are shown without blanks: then any place will do. */
const spaced = (display: string) => (/^\+\d{1,3}[ -]/.test(display) ? display : display.replace(/^\+(\d)/, '+$1 '));
