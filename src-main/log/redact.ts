/** What stands in the place of what must not be read. */
export const hidden = '‹hidden›';

/** Labels whose values are never anybody's business: `check=…`, `"key": "…"`. A value ends at a blank. */
const secretLabel =
  /(["']?)\b(check|sign|signature|(?:api[_-]?)?key|key_?hex|token|secret|pass(?:word|phrase|wd)?|pwd|authorization|cookie)\1\s*[:=]\s*(?:"[^"]*"?|'[^']*'?|(?:basic|bearer)\s+[^\s&,;}]+|[^\s&,;}"']+)/gi;

/** Labels of people and what they wrote: the value may have blanks in it. */
const personLabel =
  /(["']?)\b((?:first|last|full|middle|user)?_?name|fio|company|note|comment|contact|query|subject)\1\s*[:=]\s*(?:"[^"]*"?|'[^']*'?|[^&,;}\n"']+)/gi;

const homeFolder = /(?:\/home\/|\/Users\/|[A-Za-z]:[\\/]Users[\\/])[^\\/:"'\n]+/g;

const address = /\b(?:https?|wss?|sips?|app|sputnik-media|file):\/\/[^\s"'<>)]+/gi;

/** The first to match at a place takes it, so what only looks like a number (a date, an id) is known before numbers are. */
const shapes = new RegExp(
  [
    String.raw`(?<keep>(?<![\da-f-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])`,
    String.raw`(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d|-\d)`,
    // Chromium's version.
    String.raw`(?<![\d.])\d{2,3}\.0\.\d{4,5}\.\d{1,4}(?![\d.])`,
    String.raw`(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]))`,
    String.raw`(?<secret>[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[\da-f]{16,}(?![\w])|(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])[\w+-]{20,}={0,2})`,
    String.raw`(?<number>\+?\d(?:[ \u00a0\u202f().\u2010-\u2013-]{0,3}\d){6,})`,
    // Everything of ours is in English: other letters are somebody's name or words.
    String.raw`(?<words>[^\s\x00-\x7f‹›…]+(?:[ .,-]*[^\s\x00-\x7f‹›…]+)*)`,
  ].join('|'),
  'gu',
);

/**
 * The text without keys, signatures, links, numbers and names. It errs on the side of hiding. Twice is the same as once.
 * `known` are values to strike out wherever they are, such as the key itself.
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let out = text;
  for (const value of known) if (value.length >= 4) out = out.replaceAll(value, hidden);
  return out
    .replace(address, shortAddress)
    .replace(homeFolder, '~')
    .replace(secretLabel, `$2=${hidden}`)
    .replace(personLabel, `$2=${hidden}`)
    .replace(shapes, (match, ...rest) => {
      const groups = rest.at(-1) as Record<'keep' | 'secret' | 'number' | 'words', string | undefined>;
      if (groups.keep !== undefined) return match;
      return groups.number === undefined ? hidden : maskNumber(match);
    });
}

/** «+7 495 ***-**-67»: enough to recognise a call by, too little to make one. */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  const end = digits.slice(-2);
  if (/^[78]\d{10}$/.test(digits)) return `+7 ${digits.slice(1, 4)} ***-**-${end}`;
  if (digits.length >= 10) return `${number.startsWith('+') ? '+' : ''}${digits.slice(0, 3)}***${end}`;
  return `***${end}`;
}

/** Of a link to a recording everything but the server is a secret. */
function shortAddress(link: string): string {
  const [, scheme = '', rest = ''] = /^([a-z-]+:\/\/)(.*)$/i.exec(link) ?? [];
  const host = rest.replace(/[/?#].*$/, '').replace(/^.*@/, '');
  const [path = ''] = /\/[^?#]*/.exec(rest) ?? [];
  const [, first = '', more = ''] = /^(\/[a-z]{0,12}(?![^/]))?(.*)$/.exec(path) ?? [];
  return `${scheme}${host}${first}${more !== '' || /[?#]/.test(rest) ? '/…' : ''}`;
}
