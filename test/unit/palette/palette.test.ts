import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../../src-main/cache/cache.ts';
import type { Member, PaletteHit } from '../../../src-main/contract/model.ts';
import { Palette } from '../../../src-main/palette/palette.ts';
import { displayNumber, readNumber } from '../../../src-main/vats/numbers.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { contact, noonMs, order, uuid } from '../cache/support/database.ts';
import { record } from '../cache/support/records.ts';

const member = (extension: string, name: string, fields: Partial<Member> = {}): Member => ({
  id: extension,
  name,
  extension,
  online: true,
  sinceMs: null,
  devices: [],
  me: false,
  ...fields,
});
const staff = [member('101', 'Анна Себе', { me: true }), member('102', 'Пётр Щукин'), member('', 'Без Номера')];

let cache: Cache;
let palette: Palette;
let members: Member[];
beforeEach(async () => {
  cache = inProcessCache();
  await cache.open();
  members = staff;
  palette = new Palette({ cache, members: () => members, readNumber, displayNumber });
});
afterEach(() => cache.close());

const put = (n: number, name: string, fields: Parameters<typeof contact>[2] = {}) =>
  cache.run('contacts.insert', contact(n, name, fields), noonMs);
const called = (numberA: string, startedAtMs: number) =>
  cache.run('records.ingest', {
    records: [record({ kind: 'call', numberA, startedAtMs })],
    nowMs: noonMs,
    waitingSinceMs: noonMs,
  });

function nameOf(hit: PaletteHit): string {
  if (hit.kind === 'number') return hit.read.kind === 'phone' ? hit.read.number : hit.read.extension;
  return hit.kind === 'client' ? hit.display : hit.name;
}
const found = async (text: string, limit = 20) => (await palette.find({ text, limit })).map(nameOf);

describe('who is found by what is typed', () => {
  beforeEach(async () => {
    await put(1, 'Иванов Пётр Сергеевич', { company: 'ООО «Ромашка»', numbers: ['+74951234567'] });
    await put(2, 'Anna Müller', { numbers: ['+4989123456'] });
    await put(3, 'Салтыков-Щедрин', { company: 'Иваново Текстиль', numbers: ['+79161112233', '+78123334455'] });
    await put(4, '', { company: 'Ёлки', numbers: ['+79035556677'] });
  });

  it.each<[string, string[]]>([
    ['иван', ['Иванов Пётр Сергеевич', 'Салтыков-Щедрин']],
    ['петр', ['Пётр Щукин', 'Иванов Пётр Сергеевич']],
    ['ИВАНОВ П', ['Иванов Пётр Сергеевич']],
    ['п иванов', ['Иванов Пётр Сергеевич']],
    ['bdfyjd', ['Иванов Пётр Сергеевич', 'Салтыков-Щедрин']],
    ['фттф', ['Anna Müller']],
    ['anna', ['Anna Müller']],
    ['ип', ['Иванов Пётр Сергеевич']],
    ['пи', ['Иванов Пётр Сергеевич']],
    ['пси', ['Иванов Пётр Сергеевич']],
    ['ипс', ['Иванов Пётр Сергеевич']],
    ['и.п.', ['Иванов Пётр Сергеевич']],
    ['bg', ['Иванов Пётр Сергеевич']],
    ['щедрин', ['Салтыков-Щедрин']],
    ['едрин', ['Салтыков-Щедрин']],
    ['ромашка', ['Иванов Пётр Сергеевич']],
    ['елки', ['']],
    ['ёлки', ['']],
    ['8 (495) 123', ['Иванов Пётр Сергеевич']],
    ['4567', ['Иванов Пётр Сергеевич', '4567']],
    ['495', ['Иванов Пётр Сергеевич', '495']],
    ['+7 812 333', ['Салтыков-Щедрин']],
    ['8104989', ['Anna Müller']],
    ['щедрин 812', ['Салтыков-Щедрин']],
    ['102', ['Пётр Щукин']],
    ['101', ['101']],
    ['щук', ['Пётр Щукин']],
    ['ъъъ', []],
    ['«»', []],
    ['Ж', []],
  ])('«%s»', async (text, names) => expect(await found(text)).toEqual(names));

  it('shows the number that was looked for first, and calls a whole number by itself only when nobody has it', async () => {
    const [hit] = await palette.find({ text: '812 333', limit: 5 });
    expect(hit).toMatchObject({
      kind: 'contact',
      numbers: [{ display: '+7 812 333-44-55' }, { number: '+79161112233' }],
    });
    expect(await found('84951234567')).toEqual(['Иванов Пётр Сергеевич']);
    expect(await found('8 495 765-43-21')).toEqual(['+74957654321']);
  });

  it('is prepared a little at a time, and misses nobody who came meanwhile', async () => {
    expect(await cache.run('palette.prepare')).toBe(true);
    await put(8, 'Поздний');
    await cache.run('contacts.update', contact(1, 'Переименован'), noonMs);
    await palette.prepare();
    expect(await found('поздний')).toEqual(['Поздний']);
    expect(await found('переим')).toEqual(['Переименован']);
    expect(await found('иванов петр')).toEqual([]);
  });

  it('hears of contacts that were changed, removed, and restored', async () => {
    expect(await found('козлов')).toEqual([]);
    await put(9, 'Козлов', { numbers: ['+74950000009'] });
    expect(await found('козлов')).toEqual(['Козлов']);
    await cache.run('contacts.update', contact(9, 'Баранов', { numbers: ['+74950000010'] }), noonMs);
    expect(await found('козлов')).toEqual([]);
    expect(await found('0000010')).toEqual(['Баранов']);
    expect(await found('0000009')).toEqual([]);
    await cache.run('contacts.remove', uuid(9), noonMs);
    expect(await found('баранов')).toEqual([]);
    await cache.run('contacts.restore', uuid(9));
    expect(await found('баранов')).toEqual(['Баранов']);
  });
});

