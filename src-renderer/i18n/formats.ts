import type { Language } from '../../src-main/contract/model.ts';
import { locales } from './plural.ts';
import type { Messages } from './ru.ts';

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;
const daySeconds = 24 * hourSeconds;

/** Times in the PC's own zone, and lengths of time, in one language. */
export class Formats {
  readonly #words: Messages['time'];
  readonly #time: Intl.DateTimeFormat;
  readonly #second: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #shortDay: Intl.DateTimeFormat;
  readonly #datedDay: Intl.DateTimeFormat;
  readonly #digits: Intl.DateTimeFormat;
  readonly #regions: Intl.DisplayNames;

  constructor(language: Language, words: Messages['time']) {
    this.#words = words;
    const locale = locales[language];
    this.#time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    this.#second = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.#day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long' });
    this.#shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.#digits = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
    this.#datedDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
    this.#regions = new Intl.DisplayNames(locale, { type: 'region' });
  }

  /** «Германия», of a number's two letters. */
  country(region: string): string {
    return this.#regions.of(region) ?? region;
  }

  /** «14:30». */
  time(atMs: number): string {
    return this.#time.format(atMs);
  }

  /** «12 марта 2025», of a day `YYYY-MM-DD` on whatever calendar. */
  day(day: string): string {
    return this.#datedDay.format(new Date(`${day}T00:00`)).replace(/ г\.$/, '');
  }

  /** «14:30:05». */
  exactTime(atMs: number): string {
    return this.#second.format(atMs);
  }

  /** «Сегодня», «Вчера», «пт, 12 ноября», «12 ноября 2024 г.». */
  dayHeading(atMs: number, nowMs: number): string {
    const days = daysBetween(atMs, nowMs);
    if (days === 0) return this.#words.today;
    if (days === 1) return this.#words.yesterday;
    return sameYear(atMs, nowMs) ? this.#day.format(atMs) : this.#datedDay.format(atMs);
  }

  /** «12 нояб.», «12.11.2024»: where there is little room. */
  shortDay(atMs: number, nowMs: number): string {
    return sameYear(atMs, nowMs) ? this.#shortDay.format(atMs) : this.#digits.format(atMs);
  }

  /** When something is due or was: «в 14:30», «завтра в 9:00», «вчера в 9:00», «12 нояб. в 9:00», «12.11.2024 в 9:00». */
  moment(atMs: number, nowMs: number): string {
    const time = this.time(atMs);
    const days = daysBetween(atMs, nowMs);
    if (days === 0) return this.#words.at(time);
    if (days === 1) return this.#words.yesterdayAt(time);
    return days === -1 ? this.#words.tomorrowAt(time) : this.#words.dayAt(this.shortDay(atMs, nowMs), time);
  }

  /** Up to when: «14:30», «завтра, 9:00», «12 нояб., 9:00». */
  until(atMs: number, nowMs: number): string {
    const time = this.time(atMs);
    const days = daysBetween(atMs, nowMs);
    if (days === 0) return time;
    return `${days === -1 ? this.#words.tomorrow : this.shortDay(atMs, nowMs)}, ${time}`;
  }

  /** When something happened, as short as a list needs it: «5 мин», «14:30», «вчера», «12 нояб.». */
  stamp(atMs: number, nowMs: number): string {
    const past = nowMs - atMs;
    if (past >= 0 && past < minuteSeconds * 1000) return this.#words.now;
    if (past >= 0 && past < hourSeconds * 1000) return this.span(past);
    const days = daysBetween(atMs, nowMs);
    if (days === 0) return this.time(atMs);
    return days === 1 ? this.#words.yesterday.toLowerCase() : this.shortDay(atMs, nowMs);
  }

  /** «с 14:05», «со вчера, 14:05», «с 12 нояб., 14:05». */
  since(atMs: number, nowMs: number): string {
    const time = this.time(atMs);
    const days = daysBetween(atMs, nowMs);
    if (days === 0) return this.#words.since(time);
    return days === 1 ? this.#words.sinceYesterday(time) : this.#words.sinceDay(this.shortDay(atMs, nowMs), time);
  }

  /** Talk time as a telephone shows it: «3:12», «1:02:03». */
  duration(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const parts = [Math.floor(whole / minuteSeconds) % 60, whole % minuteSeconds];
    if (whole >= hourSeconds) parts.unshift(Math.floor(whole / hourSeconds));
    return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
  }

  /** «40 с», «12 мин», «2 ч 10 мин», «3 д 4 ч». */
  span(ms: number): string {
    const { second, minute, hour, day } = this.#words.units;
    const seconds = Math.max(0, Math.floor(ms / 1000));
    if (seconds < minuteSeconds) return `${seconds} ${second}`;
    if (seconds < hourSeconds) return `${Math.floor(seconds / minuteSeconds)} ${minute}`;
    if (seconds < daySeconds) return pair(seconds, hourSeconds, hour, minuteSeconds, minute);
    return pair(seconds, daySeconds, day, hourSeconds, hour);
  }

  /** «только что», «3 с назад», «5 мин назад». */
  ago(atMs: number, nowMs: number): string {
    const past = nowMs - atMs;
    return past < 1000 ? this.#words.now : this.#words.ago(this.span(past));
  }
}

function pair(seconds: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % big) / small);
  const head = `${Math.floor(seconds / big)} ${bigName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

/** Calendar days from `atMs` to `nowMs`, on the PC's calendar; negative: still ahead. */
function daysBetween(atMs: number, nowMs: number): number {
  return Math.round((midnight(nowMs) - midnight(atMs)) / (daySeconds * 1000));
}

/** The start of the day, on the PC's calendar. */
export function midnight(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

function sameYear(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).getFullYear() === new Date(otherMs).getFullYear();
}
