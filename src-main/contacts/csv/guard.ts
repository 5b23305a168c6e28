/*
 * A table opens a CSV file as a table: a cell that begins with one of these is a formula to it, and may send the other
 * cells away or start a program. Quotation marks do not help. An apostrophe in front does: it makes text of the cell, and
 * is taken off again when the file is imported. It is put wherever a cell may begin: also before blanks, after a line end
 * and after another delimiter, as a file may be opened with the wrong one. What had apostrophes there before gets one more.
 * OWASP, «CSV Injection».
 */
const [start, within] = [/['\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|'*[\t\r\n]/, /'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/];
const beginnings = new RegExp(`^(?=${start.source})|(?<=[\\n\\r\\t,;])(?=${within.source})`, 'g');
const guardedBeginnings = new RegExp(`^'(?=${start.source})|(?<=[\\n\\r\\t,;])'(?=${within.source})`, 'g');

/** Text of which no part is a formula, however the file is opened. */
export const guarded = (text: string): string => text.replace(beginnings, "'");

/** Takes back `guarded`. */
export const unguarded = (text: string): string => text.replace(guardedBeginnings, '');

/**
 * A number as text that no table takes for a formula or a sum: `(+7) 495 123-45-67`. The country code in brackets, which
 * this program, telephones and other address books read as the same number.
 */
export function guardedNumber(display: string): string {
  const [, code = '', rest = ''] = /^\+(\d{1,3})[ -]?(.*)$/.exec(spaced(display)) ?? [];
  return `(+${code}) ${rest}`;
}

/** Numbers of countries that are not known are shown without blanks: then any place will do. */
const spaced = (display: string) => (/^\+\d{1,3}[ -]/.test(display) ? display : display.replace(/^\+(\d)/, '+$1 '));
