import { describe, expect, it } from 'vitest';
import { stages, type Callback } from '../../../src-main/contract/model.ts';
import { moreOf, sentenceOf, stepsOf } from '../../../src-renderer/callbacks/stage.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { aCallback, busy, colleague, failedAttempt, noSuchNumber } from './samples.ts';

const ru = new I18n('ru');
const noon = new Date(2026, 10, 23, 12, 0).getTime();
const at = (hour: number, minute: number, days = 0) => new Date(2026, 10, 23 + days, hour, minute).getTime();
const says = (parts: Partial<Callback>, i18n = ru) => sentenceOf(aCallback(parts), i18n, noon);
const adds = (parts: Partial<Callback>) => moreOf(aCallback(parts), ru);

describe('the sentence of a card', () => {
  it.each<[Partial<Callback>, string]>([
    [{ stage: 'holding' }, 'Отправляем…'],
    [{ stage: 'sending' }, 'Отправляем…'],
    [{ stage: 'checking' }, 'Проверяем, создана ли задача'],
    [{ stage: 'accepted' }, 'Принято, задача №123'],
    [{ stage: 'scheduled', startsAtMs: at(14, 30) }, 'Позвоним в 14:30'],
    [{ stage: 'scheduled', startsAtMs: at(9, 0, 1) }, 'Позвоним завтра в 09:00'],
    [{ stage: 'ringing-me' }, 'Звоним вам: снимите трубку 101'],
    [{ stage: 'ringing-other' }, 'Соединяем с клиентом'],
    [{ stage: 'ringing-other', ringFirst: 'other' }, 'Звоним клиенту'],
    [{ stage: 'ringing-other', target: colleague }, 'Соединяем с коллегой'],
    [{ stage: 'talking' }, 'Идёт разговор'],
    [{ stage: 'done', talkSeconds: 192 }, 'Разговор состоялся, 3:12'],
    [{ stage: 'failed', attempt: 3 }, 'Не дозвонились: 3 попытки'],
    [{ stage: 'failed', attempt: 1 }, 'Не дозвонились: 1 попытка'],
    [{ stage: 'failed', attempt: 5 }, 'Не дозвонились: 5 попыток'],
    [{ stage: 'not-created' }, 'Задача на АТС не появилась'],
    [{ stage: 'vanished' }, 'АТС больше не знает эту задачу'],
  ])('%o: %s', (parts, sentence) => expect(says(parts)).toBe(sentence));

  it('tells why a try failed and when the next one comes', () => {
    const waiting = {
      stage: 'waiting',
      attempt: 1,
      nextAttemptAtMs: at(14, 35),
      attempts: [failedAttempt(busy)],
    } as const;
    expect(says({ ...waiting, attempts: [...waiting.attempts] })).toBe('Занято, попытка 1 из 3, следующая в 14:35');
    expect(says({ ...waiting, attempts: [failedAttempt(null)], nextAttemptAtMs: null })).toBe(
      'Не дозвонились, попытка 1 из 3',
    );
  });

  it('is there for every stage, in both languages', () => {
    for (const stage of stages) {
      for (const i18n of [ru, new I18n('en')]) expect(says({ stage }, i18n).length).toBeGreaterThan(3);
    }
  });
});

describe('the line below it', () => {
  it('names the leg that failed, the cause and what to do', () => {
    expect(adds({ stage: 'failed', attempt: 3, attempts: [failedAttempt(noSuchNumber)] })).toBe(
      'Клиент: номер не существует. Проверьте номер, прежде чем звонить снова.',
    );
    expect(adds({ stage: 'failed', attempt: 3, attempts: [failedAttempt(busy, 'me')] })).toBe(
      'Ваш телефон 101: занято. Попробуйте ещё раз через пару минут.',
    );
  });

  it('tells that it was the own phone while the next try is awaited, and does not repeat the cause otherwise', () => {
    expect(adds({ stage: 'waiting', attempts: [failedAttempt(busy, 'me')] })).toBe('Не дозвонились до вас: 101');
    expect(adds({ stage: 'waiting', attempts: [failedAttempt(busy)] })).toBe('');
  });

  it('never tells to try again what may have been ordered', () => {
    const error = { code: 'network', params: { reason: 'reset' } } as const;
    expect(adds({ stage: 'checking', error })).toBe('Ответ АТС потерялся. Заказывать снова не нужно: узнаем сами.');
  });

  it('gives the reason of a refusal', () => {
    const error = { code: 'bad-signature' } as const;
    expect(adds({ stage: 'refused', error })).toBe(ru.sentence('bad-signature'));
  });
});

describe('the steps', () => {
  const states = (parts: Partial<Callback>) => stepsOf(aCallback(parts)).map(({ name, state }) => `${name} ${state}`);

  it('go as far as the PBX told', () => {
    expect(states({ stage: 'sending' })).toEqual(['order now', 'me next', 'client next', 'talk next']);
    expect(states({ stage: 'accepted' })).toEqual(['order done', 'me next', 'client next', 'talk next']);
    expect(states({ stage: 'ringing-me' })).toEqual(['order done', 'me now', 'client next', 'talk next']);
    expect(states({ stage: 'talking' })).toEqual(['order done', 'me done', 'client done', 'talk now']);
    expect(states({ stage: 'done' })).toEqual(['order done', 'me done', 'client done', 'talk done']);
  });

  it('begin with whoever is rung first', () => {
    expect(states({ stage: 'ringing-other', ringFirst: 'other' })).toEqual([
      'order done',
      'client now',
      'me next',
      'talk next',
    ]);
  });

  it('show where it broke off', () => {
    expect(states({ stage: 'failed', attempts: [failedAttempt(busy)] })).toEqual([
      'order done',
      'me done',
      'client failed',
      'talk next',
    ]);
    expect(states({ stage: 'refused', taskId: null })[0]).toBe('order failed');
  });
});
