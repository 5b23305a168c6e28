import { expect, it } from 'vitest';
import type { Contact } from '../../../src-main/contract/model.ts';
import { toCard } from '../../../src-main/contacts/vcard/write.ts';

/** Where one program or another ends a line: a card's own, Unicode's, Python's. */
// eslint-disable-next-line no-control-regex
const anyLineEnd = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/;

it.each(['\n', '\r', '\r\n', '\v', '\f', '\u001c', '\u001e', '\u0085', '\u2028', '\u2029', '\0'])(
  'a name with %j in it makes no field of its own, whoever reads the card',
  (end) => {
    const written = `Анна${end}TEL:+79990000000`;
    const contact: Contact = {
      id: 'a',
      name: written,
      company: written,
      note: written,
      favourite: false,
      numbers: [{ label: 'work', number: '+74951234567', display: '+7 495 123-45-67' }],
    };
    const lines = toCard(contact).replaceAll('\r\n ', '').split(anyLineEnd);
    expect(lines.filter((line) => line.startsWith('TEL'))).toEqual(['TEL;TYPE=WORK,VOICE:+74951234567']);
    expect(lines.map((line) => line.split(/[:;]/)[0])).toEqual(
      'BEGIN VERSION N FN ORG TEL NOTE END'.split(' ').concat(''),
    );
  },
);
