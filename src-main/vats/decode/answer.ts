import type { ErrorCode } from '../../contract/errors.ts';
import { badAnswer, VatsFailure } from '../failure.ts';
import { field, isFields, text, whole } from './fields.ts';

/**
 * Opening an answer: `{"result": …}` (document 1). Every function throws a `VatsFailure`: the API's own error texts as
 * their code with `answered`, everything that is no answer of the API as `bad-answer` with `unknown`.
 */

/** Document 1 and 3.2. Compared without regard to case and blanks. */
const knownErrors = new Map<string, ErrorCode>([
  ['request is not valid', 'bad-signature'],
  ['domain not found', 'unknown-domain'],
  ['action not found', 'unknown-action'],
  ['task is invalid', 'unknown-task'],
]);

/** Document 3.4: `Parameter cgpn – Incorrect`, with whatever dash the PBX's programmer had at hand. */
const badParameter = /^parameter\s+([\w.-]{1,40}?)\s*[\p{Pd}\u2212]+\s*incorrect\b/iu;

/** The value of `result`. The document also writes `Result`; PHP may put a BOM before it all. */
export function openAnswer(body: string): unknown {
  const json = body.replace(/^\uFEFF+/, '').trim();
  if (json === '') throw badAnswer('empty');
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    throw badAnswer(/^\s*</.test(json) ? 'html' : 'not-json');
  }
  if (!isFields(answer)) throw badAnswer('wrong-shape');
  return field(answer, 'result');
}

/** Where a list or map is due. A string is an error; `false`, `null` or a number is a failure and **not** an empty list. */
export function dataOf(body: string): object {
  const result = openAnswer(body);
  if (typeof result === 'string' && result.trim() !== '') throw errorOf(result);
  if (typeof result !== 'object' || result === null) throw badAnswer('wrong-shape');
  return result;
}

/** `onlycheck` (document 3.1). */
export function decodeOk(body: string): void {
  const result = openAnswer(body);
  if (typeof result !== 'string' || result.trim() === '') throw badAnswer('wrong-shape');
  if (result.trim().toUpperCase() !== 'OK') throw errorOf(result);
}

/** `callback_add` (document 3.4): the new task's id. PHP's 0 is a failed insert, not an id. */
export function decodeTaskId(body: string): number {
  const result = openAnswer(body);
  if (typeof result === 'string' && /[^\d\s]/.test(result)) throw errorOf(result);
  const id = Number.isSafeInteger(result) || typeof result === 'string' ? whole(result) : null;
  if (id === null || id === 0) throw badAnswer('wrong-shape');
  return id;
}

/** The failure that an error text stands for. */
export function errorOf(answered: string): VatsFailure {
  const message = text(answered);
  const code = knownErrors.get(message.toLowerCase().replace(/[.!]$/, ''));
  if (code) return new VatsFailure(code, { delivery: 'answered' });
  const parameter = badParameter.exec(message)?.[1];
  if (parameter) return new VatsFailure('bad-parameter', { delivery: 'answered', params: { name: parameter } });
  return new VatsFailure('server-message', { delivery: 'answered', params: { text: message } });
}
