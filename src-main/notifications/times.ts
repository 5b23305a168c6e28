import type { Language } from '../contract/model.ts';

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** «0:42», «1:02:03». */
export function lengthText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const parts = [Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
  if (hours > 0) parts.unshift(hours);
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** On this PC's clock: «14:05», on another day «22 нояб.», with both where `exact`: «22 нояб., 14:05». */
export function timeText(atMs: number, nowMs: number, language: Language, { exact = false } = {}): string {
  const today = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], options).format(atMs);
  const time = format({ hour: '2-digit', minute: '2-digit' });
  if (today) return time;
  const day = format({ day: 'numeric', month: 'short' });
  return exact ? `${day}, ${time}` : day;
}

/** «9:00». */
export const minuteText = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
