import { basename } from 'node:path';
import { hidden, maskNumber, redact } from './redact.ts';

/**
 * What may stand beside a message. Plain values are told (redacted), errors by name, code, message and place; of anything
 * else nothing is told. `error` takes whatever was thrown.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** Fields that are hidden whatever is in them, should anybody log them. */
const neverTold =
  /^(?:check|sign|signature|.*key(?:hex)?|token|secret|value|pass.*|authorization|cookie|.*name|company|note|text|body|query|written|params)$/i;
/** Fields that hold a measure or an id: long numbers there are no telephone numbers. */
const measured = /(?:Ms|Bytes|Seconds|Id|count|size)$/;

const framesTold = 6;
const causesTold = 3;

/** `event field=value field="with blanks"`, in one line whatever is in the values. */
export function describe(event: string, fields: Fields, known: Iterable<string> = []): string {
  const secrets = [...known];
  const told = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${quoted(describeField(name, value, secrets))}`);
  return [redact(event, secrets).replace(/\s+/g, ' '), ...told].join(' ');
}

function describeField(name: string, value: unknown, known: string[]): string {
  if (name === 'error' || value instanceof Error) return describeError(value, known);
  if (neverTold.test(name)) return hidden;
  if (typeof value === 'number') {
    const harmless = measured.test(name) || !Number.isInteger(value) || Math.abs(value) < 1e6;
    return harmless ? String(value) : maskNumber(String(value));
  }
  if (typeof value === 'string') return redact(value, known);
  return typeof value === 'boolean' || value === null ? String(value) : hidden;
}

/** Name, code, message and frames of an error and what caused it; of anything else that was thrown only its type. */
export function describeError(error: unknown, known: string[] = []): string {
  const parts: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && depth < causesTold; depth += 1) {
    if (!(at instanceof Error)) {
      parts.push(`thrown ${typeof at}`);
      break;
    }
    parts.push(describeOne(at, known));
    at = at.cause;
  }
  return parts.join(' ← ');
}

function describeOne(error: Error, known: string[]): string {
  const code = (error as { code?: unknown }).code;
  const codeTold = typeof code === 'string' && code !== error.message ? ` [${redact(code, known)}]` : '';
  return `${redact(error.name, known)}${codeTold}${messageOf(error, known)}${framesOf(error)}`;
}

function messageOf(error: Error, known: string[]): string {
  // It quotes what could not be read.
  if (error instanceof SyntaxError || error.message === '') return '';
  const text = redact(error.message.slice(0, 500), known);
  // What is quoted is data, unless it is a name out of the source.
  return `: ${text.replace(/(["'`«])([^"'`«»]*)(["'`»])/g, (all, _open, inner: string) => (/^[\w.$:-]{0,40}$/.test(inner) ? all : hidden))}`;
}

/** Function and place, with no folder: folders hold the user's name. */
function framesOf({ stack }: Error): string {
  const frames = (stack ?? '').split('\n').flatMap((line) => {
    const [, what, file, place] = /^\s+at (?:(.+?) \()?(.*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    return file === undefined ? [] : [`${what === undefined ? '' : `${what} `}${basename(file)}:${place}`];
  });
  return frames.length === 0 ? '' : ` at ${frames.slice(0, framesTold).join(', ')}`;
}

const quoted = (text: string): string => (/^[^\s"=]+$/.test(text) ? text : JSON.stringify(text));
