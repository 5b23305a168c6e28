import type { NumberLabel, ReadNumber, TextEncoding } from '../../contract/model.ts';
import type { FileEntry } from '../draft.ts';
import { kindOf } from '../number-kinds.ts';
import { cardCharsMax, cardFieldCharsMax } from '../limits.ts';
import { readNumbers } from '../written-numbers.ts';
import { readLines, type CardLine } from './lines.ts';
import { partsOf, textOf, typesOf, unescaped } from './value.ts';

type ReadOne = (written: string) => ReadNumber;
type Bytes = AsyncIterable<Uint8Array>;

interface Card {
  line: number;
  /** Only what a contact is made of. */
  lines: CardLine[];
  /** Of their values. */
  chars: number;
  /** Cards within this one, of assistants and the like: skipped. */
  depth: number;
}

const wanted = new Set(['FN', 'N', 'ORG', 'TEL', 'NOTE', 'CATEGORIES', 'X-ABLABEL']);
/** Nobody has so many; a card that does is none. */
const linesMax = 200;

/**
 * All contacts of a file of vCards 2.1, 3.0 and 4.0, some at a time. `bytes` are in `encoding`, which counts where a line
 * does not name a character set of its own; UTF-16 must have been made UTF-8.
 */
export async function* readCards(bytes: Bytes, encoding: TextEncoding, readOne: ReadOne): AsyncGenerator<FileEntry[]> {
  let card: Card | null = null;
  const toEntry = ({ line, lines }: Card, complete: boolean): FileEntry => ({
    line,
    cells: [],
    draft: toDraft(lines, encoding, readOne),
    problem: complete ? null : 'card-open',
  });
  for await (const lines of readLines(bytes)) {
    const entries: FileEntry[] = [];
    for (const line of lines) {
      const edge = /^VCARD\s*$/i.test(line.value) ? line.name : '';
      if (edge === 'BEGIN') {
        const within = card?.lines.at(-1)?.name === 'AGENT';
        if (card && within) card.depth += 1;
        else {
          if (card) entries.push(toEntry(card, false));
          card = { line: line.number, lines: [], chars: 0, depth: 0 };
        }
      } else if (edge === 'END' && card) {
        if (card.depth > 0) card.depth -= 1;
        else {
          entries.push(toEntry(card, true));
          card = null;
        }
      } else if (card?.depth === 0 && isKept(line)) keep(card, line);
    }
    yield entries;
  }
  if (card) yield [toEntry(card, false)];
}

function keep(card: Card, line: CardLine): void {
  if (card.lines.length >= linesMax || card.chars >= cardCharsMax) return;
  const value = line.value.slice(0, cardFieldCharsMax);
  card.lines.push({ ...line, value });
  card.chars += value.length;
}

/** An agent's own card follows its line only where the line itself is empty. */
const isKept = ({ name, value }: CardLine) => wanted.has(name) || (name === 'AGENT' && value.trim() === '');

function toDraft(lines: readonly CardLine[], encoding: TextEncoding, readOne: ReadOne): FileEntry['draft'] {
  const all = (name: string) => lines.filter((line) => line.name === name);
  const text = (line: CardLine | undefined) => (line ? textOf(line, encoding) : '');
  const numbers = all('TEL').map((line) => ({
    label: labelOf(line, lines, encoding),
    written: toNumber(unescaped(text(line))),
  }));
  const company =
    partsOf(text(all('ORG')[0]))
      .map((part) => part.trim())
      .find(Boolean) ?? '';
  const whole = unescaped(text(all('FN')[0])).trim();
  const parts = partsOf(text(all('N')[0])).map((part) => part.trim());
  const [family = '', given = '', middle = ''] = parts;
  const spelled = [given, middle, family].filter(Boolean).join(' ');
  return {
    name: spelled === '' && isNoName(whole, company, numbers, readOne) ? '' : whole || spelled,
    company,
    note: all('NOTE')
      .map((line) => unescaped(text(line)))
      .join('\n'),
    favourite: all('CATEGORIES').some((line) => /starred|избранн|favou?rite/i.test(text(line))),
    numbers,
  };
}

/** FN must be there: cards without a name repeat the company in it, or a number. */
function isNoName(whole: string, company: string, numbers: { written: string }[], readOne: ReadOne): boolean {
  if (whole === company) return true;
  const own = readNumbers(whole, readOne).numbers.map(({ number }) => number);
  return own.some((number) =>
    numbers.some(({ written }) => readNumbers(written, readOne).numbers.some((each) => each.number === number)),
  );
}

/** `tel:+7-495-123-45-67;ext=102`, the way of vCard 4. */
function toNumber(text: string): string {
  const [, uri] = /^\s*tel:(.*)$/is.exec(text) ?? [];
  if (uri === undefined) return text;
  const [number = '', ...params] = uri.split(';');
  const extension = params.find((param) => /^ext=/i.test(param))?.slice(4);
  return decoded(number) + (extension ? `, доб. ${decoded(extension)}` : '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By its types, or by the label that Apple's programs put beside it: `item1.X-ABLabel:_$!<Work>!$_`. */
function labelOf(line: CardLine, lines: readonly CardLine[], encoding: TextEncoding): NumberLabel {
  const beside = lines.find(({ name, group }) => name === 'X-ABLABEL' && group !== '' && group === line.group);
  const said = beside ? kindOf(textOf(beside, encoding)) : 'other';
  return said === 'other' ? kindOf(typesOf(line).join(' ')) : said;
}
