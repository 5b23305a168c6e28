import { Failure } from '../contract/errors.ts';
import type { TextEncoding } from '../contract/model.ts';

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Tells how a text file is written, looking through all of it: by its mark; by the zeros of UTF-16 without one; UTF-8 when
 * every byte of it is; otherwise Windows-1251. Failures: `import-workbook` for Excel's own files; `import-not-text` for
 * other binary ones; `import-empty`.
 */
export async function detectEncoding(bytes: Bytes): Promise<TextEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let isUtf8 = true;
  for await (const chunk of bytes) {
    if (first) {
      const told = byBeginning(chunk);
      if (told) return told;
    }
    first = false;
    if (chunk.includes(0)) throw new Failure('import-not-text');
    if (!isUtf8) continue;
    try {
      utf8.decode(chunk, { stream: true });
    } catch {
      // Read on: a zero may follow yet.
      isUtf8 = false;
    }
  }
  if (first) throw new Failure('import-empty');
  // A character that the end of the file has cut in two makes it no other encoding: so nothing is flushed here.
  return isUtf8 ? 'utf-8' : 'windows-1251';
}

const startsWith = (chunk: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => chunk[index] === byte);

function byBeginning(chunk: Uint8Array): TextEncoding | null {
  if (startsWith(chunk, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(chunk, 0xfe, 0xff)) return 'utf-16be';
  // xlsx is a zip, xls an OLE file.
  if (startsWith(chunk, 0x50, 0x4b, 3, 4) || startsWith(chunk, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new Failure('import-workbook');
  }
  const start = chunk.subarray(0, 4096);
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // Latin letters, digits and delimiters have a zero in every unit; even Cyrillic text has delimiters and line ends.
  const many = Math.max(2, start.length / 40);
  if (odd >= many && even === 0) return 'utf-16le';
  if (even >= many && odd === 0) return 'utf-16be';
  return null;
}

/** The text, without a mark at its beginning. What does not belong to the encoding becomes U+FFFD. */
export async function* decode(bytes: Bytes, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
