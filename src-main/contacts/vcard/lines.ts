import { rowCharsMax } from '../limits.ts';

/** A line of a vCard file with what was folded into it: bytes as Latin-1, because each line may have an encoding of its own. */
export interface CardLine {
  /** Where it begins, from 1. */
  number: number;
  /** Upper case, without group: `TEL`. */
  name: string;
  /** `item1` of `item1.TEL`, lower case; empty: none. */
  group: string;
  params: { name: string; value: string }[];
  /** As it stands; at most `rowCharsMax`. */
  value: string;
}

/** Pictures, sounds and keys are the bulk of a file, and nothing of them is kept, not even for a moment. */
const dropped = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i;
const quotedPrintable = /;(?:ENCODING=)?"?QUOTED-PRINTABLE"?[;:]/i;

/**
 * The lines of a vCard file, as they come in. Unfolded in both ways: a blank at the beginning goes on with the line before
 * (vCard 3 and 4 drop that blank, vCard 2.1 keeps it); in quoted-printable, `=` at the end goes on with the next.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CardLine[]> {
  const folding = new Folding();
  let rest = '';
  let number = 0;
  for await (const chunk of bytes) {
    const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    // A line that never ends is cut where a field is; of what is dropped, its beginning tells enough.
    const most = dropped.test(rest.slice(0, 80)) ? 80 : rowCharsMax;
    if (rest.length > most) rest = rest.slice(0, most);
    yield lines.flatMap((line) => folding.take(line.replace(/\r$/, ''), ++number));
  }
  yield [...folding.take(rest.replace(/\r$/, ''), ++number), ...folding.end()];
}

class Folding {
  #open: { number: number; parts: string[]; length: number; soft: boolean; drop: boolean } | null = null;
  #keepsBlank = false;

  take(line: string, number: number): CardLine[] {
    const open = this.#open;
    if (open?.soft) {
      this.#goOn(line);
      return [];
    }
    if (open && /^[ \t]/.test(line)) {
      this.#goOn(this.#keepsBlank ? line : line.slice(1));
      return [];
    }
    const ended = this.end();
    this.#open = { number, parts: [], length: 0, soft: false, drop: dropped.test(line.slice(0, 80)) };
    this.#goOn(line);
    return ended;
  }

  end(): CardLine[] {
    const open = this.#open;
    this.#open = null;
    if (!open || open.drop) return [];
    const line = toLine(open.parts.join(''), open.number);
    if (line?.name === 'VERSION') this.#keepsBlank = line.value.trim() === '2.1';
    return line ? [line] : [];
  }

  #goOn(piece: string): void {
    const open = this.#open;
    if (!open || open.drop) return;
    const isQuoted = open.soft || quotedPrintable.test((open.parts[0] ?? piece).slice(0, 400));
    open.soft = isQuoted && piece.endsWith('=');
    const text = open.soft ? piece.slice(0, -1) : piece;
    if (open.length < rowCharsMax) open.parts.push(text.slice(0, rowCharsMax - open.length));
    open.length += text.length;
  }
}

function toLine(text: string, number: number): CardLine | null {
  const colon = unquotedColon(text);
  if (colon < 0) return null;
  const [head = '', ...params] = text.slice(0, colon).split(';');
  const dot = head.lastIndexOf('.');
  return {
    number,
    name: head
      .slice(dot + 1)
      .trim()
      .toUpperCase(),
    group: dot < 0 ? '' : head.slice(0, dot).trim().toLowerCase(),
    params: params.map(toParam),
    value: text.slice(colon + 1),
  };
}

/** vCard 2.1 names types and encodings without saying what they are: `TEL;CELL`. */
function toParam(param: string): CardLine['params'][number] {
  const equals = param.indexOf('=');
  const value = param
    .slice(equals + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  if (equals >= 0) return { name: param.slice(0, equals).trim().toUpperCase(), value };
  return { name: /^(?:quoted-printable|base64|b|8bit|7bit)$/i.test(value) ? 'ENCODING' : 'TYPE', value };
}

/** A parameter in quotation marks may hold a colon. */
function unquotedColon(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ':' && !quoted) return at;
  }
  return text.indexOf(':');
}
