import type { Contact, NumberLabel } from '../../contract/model.ts';

const types: Record<NumberLabel, string> = { work: 'WORK,VOICE', mobile: 'CELL', home: 'HOME,VOICE', other: 'VOICE' };

/**
 * A contact as vCard 3.0, the version that iPhones, Androids, Outlook and Google all take. The name is one text here, so it
 * stands in FN and, as N must be there, as the given name; without a name FN repeats the company or a number, and N is
 * empty. A favourite is in Google's category of stars.
 */
export function toCard(contact: Contact): string {
  const { name, company, note, favourite, numbers } = contact;
  const shown = name || company || (numbers[0]?.display ?? '');
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(name)};;;`,
    `FN:${escaped(shown)}`,
    ...(company ? [`ORG:${escaped(company)}`] : []),
    ...numbers.map(({ label, number }) => `TEL;TYPE=${types[label]}:${number}`),
    ...(note ? [`NOTE:${escaped(note)}`] : []),
    ...(favourite ? ['CATEGORIES:starred'] : []),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Whatever some program takes for the end of a line is told as one: otherwise what follows in a name would be a field. */
const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;
const unseen = /[^\P{Cc}\t]/gu;

const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replace(lineEnds, String.raw`\n`)
    .replace(unseen, '');

const octetsMax = 75;

/** In lines of 75 octets, of which the blank is one; never in the middle of a character. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (octets + size > octetsMax) {
      out += '\r\n ';
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}
