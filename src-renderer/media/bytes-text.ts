import type { I18n } from '../i18n/i18n.svelte.ts';

const KB = 1024;
const MB = 1024 * KB;

/** «12 КБ», «1,4 МБ». */
export function bytesText(bytes: number, { t, language }: I18n): string {
  const number = (value: number, digits: number) =>
    value.toLocaleString(language, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return bytes < MB ? t.media.kilobytes(number(Math.ceil(bytes / KB), 0)) : t.media.megabytes(number(bytes / MB, 1));
}
