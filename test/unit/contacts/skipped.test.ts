import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { skippedTexts } from '../../../src-main/contacts/skipped-texts.ts';
import type { ImportMatch, ImportState } from '../../../src-main/contract/model.ts';
import { contactFiles as english } from '../../../src-renderer/i18n/en-contact-files.ts';
import { contactFiles as russian } from '../../../src-renderer/i18n/ru-contact-files.ts';
import { smallDisk } from '../cache/support/small-disk.ts';
import { ended, fileWith, folder, makeDesk } from './support/desk.ts';

const asProposed: ImportMatch = { encoding: null, delimiter: null, hasHeader: null, fields: null };

type Desk = ReturnType<typeof makeDesk>;

/** Saves the skipped rows, and reads them as a table reads them. */
async function saved({ contactImport }: Desk, language: 'ru' | 'en' = 'ru') {
  const file = path.join(folder(), contactImport.skippedName(language));
  await contactImport.saveSkipped(language, file);
  const text = readFileSync(file, 'utf8');
  const rows = Papa.parse<string[]>(text.replace('\uFEFF', ''), { delimiter: ';', skipEmptyLines: true }).data;
  return { file, text, rows };
}

const columnsOf = (state: ImportState) => {
  if (state.phase !== 'matching') throw new Error(state.phase);
  return state.preview.table?.columns.map(({ header, field }) => [header, field]);
};

