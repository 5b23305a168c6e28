import type { LinkProblem } from './read-link.ts';

/** The number of a link as written there, decoded, with what is to be dialled after it. */
export interface LinkPart {
  written: string;
  after: string | null;
}

/** Takes a link apart by its scheme. Never throws. */
export function linkParts(link: string): LinkPart | LinkProblem {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(link) ?? [];
  switch (scheme.toLowerCase()) {
    case 'tel':
      return telParts(withoutSlashes(rest));
    case 'callto':
      // Some pages wrap one scheme in the other.
      return telParts(withoutSlashes(withoutSlashes(rest).replace(/^tel:/i, '')));
    case 'vats-sputnik':
      return ownParts(rest);
    default:
      return 'link-foreign';
  }
}

/** `tel://` is wrong, and common. */
const withoutSlashes = (text: string) => text.replace(/^\/\//, '').replace(/\/$/, '');

/**
 * RFC 3966, section 3: the number, then parameters. `phone-context=+7495` is the beginning of a local number; a domain
 * there says only whose local number it is. `postd` (dialled after the answer, by the machine) is refused: it is not known
 * what it would do. Other parameters may be ignored.
 */
function telParts(text: string): LinkPart | LinkProblem {
  const [number = '', ...parameters] = text.split(';');
  const written = decoded(number);
  if (written === null) return 'number-impossible';
  const named = new Map<string, string>();
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    const key = name.trim().toLowerCase();
    const plain = decoded(value);
    if (plain === null || named.has(key)) return 'number-impossible';
    // No name and digits: a second number, or tones after a pause.
    if (/^[\d+*#pw, -]*$/.test(key) && key !== '') return 'link-code';
    named.set(key, plain);
  }
  if (named.has('postd')) return 'link-code';
  const after = named.get('ext') ?? null;
  if (after !== null && !/^[\d .()-]{1,20}$/.test(after)) return 'link-code';
  return { written: inContext(written, named.get('phone-context') ?? ''), after: after && digitsOf(after) };
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

function inContext(written: string, context: string): string {
  // A context alone is nobody's number.
  const global = /^\+[\d.() -]+$/.test(context) && /^\s*[^+\s]/.test(written);
  return global ? `+${digitsOf(context)}${written}` : written;
}

/** `vats-sputnik://call?number=…`, once; a plus stays a plus, as people write it into such a link undecoded. */
function ownParts(rest: string): LinkPart | LinkProblem {
  const query = /^\/\/call\/?\?([^#]*)$/i.exec(rest)?.[1];
  if (query === undefined) return 'link-foreign';
  const numbers = query.split('&').filter((pair) => /^number=/i.test(pair));
  if (numbers.length > 1) return 'link-several';
  const written = decoded((numbers[0] ?? '').slice('number='.length));
  return written === null ? 'number-impossible' : { written, after: null };
}

/** Null: not properly encoded. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
