import type { Delimiter } from '../../contract/model.ts';
import { readRows } from './rows.ts';

/** Excel's own way to name the delimiter, in a first line of its own. */
const named = /^sep=([,;\t])\s*(?:\n|$)/i;

/** Where two would do, the one that is rarer in names and notes. */
const byRarity: readonly Delimiter[] = ['\t', ';', ','];

/** The delimiter that the file names, or with which its beginning makes the most even table. */
export async function detectDelimiter(beginning: string): Promise<Delimiter> {
  const said = named.exec(beginning)?.[1] as Delimiter | undefined;
  if (said) return said;
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of byRarity) {
    const score = await evenness(beginning, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

export const isNamedDelimiter = (cells: readonly string[]) => /^sep=[,;\t]?$/i.test(cells.join(';').replace(/;$/, ''));

const rowsLookedAt = 50;

/** How many columns most rows have, worth less the fewer rows have so many, the first above all. One is no table. */
async function evenness(beginning: string, delimiter: Delimiter): Promise<number> {
  const widths = new Map<number, number>();
  let rows = 0;
  let first = 0;
  for await (const batch of readRows(only(beginning), delimiter)) {
    for (const { cells } of batch.slice(0, rowsLookedAt - rows)) {
      rows += 1;
      first ||= cells.length;
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
    if (rows >= rowsLookedAt) break;
  }
  const [width = 1, count = 0] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return width < 2 ? 0 : (count / rows) ** 2 * Math.min(width, 10) * (first === width ? 1 : 0.2);
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}