describe('the rows that are not taken in', () => {
  it('are saved as they were, all of them, each with its line and why', async () => {
    const desk = makeDesk();
    const wrong = Array.from({ length: 700 }, (_, n) => `;Отдел ${n};доб. 1${n}`).join('\n');
    await desk.contactImport.open(fileWith(`Имя;Отдел;Телефон\nАнна;Склад;89031112233\n${wrong}\n;"а;б\nв";112\n`));
    const before = await saved(desk);
    await desk.run();
    const { rows, file, text } = await saved(desk);
    expect(path.basename(file)).toBe('contacts - пропущенные.csv');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(rows[0]).toEqual(['Имя', 'Отдел', 'Телефон', 'Строка в файле', 'Почему пропущено']);
    expect(rows[1]).toEqual(['', 'Отдел 0', 'доб. 10', '3', '«доб. 10»: такого номера не бывает']);
    expect(rows.at(-1)).toEqual(['', 'а;б\nв', '112', '703', '«112»: номер экстренной службы']);
    expect(rows).toHaveLength(702);
    expect(before.rows).toEqual(rows);
  });

  it('come in once they are mended, with nothing to be matched, and are not taken for anything else', async () => {
    const desk = makeDesk();
    const file = fileWith('Имя,Отдел,Телефон\n,Склад,позже\n=1+1,,\n,Офис,нет\n+7 х,,12\n');
    await desk.contactImport.open(file);
    const first = await saved(desk);
    expect(first.rows.slice(1).map(([name]) => name)).toEqual(['', '']);

    const mended = fileWith(first.text.replace('"позже"', '"8 903 111-22-33"'), 'клиенты - пропущенные.csv');
    expect(columnsOf(await desk.contactImport.open(mended))).toEqual([
      ['Имя', 'given'],
      ['Отдел', 'skip'],
      ['Телефон', 'other'],
      ['Строка в файле', 'skip'],
      ['Почему пропущено', 'skip'],
    ]);
    expect((await desk.run()).counts).toEqual({ added: 1, updated: 0, same: 0, wrong: 1 });
    const second = await saved(desk);
    expect(path.basename(second.file)).toBe('клиенты - пропущенные.csv');
    expect(second.rows).toEqual([
      ['Имя', 'Отдел', 'Телефон', 'Строка в файле', 'Почему пропущено'],
      ['', 'Офис', 'нет', '3', '«нет»: такого номера не бывает'],
    ]);
  });

  it('of a table without headers have such as the person has matched', async () => {
    const desk = makeDesk();
    const long = 'Очень '.repeat(50).trim();
    await desk.contactImport.open(fileWith(`Анна,x,89031112233\n${long},y,89031112244\n,z,скоро\n`));
    await desk.contactImport.preview({ ...asProposed, hasHeader: false, fields: ['family', 'skip', 'work'] });
    const { rows, file } = await saved(desk, 'en');
    expect(rows).toEqual([
      ['Family name', 'Column 2', 'Work phone', 'Line in the file', 'Why skipped'],
      [long, 'y', '89031112244', '2', `“${long.slice(0, 80)}”: the text is too long`],
      ['', 'z', 'скоро', '3', '“скоро”: there is no such number'],
    ]);
    expect(columnsOf(await desk.contactImport.open(file))?.map(([, field]) => field)).toEqual([
      'family',
      'skip',
      'work',
      'skip',
      'skip',
    ]);
  });

  it('hold no formula, and are read back as they were', async () => {
    const desk = makeDesk();
    const known = 'Анна;89031112233;Склад\n'.repeat(60);
    const wrong = `;=HYPERLINK(1);+1\n;'=2;@x;beyond;-3\n`;
    await desk.contactImport.open(fileWith(`Имя;Телефон;Отдел\n${known}${wrong}`));
    const { rows, file } = await saved(desk);
    expect(rows.slice(1)).toEqual([
      ['', `'=HYPERLINK(1)`, `'+1`, '62', '«=HYPERLINK(1)»: такого номера не бывает'],
      ['', `'=2`, `'@x`, '63', '«=2»: такого номера не бывает', 'beyond', `'-3`],
    ]);
    await desk.contactImport.open(file);
    expect((await saved(desk)).rows.slice(1).map((row) => row.slice(0, 3))).toEqual(
      rows.slice(1).map((row) => row.slice(0, 3)),
    );
  });

  it('are given apart again where an open quotation mark has made them one', async () => {
    const desk = makeDesk();
    const behind = 'Иван;Лютик;89031112244\nОльга;;89031112255\n';
    await desk.contactImport.open(fileWith(`Имя;Компания;Телефон\nАнна;"Ромашка;89031112233\n${behind}`));
    const { rows, file } = await saved(desk);
    const swallowed = 'попала в незакрытую кавычку выше';
    expect(rows.slice(1)).toEqual([
      ['Анна', '"Ромашка', '89031112233', '2', 'кавычка не закрыта, весь остаток файла попал в эту строку'],
      ['Иван', 'Лютик', '89031112244', '3', swallowed],
      ['Ольга', '', '89031112255', '4', swallowed],
    ]);
    await desk.contactImport.open(file);
    expect((await desk.run()).counts).toEqual({ added: 3, updated: 0, same: 0, wrong: 0 });
  });

  it('are a table for cards, too', async () => {
    const desk = makeDesk();
    const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
    const long = 'Очень '.repeat(50).trim();
    const cards = [
      card('FN:Анна', 'TEL;TYPE=CELL:89031112233'),
      card('FN:', 'TEL;TYPE=WORK:позже', 'TEL;TYPE=WORK:12', 'NOTE:утром'),
      card(`FN:${long}`, 'TEL;TYPE=CELL:89031112244'),
    ];
    await desk.contactImport.open(fileWith(cards.join(''), 'телефон.vcf'));
    const { rows, file, text } = await saved(desk);
    const titles = ['Рабочий телефон', 'Мобильный телефон', 'Домашний телефон', 'Телефон'];
    expect(rows[0]).toEqual(['Имя и фамилия', 'Компания', ...titles, 'Заметка', 'Строка в файле', 'Почему пропущено']);
    expect(rows[1]!.slice(0, 8)).toEqual(['', '', 'позже ::: 12', '', '', '', 'утром', '6']);
    expect(rows[2]!.slice(0, 8)).toEqual([long, '', '', '89031112244', '', '', '', '13']);
    expect(path.basename(file)).toBe('телефон - пропущенные.csv');
    await desk.contactImport.open(fileWith(text.replaceAll(long, 'Ольга').replace('позже', '84951234567')));
    expect((await desk.run()).counts).toEqual({ added: 2, updated: 0, same: 0, wrong: 0 });
    expect((await desk.all()).flatMap(({ numbers }) => numbers.map(({ label }) => label))).toEqual(['mobile', 'work']);
  });

  it('of an import that was stopped are those that were come to', async () => {
    const desk = makeDesk();
    const rows = Array.from({ length: 6000 }, (_, n) =>
      n % 2 ? ';нет' : `Клиент ${n};+7903${String(n).padStart(7, '0')}`,
    );
    await desk.contactImport.open(fileWith(`Имя;Телефон\n${rows.join('\n')}\n`));
    desk.contactImport.run();
    await expect(saved(desk)).rejects.toMatchObject({ code: 'not-found' });
    while ((await desk.all()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await desk.contactImport.cancel();
    const { counts } = await ended(desk.contactImport);
    expect(counts.wrong).toBeLessThan(3000);
    expect((await saved(desk)).rows).toHaveLength(counts.wrong + 1);
  });

  it('are told in the words of the window', () => {
    for (const language of ['ru', 'en'] as const) {
      const { reasons, problem } = (language === 'ru' ? russian : english).contactFiles;
      expect(skippedTexts[language].reasons).toEqual(reasons);
      for (const written of ['', 'позже']) {
        expect(skippedTexts[language].problem(written, 'нет')).toBe(problem(written, 'нет'));
      }
    }
  });
});

describe('where the skipped rows cannot be saved', () => {
  it('a full disk keeps what was there, and that is said', async ({ skip }) => {
    const disk = smallDisk('64k');
    if (disk === null) return skip();
    const { contactImport } = makeDesk();
    await contactImport.open(fileWith(`Имя;Телефон\n${';ничего подобного\n'.repeat(3000)}`));
    const file = path.join(disk, 'skipped.csv');
    writeFileSync(file, 'keep');
    await expect(contactImport.saveSkipped('ru', file)).rejects.toMatchObject({ code: 'file-not-saved' });
    expect([readdirSync(disk), readFileSync(file, 'utf8')]).toEqual([['skipped.csv'], 'keep']);
  });

  it('what was there stays, and it is said why', async () => {
    const { contactImport } = makeDesk();
    const source = fileWith('Имя;Телефон\n;нет\n');
    await contactImport.open(source);
    const [place, there] = [folder(), 'keep'];
    const file = path.join(place, 'skipped.csv');
    writeFileSync(file, there);
    const nowhere = path.join(place, 'gone', 'skipped.csv');
    await expect(contactImport.saveSkipped('ru', nowhere)).rejects.toMatchObject({ code: 'file-not-saved' });
    appendFileSync(source, ';нет\n');
    await expect(contactImport.saveSkipped('ru', file)).rejects.toMatchObject({ code: 'import-changed' });
    expect(readFileSync(file, 'utf8')).toBe(there);
    expect(readdirSync(place)).toEqual(['skipped.csv']);
    await contactImport.cancel();
    expect(() => contactImport.skippedName('ru')).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(existsSync(nowhere)).toBe(false);
  });
});
