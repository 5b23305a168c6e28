import { describe, expect, it } from 'vitest';
import { explainCause } from '../../../src-main/vats/causes.ts';

describe('the cause of a leg’s end', () => {
  for (const [code, ru, advice] of [
    [1, 'Номер не существует', 'fix'],
    [16, 'Звонок завершён', 'none'],
    [17, 'Занято', 'soon'],
    [19, 'Не отвечает', 'later'],
    [20, 'Телефон выключен или вне сети', 'later'],
    [21, 'Звонок отклонён', 'later'],
    [28, 'Номер набран неверно или не полностью', 'fix'],
    [34, 'Нет свободных линий', 'soon'],
    [52, 'Исходящие звонки запрещены', 'ask'],
  ] as const) {
    it(`${code} is «${ru}»`, () => expect(explainCause(code)).toMatchObject({ code, text: { ru }, advice }));
  }

  it('has words in both languages for every code, known or not, and no protocol’s jargon', () => {
    for (const code of [...Array(130).keys(), 200, 1e9, -1, Number.NaN]) {
      const { text, advice } = explainCause(code);
      expect(text.ru).toMatch(/^[А-ЯЁ][а-яё ,]+( \(код .+\))?$/);
      expect(text.en).toMatch(/^[A-Z][a-z ,’]+( \(code .+\))?$/);
      expect(['none', 'soon', 'later', 'fix', 'ask']).toContain(advice);
    }
  });

  it('keeps a code that nobody knows visible', () => {
    expect(explainCause(35).text.ru).toBe('Не хватило ресурсов сети (код 35)');
    expect(explainCause(200).text.en).toBe('The call did not take place (code 200)');
  });
});
