import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, Rows, TableLayout } from '../../../src-main/export/cells.ts';
import { writeTable } from '../../../src-main/export/write-table.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { readXlsx, unescaped } from './read-xlsx.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sputnik-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const layout: TableLayout = {
  sheet: 'Журнал',
  timeFormat: 'dd.mm.yyyy hh:mm:ss',
  columns: [
    { title: 'Дата', width: 20 },
    { title: 'Длительность', width: 12 },
    { title: 'Текст', width: 30 },
  ],
};
const text = (of: string): Cell => ({ of: 'text', text: of });
/** On the clock of whichever PC the test runs on. */
const atMs = new Date(2026, 10, 23, 15, 30, 5).getTime();
const rowOf = (of: string): Cell[] => [{ of: 'time', atMs }, { of: 'duration', seconds: 3725 }, text(of)];

async function* inPages(texts: readonly string[], size = 3): Rows {
  for (let at = 0; at < texts.length; at += size) {
    await new Promise(setImmediate);
    yield texts.slice(at, at + size).map(rowOf);
  }
}

const never = new AbortController().signal;
async function write(format: 'csv' | 'xlsx', rows: Rows, signal = never): Promise<string> {
  const file = path.join(folder, `table.${format}`);
  await writeTable({ format, path: file, layout, rows, signal });
  return file;
}

const dangerous = [
  '=1+1',
  '+74951234567',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1+1',
  '＋7',
  "=cmd|' /C calc'!A0",
];
const awkward = [
  '',
  'a;b',
  'say "yes"',
  'two\nlines',
  '<b>&amp;</b>',
  '_x0041_',
  '\u0000\u0007bell',
  '\uD800half',
  '😀',
  'и так',
];

const withoutGuards = (text: string) => text.replaceAll("'", '');

