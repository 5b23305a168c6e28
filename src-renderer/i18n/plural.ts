import type { Language } from '../../src-main/contract/model.ts';

/** Forms of a counted noun by CLDR category; English has no `few` and `many`. */
export interface Forms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

const rules: Record<Language, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

const numbers: Record<Language, Intl.NumberFormat> = {
  ru: new Intl.NumberFormat('ru-RU'),
  en: new Intl.NumberFormat('en-GB'),
};

/** `3 попытки`, `1 248 записей`: the number with the form that goes with it. */
export function counted(language: Language, count: number, forms: Forms): string {
  const category = rules[language].select(count);
  const form =
    (category === 'one' || category === 'few' || category === 'many' ? forms[category] : undefined) ?? forms.other;
  return `${numbers[language].format(count)} ${form}`;
}
