import type { Language } from '../../src-main/contract/model.ts';

/** In which a language writes dates and numbers. */
export const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

const numbers = { ru: new Intl.NumberFormat(locales.ru), en: new Intl.NumberFormat(locales.en) };
const rules = { ru: new Intl.PluralRules(locales.ru), en: new Intl.PluralRules(locales.en) };

/** `1 248`. */
export const numberRu = (value: number): string => numbers.ru.format(value);

/** `1,248`. */
export const numberEn = (value: number): string => numbers.en.format(value);

/** `1 попытка`, `3 попытки`, `1 248 попыток`: the number with the form of the noun that goes with it. */
export function countedRu(count: number, one: string, few: string, many: string): string {
  const category = rules.ru.select(count);
  return `${numberRu(count)} ${category === 'one' ? one : category === 'many' ? many : few}`;
}

/** `1 try`, `1,248 tries`. */
export const countedEn = (count: number, one: string, other: string): string =>
  `${numberEn(count)} ${rules.en.select(count) === 'one' ? one : other}`;
