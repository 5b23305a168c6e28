import { describe, expect, it } from 'vitest';
import { en } from '../../../src-renderer/i18n/en.ts';
import { ru } from '../../../src-renderer/i18n/ru.ts';
import { sectionRead } from '../../../src-renderer/settings/current-section.ts';
import { sectionFor } from '../../../src-renderer/settings/section-for.ts';
import { titlesOf } from '../../../src-renderer/settings/section-titles.ts';
import { sectionNames, SettingsView, type SettingsItem } from '../../../src-renderer/settings/settings-view.svelte.ts';

/** Three settings of two sections. */
function start() {
  const settings = new SettingsView();
  const row = (section: SettingsItem['section'], ...texts: string[]): SettingsItem => ({ section, texts: () => texts });
  const theme = row('look', 'Вид', 'Тема', 'Светлая', 'Тёмная');
  const size = row('look', 'Вид', 'Размер текста', 'Или Ctrl с плюсом, минусом и нулём.');
  const links = row('system', 'Система', 'Ссылки с номерами', 'Сейчас ссылки tel: открывает другая программа.');
  const remove = [theme, size, links].map((item) => settings.add(item));
  const found = (query: string) => {
    settings.query = query;
    return [theme, size, links].filter((item) => settings.finds(item)).map(({ texts }) => texts()[1]);
  };
  return { settings, found, remove };
}

describe('the search of the settings', () => {
  it.each([
    ['тема', ['Тема']],
    ['ТЕМН', ['Тема']],
    ['тёмная тема', ['Тема']],
    ['ctrl', ['Размер текста']],
    ['tel:', ['Ссылки с номерами']],
    ['вид', ['Тема', 'Размер текста']],
    ['вид текст', ['Размер текста']],
    ['ntvf', ['Тема']],
    ['секд', ['Размер текста']],
    ['ема', []],
  ])('«%s» finds %j', (query, titles) => expect(start().found(query)).toEqual(titles));

  it.each(['', '   ', ' – '])('«%s» looks for nothing: everything is there', (query) => {
    const { settings, found } = start();
    expect(found(query)).toHaveLength(3);
    expect(settings.narrowed).toBe(false);
    expect(settings.sections).toEqual(sectionNames);
  });

  it('leaves only the sections in which something was found, and counts it', () => {
    const { settings, found } = start();
    found('с');
    expect([settings.foundCount, settings.sections]).toEqual([3, ['system', 'look']]);
    found('ссылки');
    expect([settings.foundCount, settings.sections]).toEqual([1, ['system']]);
    found('прокси');
    expect([settings.foundCount, settings.sections]).toEqual([0, []]);
  });

  it('forgets what is no longer on the page', () => {
    const { settings, found, remove } = start();
    found('ссылки');
    remove.forEach((take) => take());
    expect(settings.foundCount).toBe(0);
  });

  it('is given up by whoever is sent to a section', () => {
    const { settings, found } = start();
    found('тема');
    settings.want('proxy');
    expect([settings.query, settings.wanted, settings.sections]).toEqual(['', 'proxy', sectionNames]);
  });
});

it.each([
  ['ru', ru],
  ['en', en],
])('no two sections have the same name (%s)', (_, texts) => {
  expect(new Set(Object.values(titlesOf(texts))).size).toBe(sectionNames.length);
});

describe('the section that is read', () => {
  /** Sections of 400, 300, 200 and 100 px, of which 300 px are seen. */
  const at = (top: number) =>
    sectionRead({ edges: [0, 400, 700, 900].map((edge) => edge - top), top, seenHeight: 300, wholeHeight: 1000 });

  it('is the one at the top of what is seen', () => {
    expect([0, 200, 370, 380, 399, 400].map(at)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('comes to each in its turn on the last screen, and to the last one at the end', () => {
    const seen = Array.from({ length: 701 }, (_, top) => at(top));
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect(new Set(seen)).toEqual(new Set([0, 1, 2, 3]));
    expect(at(700)).toBe(3);
  });

  it('is the first where all is seen at once, and none where there is none', () => {
    expect(sectionRead({ edges: [0, 60, 120], top: 0, seenHeight: 600, wholeHeight: 300 })).toBe(0);
    expect(sectionRead({ edges: [], top: 0, seenHeight: 600, wholeHeight: 300 })).toBe(-1);
  });
});

describe('a message leads to the section in which something can be done', () => {
  it.each(['proxy', 'proxy-auth', 'proxy-kind'])('a connection that fails by its proxy: %s', (reason) =>
    expect(sectionFor('network', { reason })).toBe('proxy'),
  );
  it.each(['dns', 'proxy-denied', ''])('and to none where nothing can: %s', (reason) =>
    expect(sectionFor('network', { reason })).toBeNull(),
  );
});
