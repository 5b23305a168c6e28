import {
  contactLimits,
  type ImportProblem,
  type ImportProblemCode,
  type NumberLabel,
  type PhoneNumber,
} from '../contract/model.ts';
import type { ContactFields } from './form.ts';
import { readNumbers, type ReadOne } from './written-numbers.ts';

/** A contact as a file has it: texts as written, numbers unread. */
export interface ContactDraft {
  name: string;
  company: string;
  note: string;
  favourite: boolean;
  /** Each may hold several numbers. */
  numbers: { label: NumberLabel; written: string }[];
}

/** One row or card of a file. */
export interface FileEntry {
  /** Where it begins, from 1. */
  line: number;
  /** Of a row, as they stand there; of a card: none. */
  cells: string[];
  /** Null: nothing can be made of it, `problem` says why. */
  draft: ContactDraft | null;
  problem: ImportProblemCode | null;
}

export interface ReadEntry {
  contact: ContactFields | null;
  problems: ImportProblem[];
}

/**
 * What is taken of an entry. What a number field holds beside numbers goes into the note as it was written, so nothing
 * of a contact that is taken is lost; too long a note is cut.
 */
export function readEntry({ line, draft, problem }: FileEntry, readOne: ReadOne): ReadEntry {
  const found: { code: ImportProblemCode; written: string }[] = problem ? [{ code: problem, written: '' }] : [];
  const told = (taken: boolean): ImportProblem[] =>
    found.map(({ code, written }) => ({ line, code, written: written.slice(0, 80), taken }));
  if (!draft) return { contact: null, problems: told(false) };

  const [name, company] = [oneLine(draft.name), oneLine(draft.company)];
  const tooLong = [name, company].find((text) => text.length > contactLimits.name);
  if (tooLong !== undefined) {
    found.push({ code: 'text-too-long', written: tooLong });
    return { contact: null, problems: told(false) };
  }
  const { numbers, remarks } = takeNumbers(draft, readOne, found);
  if (name === '' && company === '' && numbers.length === 0) {
    if (found.length === 0) found.push({ code: 'contact-empty', written: oneLine(draft.note) });
    return { contact: null, problems: told(false) };
  }
  const note = withRemarks(clean(draft.note), remarks);
  if (note.length > contactLimits.note) found.push({ code: 'text-too-long', written: note });
  const contact = { name, company, note: cut(note, contactLimits.note), favourite: draft.favourite, numbers };
  return { contact, problems: told(true) };
}

function takeNumbers(draft: ContactDraft, readOne: ReadOne, found: { code: ImportProblemCode; written: string }[]) {
  const numbers = new Map<PhoneNumber, NumberLabel>();
  const remarks: string[] = [];
  for (const { label, written } of draft.numbers) {
    const read = readNumbers(written, readOne);
    const spare = read.numbers.filter(({ number }) => !numbers.has(number));
    const fitting = spare.slice(0, contactLimits.numbers - numbers.size);
    for (const { number, label: said } of fitting) numbers.set(number, label === 'other' ? (said ?? label) : label);
    found.push(...read.problems);
    if (fitting.length < spare.length) found.push({ code: 'numbers-too-many', written });
    if (read.remark || fitting.length < spare.length) remarks.push(oneLine(written));
  }
  return { numbers: [...numbers].map(([number, label]) => ({ label, number })), remarks };
}

/** A remark that is there from a former import is not added again. */
function withRemarks(note: string, remarks: readonly string[]): string {
  const lines = note === '' ? [] : note.split('\n');
  return [...lines, ...new Set(remarks.filter((remark) => !lines.includes(remark)))].join('\n');
}

/** Without what nobody sees, what turns text around, and what programs choke on; lines are kept. */
function clean(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .trim();
}

const oneLine = (text: string) => clean(text).replace(/\s+/g, ' ');

/** Never in the middle of a character. */
const cut = (text: string, max: number) =>
  text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
