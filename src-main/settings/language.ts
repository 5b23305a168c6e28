import type { Language } from '../contract/model.ts';

/** Languages whose speakers at a Russian PBX read Russian rather than English. */
const readRussian = new Set(['ru', 'be', 'kk', 'uk']);

/** The language to start with, from the operating system's locale: `ru-RU`, `be_BY.UTF-8`, `en-GB`. */
export function languageOf(locale: string): Language {
  const [language = ''] = locale.toLowerCase().split(/[-_.@]/);
  return readRussian.has(language) ? 'ru' : 'en';
}
