import type { ErrorCode } from '../contract/errors.ts';
import { readNumber } from '../vats/numbers.ts';
import type { ReadNumber } from '../contract/model.ts';
import { linkParts, type LinkPart } from './link-parts.ts';

/** What is to be put into the palette: one number, understood. Nothing is ever dialled by a link itself. */
export interface LinkedNumber {
  ok: true;
  read: Exclude<ReadNumber, { kind: 'none' }>;
  /** What has to be dialled after the answer (`;ext=` of RFC 3966): the PBX cannot do it, so it is shown. */
  after: string | null;
}

export type LinkProblem = Extract<
  ErrorCode,
  | 'link-foreign'
  | 'link-several'
  | 'link-code'
  | 'text-too-long'
  | 'number-empty'
  | 'number-impossible'
  | 'number-emergency'
>;

export interface LinkRefusal {
  ok: false;
  problem: LinkProblem;
}

export type LinkResult = LinkedNumber | LinkRefusal;

/** A link longer than this holds more than a number; pages must not have long texts taken apart here. */
const longest = 300;

const refused = (problem: LinkProblem): LinkRefusal => ({ ok: false, problem });

/**
 * Reads `tel:` (RFC 3966, and what pages really write), `callto:` and `vats-sputnik://call?number=…`. Whatever stands in
 * it, one number comes out or a refusal; it never throws. A part of a link is never taken for all of it.
 */
export function readLink(link: string): LinkResult {
  const trimmed = link.trim();
  if (trimmed.length > longest) return refused('text-too-long');
  const part = linkParts(trimmed);
  return typeof part === 'string' ? refused(part) : readPart(part);
}

/** Which of the words given at start is for us: a link, `call NUMBER`, or `call LINK`. Null: the program was just started. */
export function linkOfArguments(argv: readonly string[]): LinkResult | null {
  // Chromium puts switches of its own anywhere among the words. The first word is the program.
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  const links = words.filter(isLink);
  const command = words.findIndex((word) => word.toLowerCase() === 'call');
  // `call tel:+7…` is one number, too.
  const written = command < 0 ? links[0] : words.slice(command + 1).join(' ');
  if (written === undefined) return null;
  if (links.length > (isLink(written) ? 1 : 0)) return refused('link-several');
  if (isLink(written)) return readLink(written);
  return written.length > longest ? refused('text-too-long') : readPart({ written, after: null });
}

/** One of the links that are for us. */
export const isLink = (word: string) => /^\s*(?:tel|callto|vats-sputnik):/i.test(word);

/** Visible separators that a page takes along: no-break space, the hyphens and dashes of Unicode. */
const foreignSeparators = /[\u00A0\u202F\u2010-\u2015\u2212]/g;

function readPart({ written, after }: LinkPart): LinkResult {
  const plain = written.replace(foreignSeparators, '-');
  // Look-alike digits, joiners and turned-around text are no one's honest number in a link; nor is a second decoding.
  if (/[^\x20-\x7E]|%/.test(plain)) return refused('number-impossible');
  if (/[*#]/.test(plain)) return refused('link-code');
  // A comma, a semicolon, p and w are pauses before more tones; between whole numbers they make a list.
  if (/\d\s*[,;pw]+\s*\d{1,6}\s*[,;pw]*$/i.test(plain)) return refused('link-code');
  if (/\d{3}\D*[,;/|&]\D*\d{3}/.test(plain) || plain.lastIndexOf('+') > plain.indexOf('+'))
    return refused('link-several');
  const read = readNumber(plain);
  return read.kind === 'none' ? refused(read.problem) : { ok: true, read, after };
}
