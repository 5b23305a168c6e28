import { describe, expect, it } from 'vitest';
import { announce, announceNotOrdered, sample, type Manner } from '../../../src-main/notifications/wording.ts';
import type { Callback } from '../../../src-main/contract/model.ts';
import { escapeMarkup, plainText } from '../../../src-main/notifications/plain-text.ts';
import type { Told } from '../../../src-main/notifications/told.ts';
import { aCallback, busy, failedAttempt } from '../renderer/samples.ts';
import { failedCall, fax, noonMs, voicemail } from './samples.ts';

const manner: Manner = { language: 'ru', hideDetails: false, nowMs: noonMs };
const english: Manner = { ...manner, language: 'en' };
const hidden: Manner = { ...manner, hideDetails: true };

const told = (item: Told['item'], why: Told['why'] = 'new'): Told => ({ why, item });
const short = (items: Told[], how = manner) => {
  const { title, body } = announce(items, how);
  return body === '' ? title : `${title} | ${body}`;
};

const failed = failedCall(
  aCallback({ stage: 'failed', open: false, attempts: [1, 2, 3].map(() => failedAttempt(busy)) }),
);
const refused = failedCall(aCallback({ stage: 'refused', open: false }));
const notSent = (parts: Pick<Callback, 'stage' | 'error'>) => failedCall(aCallback({ open: false, ...parts }));

describe('one thing is told', () => {
  it.each([
    ['a voicemail', told(voicemail()), 'Голосовое · Анна Петрова | 0:42 · для: Отдел продаж'],
    ['of nobody known', told(voicemail({ name: '' })), 'Голосовое · +7 495 123-45-67 | 0:42 · для: Отдел продаж'],
    [
      'of nobody at all',
      told(voicemail({ name: '', display: '', group: '' })),
      'Голосовое · номер не определён | 0:42',
    ],
    ['a fax', told(fax({ name: '', group: '' })), 'Факс · +7 495 123-45-67'],
    ['a failed callback', told(failed, 'failed'), 'Не дозвонились · Анна Петрова | 3 попытки · занято'],
    ['a refused one', told(refused, 'failed'), 'Звонок не заказан · Анна Петрова | АТС не приняла заказ'],
    [
      'one that was never sent',
      told(notSent({ stage: 'refused', error: { code: 'network', params: { reason: 'dns' } } }), 'failed'),
      'Звонок не заказан · Анна Петрова | Нет связи с АТС, заказ не отправлен',
    ],
    [
      'one whose time passed',
      told(notSent({ stage: 'not-created', error: { code: 'time-past' } }), 'failed'),
      'Звонок не заказан · Анна Петрова | Спутник был закрыт, а время прошло',
    ],
    ['a reminder', told(fax({ group: '' }), 'back'), 'Снова ждёт ответа · Анна Петрова | Факс'],
    [
      'one of this morning',
      told(voicemail({ startedAtMs: new Date(2026, 10, 23, 8, 5).getTime(), group: '' })),
      'Голосовое · Анна Петрова | 08:05 · 0:42',
    ],
  ])('%s', (_, one, text) => expect(short([one])).toBe(text));

  it('in English, too', () => {
    expect(short([told(voicemail())], english)).toBe('Voicemail · Анна Петрова | 0:42 · for: Отдел продаж');
    expect(short([told(failed, 'failed')], english)).toBe('Not reached · Анна Петрова | 3 tries · busy');
    expect(short([told(fax()), told(fax())], english)).toBe('2 new messages | 2 faxes\nАнна Петрова');
  });

  it('can be opened and called back, if its number can be', () => {
    const item = voicemail();
    expect(announce([told(item)], manner)).toMatchObject({
      opens: { kind: 'record', id: item.record.id },
      actions: [
        { does: 'open', label: 'Прослушать' },
        { does: 'call', label: 'Перезвонить', number: '+74951234567' },
      ],
    });
    expect(announce([told(fax({ client: null }))], manner).actions).toEqual([{ does: 'open', label: 'Открыть' }]);
  });
});

describe('several are told as one', () => {
  it.each([
    [[1, 0], '21 новое сообщение', 21],
    [[1, 0], '22 новых сообщения', 22],
    [[1, 0], '25 новых сообщений', 25],
  ])('the noun follows the number: %#', (_, title, count) => {
    expect(
      announce(
        Array.from({ length: count }, () => told(voicemail())),
        manner,
      ).title,
    ).toBe(title);
  });

  it('with the first names, each once', () => {
    const names = ['Анна', 'Анна', 'Борис', 'Вера', 'Глеб', 'Дина'];
    expect(short(names.map((name) => told(voicemail({ name }))))).toBe(
      '6 новых сообщений | 6 голосовых\nАнна, Борис, Вера, ещё 2',
    );
  });

  it('also of different sorts', () => {
    expect(short([told(failed, 'failed'), told(refused, 'failed')])).toContain('Не дозвонились: 2 | 2 недозвона');
    expect(short([told(fax(), 'back'), told(fax(), 'back')])).toContain('Снова ждут ответа: 2 | 2 факса');
    expect(short([told(fax()), told(failed, 'failed')])).toContain('Ждут ответа: 2 | 1 факс, 1 недозвон');
  });
});

describe('hidden details', () => {
  const everything = [told(voicemail()), told(fax()), told(failed, 'failed'), told(refused, 'failed')];

  it.each([
    ['one by one', everything.map((one) => [one])],
    ['as reminders', everything.map((one) => [{ ...one, why: 'back' as const }])],
    ['all together', [everything]],
  ])('name nobody, and no number: %s', (_, sets) => {
    for (const afterQuiet of [false, true])
      for (const set of sets) {
        const { title, body } = announce(set, hidden, { afterQuiet });
        expect(`${title} ${body}`).not.toMatch(/Анна|495|Отдел|0:42|заняло/);
        expect(title).toMatch(/^[А-ЯЁ]|^\d/);
      }
  });

  it('still say what came', () => {
    expect(short([told(voicemail())], hidden)).toBe('Новое голосовое');
    expect(short([told(voicemail()), told(fax())], hidden)).toBe('2 новых сообщения | 1 голосовое, 1 факс');
    expect(sample(hidden)).toMatchObject({ title: 'Новое голосовое', body: '' });
  });
});

it('whoever could not be called is told why', () => {
  expect(announceNotOrdered('order-repeated', 'ru').body).toBe('Этот звонок вы заказали только что.');
  expect(announceNotOrdered('cache-full', 'ru').body).toBe('Попробуйте ещё раз в окне Спутника.');
});

describe('names of the exchange are plain text', () => {
  it.each([
    ['control characters', 'Анна\u0000\u0007\u001b[31m', 'Анна[31m'],
    ['line breaks', ' Анна\r\n\tПетрова ', 'Анна Петрова'],
    ['overrides of direction', '\u202eаннА\u202c \u2066x\u2069', 'аннА x'],
    ['what cannot be seen', 'А\u200bн\ufeffна', 'Анна'],
    ['emoji stay whole', '👩‍👩‍👧 Анна', '👩‍👩‍👧 Анна'],
  ])('%s', (_, given, shown) => expect(plainText(given)).toBe(shown));

  it('are cut, and never within a sign', () => {
    expect(plainText('я'.repeat(100))).toBe(`${'я'.repeat(59)}…`);
    expect(plainText('👩‍👩‍👧'.repeat(100), 3)).toBe('👩‍👩‍👧👩‍👩‍👧…');
  });

  it('cannot become markup', () => {
    expect(escapeMarkup('<b>&amp;"</b>')).toBe('&lt;b&gt;&amp;amp;"&lt;/b&gt;');
  });
});