describe('the order', () => {
  it('is beginning, word, inside; in each, favourites first and then who was there last', async () => {
    await put(1, 'Лукин Боб', { numbers: ['+74950000001'] });
    await put(2, 'Бобров', { numbers: ['+74950000002'] });
    await put(3, 'Бобкин', { numbers: ['+74950000003'] });
    await put(4, 'Бобылёв', { favourite: true });
    await put(5, 'Небобов', { favourite: true });
    await put(6, 'Бобанов', { numbers: ['+74950000006'] });
    await called('84950000002', noonMs - 2000);
    await cache.run('orders.insert', order(1, { number: '+74950000003', orderedAtMs: noonMs - 1000 }));
    expect(await found('боб')).toEqual(['Бобылёв', 'Бобкин', 'Бобров', 'Бобанов', 'Лукин Боб', 'Небобов']);
    expect(await found('боб', 2)).toEqual(['Бобылёв', 'Бобкин']);
  });

  it('with nothing typed is that of favourites, and who was there last, contact or not', async () => {
    await put(1, 'Любимый', { favourite: true });
    await put(2, 'Недавний', { numbers: ['+74950000002'] });
    await put(3, 'Никогда', { numbers: ['+74950000003'] });
    await called('84950000002', noonMs - 2000);
    await called('84957654321', noonMs - 1000);
    expect(await found('')).toEqual(['Любимый', '+7 495 765-43-21', 'Недавний']);
  });

  it('has clients of long ago by part of their number, but nobody twice', async () => {
    await put(1, 'Контакт', { numbers: ['+74950001111'] });
    await called('84950001111', noonMs);
    await called('84950002222', noonMs - 1000);
    expect(await found('495000')).toEqual(['Контакт', '+7 495 000-22-22']);
    expect(await found('2222')).toEqual(['2222', '+7 495 000-22-22']);
  });
});

