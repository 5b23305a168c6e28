import type { Language } from '../../src-main/contract/model.ts';
import type { I18n } from '../i18n/i18n.svelte.ts';
import { locales } from '../i18n/plural.ts';
import type { Step } from './span.ts';

const made = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  made.set(key, known);
  return known;
}

const month = ({ language }: I18n) => format(language, 'month', { month: 'long', year: 'numeric' });
const monthShort = ({ language }: I18n) => format(language, 'short', { month: 'short' });
const weekday = ({ language }: I18n) =>
  format(language, 'weekday', { weekday: 'short', day: 'numeric', month: 'short' });
const day = ({ language }: I18n) => format(language, 'day', { day: 'numeric', month: 'short', year: 'numeric' });
const digits = ({ language }: I18n) => format(language, 'digits', { day: '2-digit', month: '2-digit' });

/** «вт, 3 мар.», «2 мар. 2026 – 8 мар. 2026», «март 2026». */
export function stepName(fromMs: number, toMs: number, step: Step, i18n: I18n): string {
  if (step === 'month') return month(i18n).format(fromMs).replace(/ г\.$/, '');
  if (step === 'day') return weekday(i18n).format(fromMs);
  return day(i18n)
    .formatRange(fromMs, toMs - 1)
    .replace(/\sг\.$/, '');
}

/** «03.03», «мар.»: below a column. */
export const stepShort = (fromMs: number, step: Step, i18n: I18n): string =>
  (step === 'month' ? monthShort(i18n) : digits(i18n)).format(fromMs);
