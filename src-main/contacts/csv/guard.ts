/*
 * A table opens a CSV file as a table: a cell that begins with one of these is a formula to it, and may send the other
 * cells away or start a program. Quotation marks do not help. An apostrophe in front does: it makes text of the cell, and
 * is taken off again when the file is imported. It is put wherever a cell may begin: also after a line end and after
 * another delimiter, as a file may be opened with the wrong one; then quotation marks before the sign are taken off, too.
 * What had apostrophes there before gets one more.
 */
const beginnings = /(^|[\n\r\t,;])('*"*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;
const guardedBeginnings = /(^|[\n\r\t,;])'('*"*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

export const guarded = (text: string) => text.replace(beginnings, "$1'$2");

export const unguarded = (text: string) => text.replace(guardedBeginnings, '$1$2');

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
