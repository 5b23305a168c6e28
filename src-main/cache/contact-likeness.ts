import { contactLimits } from '../contract/model.ts';
import type { StoredContact } from './queries/contact-row.ts';
import { fold, wordsOf } from './search-text.ts';

/*
 * When an imported contact is one that is there already, and what the two make together. Two contacts are one person when
 *
 * - they share a number and their names are alike: the words of one are all among the words of the other, in any order,
 *   an initial standing for a word; a missing name is like any. Without a name on either side the companies must not
 *   differ. So «Анна Петрова» is «Петрова А. С.», but two colleagues behind one office number stay two.
 * - or neither has another number than the other, and name and company are the same letter by letter, case aside.
 */

type Named = Pick<StoredContact, 'name' | 'company'>;

export function sameName(one: Named, other: Named): boolean {
  const [left, right] = [wordsOf(one.name), wordsOf(other.name)];
  if (left.length === 0 || right.length === 0) {
    const companies = [one.company, other.company].map(fold);
    return companies.includes('') || companies[0] === companies[1];
  }
  return covers(left, right) || covers(right, left);
}

/** The same letters: what is said of contacts one of which has no number. */
export function identicalName(one: Named, other: Named): boolean {
  return fold(one.name) === fold(other.name) && fold(one.company) === fold(other.company);
}

/** Each of the fewer words is found among the others, none of which counts twice. */
function covers(many: readonly string[], few: readonly string[]): boolean {
  const left = [...many];
  // Whole words first, so that an initial does not take the place of a word that is there.
  return [...few]
    .sort((a, b) => b.length - a.length)
    .every((word) => {
      const whole = left.indexOf(word);
      const at = whole >= 0 ? whole : left.findIndex((other) => isInitial(word, other) || isInitial(other, word));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
}

const isInitial = (letter: string, word: string) => [...letter].length === 1 && word.startsWith(letter);

/**
 * What is known of both: the first one's name and company unless it has none; numbers united in order; the notes' lines,
 * each once; a favourite stays one. Null: more numbers or text than a contact can hold.
 */
export function united(kept: StoredContact, ...others: readonly StoredContact[]): StoredContact | null {
  const all = [kept, ...others];
  const numbers = new Map<string, StoredContact['numbers'][number]>();
  for (const each of all.flatMap((contact) => contact.numbers)) {
    const known = numbers.get(each.number);
    // «Other» says nothing: whoever knows better wins.
    if (!known || known.label === 'other') numbers.set(each.number, each);
  }
  const note = all.reduce((text, contact) => joined(text, contact.note), '');
  if (numbers.size > contactLimits.numbers || note.length > contactLimits.note) return null;
  const first = (texts: string[]) => texts.find((text) => text !== '') ?? '';
  return {
    id: kept.id,
    name: first(all.map(({ name }) => name)),
    company: first(all.map(({ company }) => company)),
    note,
    favourite: all.some(({ favourite }) => favourite),
    numbers: [...numbers.values()],
  };
}

/** `kept` with what the other one adds, also the fuller spelling of its name: «А. Петрова» becomes «Анна Петрова». */
export function supplemented(kept: StoredContact, other: StoredContact): StoredContact | null {
  const both = united(kept, other);
  const fuller = wordsOf(other.name).join('').length > wordsOf(kept.name).join('').length;
  return both && (fuller ? { ...both, name: other.name } : both);
}

export function isSame(one: StoredContact, other: StoredContact): boolean {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other));
}

const essence = ({ name, company, note, favourite, numbers }: StoredContact) => [
  name,
  company,
  note,
  favourite,
  numbers.map(({ label, number }) => [label, number]),
];

function joined(text: string, more: string): string {
  if (text === '' || more === '') return text + more;
  const there = new Set(text.split('\n').map((line) => line.trim()));
  const missing = more.split('\n').filter((line) => line.trim() !== '' && !there.has(line.trim()));
  return [text, ...missing].join('\n');
}
