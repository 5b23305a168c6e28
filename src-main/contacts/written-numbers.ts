import type { ImportProblemCode, NumberLabel, PhoneNumber, ReadNumber } from '../contract/model.ts';
import { kindOf } from './number-kinds.ts';

/** Understands one number, as the app does everywhere. */
export type ReadOne = (written: string) => ReadNumber;

interface NumbersRead {
  numbers: { number: PhoneNumber; label: NumberLabel | null }[];
  /** Something beside the numbers was written: an extension, a name, a number that is none. It must not get lost. */
  remark: boolean;
  problems: { code: ImportProblemCode; written: string }[];
}

const extension = String.raw`(?:доб(?:авочный)?|внутр?(?:енний)?|вн|ext(?:ension)?)\.?`;
/** «, доб. 12» belongs to the number before it. Looked for from the beginning of the separators on: a cell may have 2,000. */
const looseExtension = new RegExp(String.raw`(?<![,;/\s])[,;/\s]+(?=${extension}\s*[:№#]?\s*\d)`, 'giu');
const joined = (text: string) =>
  text.replace(looseExtension, (separators) => (/[\n,;]\s*$/.test(separators) ? ' ' : separators));
const between = /\s*(?:\n|;|,|:::|\||\/|\\)\s*/;
/** The number itself, with a word on either side at most. */
const withWords = /^([^\d+(]*)(\(?\+?[\d(][\d\s()\u00A0.\-–—]{4,}\d)(.*)$/su;
const rounded = /^\d[.,]\d+e\+\d+$/i;
/** Signs that Excel is given so that it leaves digits alone: `="8495…"`, `'8495…`. */
const asText = /^=?"(.*)"$|^'+(.*)$/su;

/** Says nothing that the number itself does not. */
const emptyWord = /^(?:т(?:ел(?:ефон)?)?|tel|phone|ph|номер)?$/iu;

/** Twice of what the most numbers of a contact take with words around them; more is no field of numbers. */
const longestText = 2000;

/**
 * Reads a cell or field in which people write one number or several, with words around them: «8 (495) 123-45-67, моб.
 * 8-903-111-22-33 доб. 12». Each number is read as the app reads one; what is none is a problem.
 */
export function readNumbers(written: string, readOne: ReadOne): NumbersRead {
  const text = asText.exec(written.trim())?.slice(1).find(Boolean) ?? written.trim();
  const found: NumbersRead = { numbers: [], remark: false, problems: [] };
  if (text === '') return found;
  if (text.length > longestText)
    return { ...found, remark: true, problems: [{ code: 'number-impossible', written: text }] };
  if (rounded.test(text)) return { ...found, remark: true, problems: [{ code: 'number-rounded', written: text }] };
  const whole = readOne(text);
  if (whole.kind === 'phone') return { ...found, numbers: [{ number: whole.number, label: null }] };
  for (const piece of joined(text).split(between).filter(Boolean)) readPiece(piece, readOne, found);
  return found;
}

function readPiece(piece: string, readOne: ReadOne, found: NumbersRead): void {
  const read = readAlone(piece, readOne) ?? readWithWords(piece, readOne);
  if (!read) {
    found.remark = true;
    found.problems.push({ code: whatIsWrong(piece, readOne), written: piece });
    return;
  }
  found.numbers.push(...read.numbers);
  found.remark ||= read.remark;
}

type Read = Omit<NumbersRead, 'problems'>;

/** One number, or several with nothing but blanks between them. */
function readAlone(piece: string, readOne: ReadOne): Read | null {
  // «79031112233.0»: a number that went through a table as a number.
  const tokens = [piece.replace(/^(\d{10,})\.0+$/, '$1')];
  const one = phones(tokens, readOne);
  const all = one ?? phones(piece.split(/\s+/), readOne);
  return all && { numbers: all.map((number) => ({ number, label: null })), remark: false };
}

function phones(tokens: string[], readOne: ReadOne): PhoneNumber[] | null {
  const read = tokens.map(readOne);
  const numbers = read.flatMap((each) => (each.kind === 'phone' ? [each.number] : []));
  return numbers.length === read.length ? numbers : null;
}

function readWithWords(piece: string, readOne: ReadOne): Read | null {
  const [, before = '', middle = '', after = ''] = withWords.exec(piece) ?? [];
  const read = readOne(middle);
  if (read.kind !== 'phone') return null;
  const words = [before, after].map((word) => word.replace(/[\s.:()\-–—"]+/g, ' ').trim());
  const label = words.map(kindOf).find((kind) => kind !== 'other') ?? null;
  const remark = words.some((word) => !emptyWord.test(word) && !(kindOf(word) !== 'other' && isKindOnly(word)));
  return { numbers: [{ number: read.number, label }], remark };
}

const isKindOnly = (word: string) => /^\p{L}+(?: т(?:ел(?:ефон)?)?)?$/u.test(word);

function whatIsWrong(piece: string, readOne: ReadOne): ImportProblemCode {
  const read = readOne(piece);
  if (read.kind === 'extension') return 'number-extension';
  return read.kind === 'none' && read.problem === 'number-emergency' ? 'number-emergency' : 'number-impossible';
}
