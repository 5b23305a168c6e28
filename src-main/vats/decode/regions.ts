import { badAnswer } from '../failure.ts';
import type { Decoded, FreeRegion } from '../model.ts';
import { dataOf } from './answer.ts';
import { elements, text } from './fields.ts';

/** A JSON string, and the colon behind it if it is a key. */
const jsonString = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?/gs;

/**
 * `free_numbers` (document 3.3): regions and their numbers, both in the PBX's order, trimmed, each number once. Numbers
 * stay as the PBX writes them (`4952211952`, `8005058502`).
 */
export function decodeRegions(body: string): Decoded<FreeRegion> {
  const data = inSentOrder(body, dataOf(body));
  // Without regions PHP has a plain list; `[]` is the empty map.
  const named: [string, unknown][] = Array.isArray(data)
    ? data.length > 0
      ? [[' ', data]]
      : []
    : Object.entries(data);
  const decoded: Decoded<FreeRegion> = { records: [], rejected: 0 };
  for (const [key, value] of named) {
    const entries = elements(value);
    if (!entries) {
      decoded.rejected += 1;
      continue;
    }
    const numbers = entries.map((entry) => text(entry, 40)).filter((number) => /^\+?\d{1,20}$/.test(number));
    decoded.rejected += entries.length - numbers.length;
    // A «region» without any number is a bad record among the good ones, unless the PBX says that it is sold out.
    if (entries.length > 0 && numbers.length === 0) continue;
    decoded.records.push({ region: text(key), numbers: [...new Set(numbers)] });
  }
  if (named.length > 0 && decoded.records.length === 0) throw badAnswer('wrong-shape');
  return decoded;
}

/**
 * A JavaScript object puts keys that are integers («8800») before all others. A blank before every key (trimmed off
 * again from the region's name) makes it keep the PBX's order. Strings are matched whole, so nothing inside one can
 * pass for a key; `result` is spared. `body` was parsed before: on broken JSON the pattern could take for ever.
 */
function inSentOrder(body: string, data: object): object {
  try {
    const marked = body.replace(jsonString, (whole, content: string, colon: string | undefined) =>
      colon === undefined || content.toLowerCase() === 'result' ? whole : `" ${content}"${colon}`,
    );
    return dataOf(marked);
  } catch {
    // A string of megabytes may exceed the pattern's stack: the numbers matter more than their order.
    return data;
  }
}