describe('CSV', () => {
  const read = (file: string) => Papa.parse<string[]>(readFileSync(file, 'utf8').slice(1), { delimiter: ';' }).data;

  it('opens in a Russian Excel: a mark, semicolons, dates of the country', async () => {
    const bytes = readFileSync(await write('csv', inPages(['Анна'])));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').slice(1)).toBe('Дата;Длительность;Текст\r\n23.11.2026 15:30:05;1:02:05;Анна\r\n');
  });

  it('gives no cell that could become a formula', async () => {
    const rows = read(await write('csv', inPages(dangerous)));
    const cells = rows.slice(1, -1).map((row) => row[2]!);
    for (const cell of cells) expect(cell).toMatch(/^'/);
    expect(cells.map(withoutGuards)).toEqual(dangerous.map(withoutGuards));
  });

  it.each([',', '\t'])('gives no formula either to who opens it with the delimiter %j', async (delimiter) => {
    const within = ['a,=1+1', 'a,"=1+1', 'a\t=1+1', 'a\n@SUM(A1)', 'a, =1+1', 'a,+7', '"=1+1', 'Анна",=1', 'a,""=1'];
    const text = readFileSync(await write('csv', inPages(within)), 'utf8').slice(1);
    // As Excel: what follows a closing quotation mark is a part of the cell.
    const cells = text.split(/[\r\n]+/).flatMap((line) => line.split(delimiter));
    for (const cell of cells) expect(cell.replace(/^"(.*?)"/, '$1')).not.toMatch(/^[\s"]*[=@＝]|^["]*[+-]/);
  });

  it('leaves alone how people write', async () => {
    const plain = 'Да, - сказал он; скидка -10%, звонить: +7 495…';
    expect(read(await write('csv', inPages([plain])))[1]![2]).toBe(plain);
  });

  it('gives back any text, but for what no program would show', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...awkward, ...dangerous))),
        async (texts) => {
          const rows = read(await write('csv', inPages(texts)));
          expect(rows).toHaveLength(texts.length + 2);
          texts.forEach((each, n) => {
            const cell = rows[n + 1]![2]!;
            expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
            // eslint-disable-next-line no-control-regex
            const shown = each.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]/g, '');
            expect(withoutGuards(cell)).toBe(withoutGuards(shown));
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('XLSX', () => {
  it('has a frozen header with filters, widths, real dates and durations', async () => {
    const sheet = readXlsx(await write('xlsx', inPages(['Анна', 'Пётр'])));
    expect(sheet.name).toBe('Журнал');
    expect(sheet.xml).toContain('state="frozen"');
    expect(sheet.xml).toContain('<autoFilter ref="A1:C3"/>');
    expect(sheet.xml).toContain('<col min="3" max="3" width="30" customWidth="1"/>');
    expect(sheet.rows[0]!.map((cell) => cell.text)).toEqual(['Дата', 'Длительность', 'Текст']);
    const [date, duration] = sheet.rows[1]!;
    // 2026-11-23 is the 46,349th day of Excel's.
    expect(Number(date!.value)).toBeCloseTo(46_349 + (15.5 * 3600 + 5) / 86_400, 7);
    expect(Number(duration!.value)).toBeCloseTo(3725 / 86_400, 7);
    expect(sheet.formatOf(date!)).toBe('dd.mm.yyyy hh:mm:ss');
    // 46 is `[h]:mm:ss`: more than a day is not taken modulo one.
    expect(sheet.formatOf(duration!)).toBe('46');
  });

  it('keeps every text a text, also when it is edited', async () => {
    const sheet = readXlsx(await write('xlsx', inPages(dangerous)));
    expect(sheet.xml).not.toContain('<f>');
    dangerous.forEach((each, n) => {
      const cell = sheet.rows[n + 1]![2]!;
      expect(cell).toMatchObject({ type: 'inlineStr', text: each });
      expect(sheet.isQuoted(cell)).toBe(true);
    });
  });

  it('gives back any text that XML can hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...awkward))),
        async (texts) => {
          const sheet = readXlsx(await write('xlsx', inPages(texts)));
          expect(sheet.rows).toHaveLength(texts.length + 1);
          texts.forEach((each, n) => {
            // eslint-disable-next-line no-control-regex
            const shown = each.replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu, '');
            expect(unescaped(sheet.rows[n + 1]?.[2]?.text ?? '')).toBe(shown);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes 100,000 rows without holding up anything else', { timeout: 120_000 }, async () => {
    async function* many(): Rows {
      for (let page = 0; page < 500; page++) {
        await new Promise(setImmediate);
        yield Array.from({ length: 200 }, (_, n) => [
          ...rowOf(`Сотрудник ${page * 200 + n}`),
          ...Array.from({ length: 8 }, (_, column) => text(`Значение ${(n * column) % 97}`)),
        ]);
      }
    }
    let [longestMs, lastMs] = [0, performance.now()];
    const watch = setInterval(() => {
      const nowMs = performance.now();
      longestMs = Math.max(longestMs, nowMs - lastMs);
      lastMs = nowMs;
    }, 1);
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const file = await write('xlsx', many());
    clearInterval(watch);
    const grownMb = (process.memoryUsage().rss - before) / 1e6;
    process.stdout.write(
      `100,000 rows × 11 to XLSX: ${(performance.now() - start).toFixed(0)} ms, longest block ${longestMs.toFixed(0)} ms, ` +
        `${(statSync(file).size / 1e6).toFixed(1)} MB, memory grew by ${grownMb.toFixed(0)} MB\n`,
    );
    expect(readXlsx(file).rows).toHaveLength(100_001);
  });
});

describe('whole or not at all', () => {
  async function* failing(error: Error): Rows {
    yield* inPages(['one']);
    throw error;
  }

  it.each(['csv', 'xlsx'] as const)(
    '%s leaves what was there, and nothing else, when the rows end badly',
    async (format) => {
      const file = path.join(folder, `table.${format}`);
      writeFileSync(file, 'before');
      await expect(write(format, failing(new Failure('cache-closed')))).rejects.toMatchObject({ code: 'cache-closed' });
      expect(readFileSync(file, 'utf8')).toBe('before');
      expect(readdirSync(folder)).toEqual([`table.${format}`]);
    },
  );

  it.each(['csv', 'xlsx'] as const)(
    '%s leaves nothing when it is cancelled, and asks for no more rows',
    async (format) => {
      const control = new AbortController();
      let pages = 0;
      let ended = false;
      async function* endless(): Rows {
        try {
          for (;;) {
            if (++pages === 5) control.abort();
            await new Promise(setImmediate);
            yield [rowOf('x')];
          }
        } finally {
          ended = true;
        }
      }
      await expect(write(format, endless(), control.signal)).rejects.toThrow();
      expect(readdirSync(folder)).toEqual([]);
      await expect.poll(() => ended).toBe(true);
      expect(pages).toBeLessThan(100);
    },
  );

  it('says so when there is no such folder', async () => {
    const rows = inPages(['x']);
    const file = path.join(folder, 'gone', 'table.csv');
    await expect(writeTable({ format: 'csv', path: file, layout, rows, signal: never })).rejects.toMatchObject({
      code: 'file-not-saved',
    });
  });
});

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync);
if (!soffice) process.stdout.write('LibreOffice is not installed: that it opens the tables was NOT checked here\n');

describe.skipIf(!soffice)('LibreOffice', () => {
  it.each(['xlsx', 'csv'] as const)('opens the %s, and computes nothing', { timeout: 120_000 }, async (format) => {
    const shown = [...dangerous.filter((each) => !/[\t\r\n]/.test(each)), 'a;b', 'Анна'];
    async function* rows(): Rows {
      yield* inPages(shown);
      yield [[{ of: 'phone', display: '+7 495 123-45-67' }]];
    }
    const file = await write(format, rows());
    const filter = format === 'csv' ? ['--infilter=Text - txt - csv (StarCalc):59,34,76,1'] : [];
    const args = ['--headless', `-env:UserInstallation=file://${folder}/profile`, ...filter];
    execFileSync(soffice!, [...args, '--convert-to', 'html', '--outdir', folder, file], {
      stdio: 'pipe',
    });
    const html = readFileSync(path.join(folder, 'table.html'), 'utf8');
    const cells = [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]+>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .trim(),
    );
    for (const each of shown)
      expect(cells).toContain(format === 'csv' && !/^[aА]/.test(each) ? `'${each}` : each.trim());
    expect(cells).toContain(format === 'csv' ? '(+7) 495 123-45-67' : '+7 495 123-45-67');
    expect(cells).toContain('23.11.2026 15:30:05');
    expect(cells.filter((cell) => cell === '2')).toEqual([]);
  });
});
