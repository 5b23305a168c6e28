import type { CardLine } from './lines.ts';

const paramOf = (line: CardLine, name: string) => line.params.find((param) => param.name === name)?.value ?? '';

/** The types of a line, lower case: `TYPE=WORK,VOICE`, `TYPE=work;TYPE=voice` and `WORK;VOICE` are the same. */
export function typesOf({ params }: CardLine): string[] {
  const types = params.filter(({ name }) => name === 'TYPE').flatMap(({ value }) => value.toLowerCase().split(','));
  return types.map((type) => type.trim()).filter(Boolean);
}

/** The letters of a value, by its own encoding and character set, or else by the file's. Escapes are still in it. */
export function textOf(line: CardLine, fileCharset: string): string {
  const encoding = paramOf(line, 'ENCODING').toUpperCase();
  const bytes =
    encoding === 'QUOTED-PRINTABLE'
      ? Buffer.from(unquoted(line.value), 'latin1')
      : encoding === 'BASE64' || encoding === 'B'
        ? Buffer.from(line.value.replace(/\s/g, ''), 'base64')
        : Buffer.from(line.value, 'latin1');
  return decoderOf(paramOf(line, 'CHARSET') || fileCharset, fileCharset).decode(bytes);
}

const unquoted = (text: string) =>
  text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

type Decoder = InstanceType<typeof TextDecoder>;
const decoders = new Map<string, Decoder>();

/** Character sets that are not known are read as the file is. At most as many are kept as there are names for. */
function decoderOf(charset: string, fileCharset: string): Decoder {
  const known = decoders.get(charset.toLowerCase());
  if (known) return known;
  try {
    const decoder = new TextDecoder(charset);
    decoders.set(charset.toLowerCase(), decoder);
    return decoder;
  } catch {
    return decoderOf(fileCharset, 'utf-8');
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', N: '\n' };

/** Parts at each `;` that is not escaped, unescaped: `N:Петрова;Анна`, `ORG:Ромашка\; и сын;Отдел`. */
export function partsOf(text: string): string[] {
  const parts = [''];
  for (const [, escaped, char = ''] of text.matchAll(/\\(.)|([^\\;]+|[\\;])/gsu)) {
    if (escaped !== undefined) append(parts, escapes[escaped] ?? (/[\\;,:]/.test(escaped) ? escaped : `\\${escaped}`));
    else if (char === ';') parts.push('');
    else append(parts, char);
  }
  return parts;
}

/** The same of a value that is one text: here a bare `;` is a semicolon. */
export const unescaped = (text: string) => partsOf(text).join(';');

function append(parts: string[], text: string): void {
  parts[parts.length - 1] += text;
}
