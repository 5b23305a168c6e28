import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

interface SheetCell {
  type: string | null;
  style: number;
  /** Of a number. */
  value: string | null;
  /** Of a text. */
  text: string;
}

/** All files of a ZIP archive by name, each with its checksum looked at (APPNOTE 4.3). */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength!);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    if (crc32(content) !== archive.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return files;
}

const plain = (xml: string) =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#13;', '\r').replaceAll('&amp;', '&');

/** As Excel reads `_xHHHH_` in a text. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** What is in a workbook of one sheet, by the rules of the format and without the code that wrote it. */
export function readXlsx(file: string) {
  const files = unzip(readFileSync(file));
  const part = (name: string) => files.get(name) ?? '';
  const xml = part('xl/worksheets/sheet1.xml');
  const styles = part('xl/styles.xml');
  const looks = [...(/<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf ([^>]*)\/>/g)].map(
    ([, attributes = '']) => attributes,
  );
  const rows = [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells = '']) => {
    const row: SheetCell[] = [];
    for (const [, column = '', attributes = '', content = ''] of cells.matchAll(
      /<c r="([A-Z])\d+"([^>]*)>(.*?)<\/c>/gs,
    )) {
      row[column.charCodeAt(0) - 65] = {
        type: /t="(\w+)"/.exec(attributes)?.[1] ?? null,
        style: Number(/s="(\d+)"/.exec(attributes)?.[1]),
        value: /<v>(.*)<\/v>/.exec(content)?.[1] ?? null,
        text: plain(/<t[^>]*>(.*)<\/t>/s.exec(content)?.[1] ?? ''),
      };
    }
    return row;
  });
  return {
    name: /<sheet name="([^"]*)"/.exec(part('xl/workbook.xml'))?.[1],
    xml,
    rows,
    formatOf({ style }: SheetCell): string {
      const id = /numFmtId="(\d+)"/.exec(looks[style] ?? '')?.[1] ?? '';
      return new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(styles)?.[1] ?? id;
    },
    isQuoted: ({ style }: SheetCell): boolean => (looks[style] ?? '').includes('quotePrefix="1"'),
  };
}