describe('a number that is typed as a whole', () => {
  const shown = 8;

  it.each([
    ['791', '+7916000000'],
    ['749', '+7495000000'],
    ['891', '+7916000000'],
    ['8495', '+7495000000'],
    ['4950', '+7495000000'],
  ])('%s is the colleague of this extension, however many clients of note have it in theirs', async (typed, many) => {
    members = [...staff, member(typed, 'Яна Коллега')];
    for (let n = 1; n <= shown; n++) {
      await put(n, `Клиент ${n}`, { numbers: [`${many}${n}`], favourite: true });
      await called(`${many}${n}`.slice(1), noonMs + n);
    }
    expect((await found(typed, shown))[0]).toBe('Яна Коллега');
    expect((await found(`доб. ${typed}`, shown))[0]).toBe('Яна Коллега');
  });

  it('is the contact who has it, and of his numbers this one, not one that goes on', async () => {
    await put(1, 'Головной', { numbers: ['+498912345678'], favourite: true });
    await put(2, 'Точный', { numbers: ['+498912345678', '+4989123456'] });
    await called('498912345678', noonMs);
    for (const typed of ['+49 89 123456', '8104989123456']) {
      const [hit] = await palette.find({ text: typed, limit: 1 });
      expect(hit).toMatchObject({ kind: 'contact', name: 'Точный', numbers: [{ number: '+4989123456' }, {}] });
    }
  });

  it('is rung by itself only behind everybody known who has its digits, when no colleague has that extension', async () => {
    for (let n = 1; n <= shown; n++) await put(n, `Клиент ${n}`, { numbers: [`+7903417280${n}`] });
    await called('84950041728', noonMs);
    const names = await found('41728', shown);
    expect(names).toEqual([...Array.from({ length: shown - 1 }, (_, n) => `Клиент ${n + 1}`), '41728']);
    // An unknown client is no more likely, and his phone would ring.
    await cache.run('contacts.remove', uuid(1), noonMs);
    await cache.run('contacts.remove', uuid(2), noonMs);
    expect((await found('41728', shown)).slice(-2)).toEqual(['41728', '+7 495 004-17-28']);
    // Nobody knows who the colleagues are: it may be one of them.
    members = [];
    expect((await found('41728', shown))[0]).toBe('41728');
  });
});

describe('what a link names', () => {
  const linked = async (link: string) => {
    const read = readNumber(link);
    if (read.kind === 'none') throw new Error(link);
    const hits = await palette.find({ text: 'as it stands in the field', limit: 8 }, read);
    return hits.map(nameOf);
  };

  it.each(['791', '41728', 'ext 112', 'ext 1234567'])('is the first, whatever else is found: %s', async (link) => {
    const digits = link.replace(/\D/g, '');
    await put(1, 'Любимый', {
      numbers: [`+7${digits.padEnd(10, '0')}`, '+74951234567', '+79034172855'],
      favourite: true,
    });
    const [first, ...others] = await linked(link);
    expect(first).toBe(digits);
    expect(others).toContain('Любимый');
    members = [...staff, member(digits, 'Яна Коллега')];
    expect((await linked(link))[0]).toBe('Яна Коллега');
  });

  it('is whoever has it', async () => {
    await put(1, 'Анна', { numbers: ['+74951234567'] });
    expect(await linked('8 495 123-45-67')).toEqual(['Анна']);
    expect(await linked('8 495 123-45-68')).toEqual(['+74951234568']);
  });
});

it('finds everybody by any beginning of any word of the name, in either layout', async () => {
  const word = fc.stringMatching(/^[а-яёА-ЯЁ]{2,8}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(), async (words, which, cut) => {
      const id = 100;
      await put(id, words.join(' '), { numbers: ['+74950000100'] });
      const chosen = words[which % words.length]!;
      const typed = chosen.slice(0, 1 + (cut % chosen.length));
      expect(await found(typed, 50)).toContain(words.join(' '));
      await cache.run('contacts.remove', uuid(id), noonMs);
      await cache.run('contacts.purge', noonMs + 1);
    }),
    { numRuns: 50 },
  );
});

it('takes whatever is typed', async () => {
  await put(1, 'Иванов', { numbers: ['+74951234567'] });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      expect(await palette.find({ text, limit: 5 })).toBeInstanceOf(Array);
    }),
  );
});
