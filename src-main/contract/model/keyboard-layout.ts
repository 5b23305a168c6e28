/** The same keys on the two keyboards of a Russian PC, key by key. */
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const toCyrillic = new Map([...latin].map((key, index) => [key, cyrillic[index] ?? key]));
const toLatin = new Map([...cyrillic].map((key, index) => [key, latin[index] ?? key]));

/**
 * What was meant if the keyboard stood on the other language: «bdfyjd» is «иванов», «фттф» is «anna». Lower case; null:
 * nothing in it would be another.
 */
export function otherLayout(text: string): string | null {
  const typed = text.toLowerCase();
  const keys = /[а-яё]/.test(typed) ? toLatin : /[a-z]/.test(typed) ? toCyrillic : null;
  return keys && [...typed].map((key) => keys.get(key) ?? key).join('');
}
