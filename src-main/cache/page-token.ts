import { Failure } from '../contract/errors.ts';

/**
 * Where a page ended, as an opaque string that the renderer hands back: the values of the last row's sort key. Whatever
 * comes back is input, so it is checked as such.
 */
export function writeToken(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

interface Kinds {
  number: number;
  string: string;
}

/** Failure `bad-input` when it is not a token of these kinds. */
export function readToken<const K extends readonly (keyof Kinds)[]>(
  token: string,
  kinds: K,
): { -readonly [I in keyof K]: Kinds[K[I]] } {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw new Failure('bad-input', { params: { field: 'after' } });
  }
  const fits = Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => typeof key[i] === kind);
  if (!fits) throw new Failure('bad-input', { params: { field: 'after' } });
  return key as { -readonly [I in keyof K]: Kinds[K[I]] };
}
