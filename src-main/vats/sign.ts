import { createHash } from 'node:crypto';
import { actions, type ActionName, type Values } from './actions.ts';
import { VatsFailure } from './failure.ts';

/**
 * A request is an ordered list of pairs. The body (or query) and the signature are both made from it: with two lists,
 * the order of one would sooner or later differ from the other's, and the PBX would call the request invalid.
 */
export type Pair = readonly [name: string, value: string];

/**
 * The pairs of a request, in the order of the table: `action`, `domain`, then what was given of the action's own
 * parameters. Not signed yet.
 *
 * Throws `bad-parameter` (`not-sent`) for a value that the PBX would refuse, so that a mistake never leaves the PC.
 */
export function requestPairs<A extends ActionName>(action: A, domain: string, values: Values<A>): Pair[] {
  const given: Record<string, string | undefined> = values;
  const pairs: Pair[] = [
    ['action', action],
    ['domain', domain],
  ];
  for (const parameter of actions[action].parameters) {
    const value = given[parameter.name];
    if (value === undefined ? parameter.required : !parameter.accepts(value)) {
      throw new VatsFailure('bad-parameter', { delivery: 'not-sent', params: { name: parameter.name } });
    }
    if (value !== undefined) pairs.push([parameter.name, value]);
  }
  return pairs;
}

/** The pairs with `check` as the last one (document 2). `key` is taken as it is: it was trimmed when it was entered. */
export function sign(pairs: readonly Pair[], key: string): Pair[] {
  return [...pairs, ['check', checkOf(pairs, key)]];
}

/**
 * Document 2: MD5, as lower-case hex, of all values in the order in which they are sent, then the key; UTF-8, before
 * escaping. The names are not part of it.
 */
export function checkOf(pairs: readonly Pair[], key: string): string {
  const hash = createHash('md5');
  for (const [, value] of pairs) hash.update(wellFormed(value), 'utf8');
  return hash.update(wellFormed(key), 'utf8').digest('hex');
}

/** `application/x-www-form-urlencoded` for a body, RFC 3986 for a query: this one encoding is read alike as both. */
export function encodePairs(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('&');
}

/** Like PHP's `rawurlencode`, which also escapes the five characters that `encodeURIComponent` lets pass. */
function escape(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Half of a surrogate pair has no UTF-8 form; both the signature and the body must replace it by the same character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
