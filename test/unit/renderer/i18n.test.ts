import { describe, expect, it } from 'vitest';
import { errorCodes, Failure } from '../../../src-main/contract/errors.ts';
import { Formats } from '../../../src-renderer/i18n/formats.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { countedEn, countedRu } from '../../../src-renderer/i18n/plural.ts';

const ru = new I18n('ru');
const en = new I18n('en');
const noon = new Date(2026, 10, 23, 12, 0).getTime();
const minute = 60_000;
const hour = 60 * minute;

describe('sentences', () => {
  it.each([...errorCodes])('%s is told in both languages, also without its details', (code) => {
    for (const i18n of [ru, en]) {
      expect(i18n.sentence(code)).toMatch(/^[А-ЯA-Z].+\.$/u);
      expect(i18n.sentence(code)).not.toMatch(/undefined|null|NaN/);
    }
    expect(ru.sentence(code)).toMatch(/[а-яё]/);
    expect(en.sentence(code)).not.toMatch(/[а-яё]/);
  });

  it('tell from when the copy is that a damaged database was restored from', () => {
    const restoredMs = new Date(2026, 2, 12, 14, 5).getTime();
    expect(ru.sentence('cache-corrupt', { restoredMs })).toContain('восстановлены из копии от 12 марта, 14:05.');
    expect(en.sentence('cache-corrupt', { restoredMs })).toContain('restored from the copy of 12 March, 14:05.');
  });

  it('tell the reasons of a lost connection apart', () => {
    const reasons = ['refused', 'dns', 'timeout', 'tls', 'reset', 'offline', 'other'];
    const sentences = reasons.map((reason) => ru.sentence('network', { reason }));
    expect(new Set(sentences).size).toBe(reasons.length);
    expect(ru.sentence('network', { reason: 'aborted' })).toBe(ru.sentence('network', { reason: 'other' }));
  });

  it('take a defect for a defect', () => {
    expect(ru.sentenceOf(new TypeError('x'))).toBe(ru.sentence('internal'));
    expect(ru.sentenceOf(new Failure('bad-signature'))).toBe(ru.sentence('bad-signature'));
    expect(ru.sentence('of another version')).toBe(ru.sentence('internal'));
  });

  it('follow the language at once', () => {
    const i18n = new I18n('ru');
    expect(i18n.t.words.save).toBe('Сохранить');
    i18n.language = 'en';
    expect(i18n.t.words.save).toBe('Save');
    expect(i18n.formats.ago(noon - 5 * minute, noon)).toBe('5 min ago');
  });
});

it('nouns follow their number', () => {
  const tries = (count: number) => countedRu(count, 'попытка', 'попытки', 'попыток');
  expect([1, 2, 5, 11, 21, 22, 25].map(tries)).toEqual([
    '1 попытка',
    '2 попытки',
    '5 попыток',
    '11 попыток',
    '21 попытка',
    '22 попытки',
    '25 попыток',
  ]);
  expect([1, 2, 21, 1248].map((count) => countedEn(count, 'try', 'tries'))).toEqual([
    '1 try',
    '2 tries',
    '21 tries',
    '1,248 tries',
  ]);
});

it('names the country of a number', () => {
  expect(ru.formats.country('DE')).toBe('Германия');
  expect(en.formats.country('DE')).toBe('Germany');
});

describe('times', () => {
  const formats = new Formats('ru', ru.t.time);
  const at = (hours: number, minutes: number, days = 0) => new Date(2026, 10, 23 + days, hours, minutes).getTime();

  it('are told as people tell them', () => {
    expect(formats.moment(at(14, 30), noon)).toBe('в 14:30');
    expect(formats.moment(at(9, 0, 1), noon)).toBe('завтра в 09:00');
    expect(formats.moment(at(23, 59, -1), noon)).toBe('вчера в 23:59');
    expect(formats.since(at(14, 5, 0) - 12 * hour, noon)).toBe('с 02:05');
    expect(formats.since(at(18, 0, -1), noon)).toBe('со вчера, 18:00');
    expect(formats.dayHeading(at(1, 0), noon)).toBe('Сегодня');
    expect(formats.dayHeading(at(23, 59, -1), noon)).toBe('Вчера');
    expect(formats.dayHeading(at(1, 0, -400), noon)).toContain('2025');
  });

  it.each([
    ['ru', '01.01.2025 в 14:00', '01.01.2027, 14:00', '01.01.2025', 'с 01.01.2025, 14:00'],
    ['en', '01/01/2025 at 14:00', '01/01/2027, 14:00', '01/01/2025', 'since 01/01/2025, 14:00'],
  ] as const)('tell the year where it is not this one (%s)', (language, moment, until, stamp, since) => {
    const words = new Formats(language, { ru, en }[language].t.time);
    const before = new Date(2025, 0, 1, 14).getTime();
    expect(words.moment(before, noon)).toBe(moment);
    expect(words.until(new Date(2027, 0, 1, 14).getTime(), noon)).toBe(until);
    expect(words.stamp(before, noon)).toBe(stamp);
    expect(words.since(before, noon)).toBe(since);
  });

  it('tell no year of this one, nor of tomorrow and yesterday', () => {
    const newYear = new Date(2027, 0, 1, 12).getTime();
    expect(formats.moment(at(9, 0, -30), noon)).toMatch(/^24 окт\.? в 09:00$/);
    expect(formats.moment(newYear, newYear - 24 * hour)).toBe('завтра в 12:00');
    expect(formats.stamp(newYear - 24 * hour, newYear)).toBe('вчера');
  });

  it('days of the PBX and ends of a quiet time, too', () => {
    expect(formats.day('2025-03-12')).toBe('12 марта 2025');
    expect(formats.until(at(14, 30), noon)).toBe('14:30');
    expect(formats.until(at(9, 0, 1), noon)).toBe('завтра, 09:00');
    expect(formats.until(at(9, 0, 2), noon)).toMatch(/^25 нояб\.?, 09:00$/);
  });

  it('and so are lengths of time', () => {
    expect(formats.duration(192)).toBe('3:12');
    expect(formats.duration(3723)).toBe('1:02:03');
    expect(formats.duration(5)).toBe('0:05');
    expect(formats.span(2 * hour + 10 * minute)).toBe('2 ч 10 мин');
    expect(formats.span(26 * hour)).toBe('1 д 2 ч');
    expect(formats.span(3000)).toBe('3 с');
    expect(formats.ago(noon - 3000, noon)).toBe('3 с назад');
    expect(formats.ago(noon + 500, noon)).toBe('только что');
  });
});
