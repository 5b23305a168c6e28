import type { Php } from './php-json.ts';
import { Chance } from './random.ts';

/** Ten digits each, as in the document's sample; local parts with a leading 0, which are nobody's (see `clients.ts`). */
const regions = [
  { name: 'Moscow', code: '495', count: 28 },
  { name: 'Moscow 499', code: '499', count: 14 },
  { name: 'Saint Petersburg', code: '812', count: 12 },
  { name: 'Ekaterinburg', code: '343', count: 9 },
  { name: 'Novosibirsk', code: '383', count: 8 },
  { name: 'Kazan', code: '843', count: 7 },
  { name: '8800', code: '800', count: 11 },
] as const;

/**
 * The answer of `free_numbers` (document 3.3): region → numbers. Some carry a blank behind them, as in the document. The
 * key «8800» is an integer key, so a JavaScript object would put it first; PHP leaves it last.
 */
export function freeNumbersAnswer(seed: string): Php {
  return new Map(
    regions.map(({ name, code, count }): [string, Php] => [name, numbersOf(code, count, new Chance(seed, name))]),
  );
}

function numbersOf(code: string, count: number, chance: Chance): string[] {
  const locals = new Set<number>();
  while (locals.size < count) locals.add(chance.whole(0, 999_999));
  return [...locals]
    .sort((a, b) => a - b)
    .map((local) => `${code}0${String(local).padStart(6, '0')}${chance.happens(0.08) ? ' ' : ''}`);
}
