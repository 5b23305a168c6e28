import type { ImportField, ImportProblemCode, Language } from '../contract/model.ts';

interface SkippedTexts {
  /** Of the file, after the name of the one that was read. */
  fileName: string;
  /** The two columns behind those of the file. */
  line: string;
  reason: string;
  /** For files without headers of their own; the import takes each for what it says. */
  fields: Record<Exclude<ImportField, 'skip'>, string>;
  column(index: number): string;
  problem(written: string, reason: string): string;
  reasons: Record<ImportProblemCode, string>;
  /** The row stands behind a quotation mark that was never closed. */
  swallowed: string;
}

const ru: SkippedTexts = {
  fileName: 'пропущенные',
  line: 'Строка в файле',
  reason: 'Почему пропущено',
  fields: {
    name: 'Имя и фамилия',
    given: 'Имя',
    middle: 'Отчество',
    family: 'Фамилия',
    company: 'Компания',
    note: 'Заметка',
    favourite: 'Избранное',
    'number-kind': 'Вид',
    work: 'Рабочий телефон',
    mobile: 'Мобильный телефон',
    home: 'Домашний телефон',
    other: 'Телефон',
  },
  column: (index) => `Столбец ${index}`,
  problem: (written, reason) => (written ? `«${written}»: ${reason}` : reason),
  reasons: {
    'contact-empty': 'нет ни имени, ни компании, ни номера',
    'text-too-long': 'слишком длинный текст',
    'numbers-too-many': 'больше 20 номеров у одного контакта',
    'number-impossible': 'такого номера не бывает',
    'number-emergency': 'номер экстренной службы',
    'number-extension': 'это внутренний номер, а нужен внешний',
    'number-rounded': 'Excel округлил номер, его последних цифр в файле нет',
    'quote-open': 'кавычка не закрыта, весь остаток файла попал в эту строку',
    'card-open': 'карточка обрывается',
  },
  swallowed: 'попала в незакрытую кавычку выше',
};

const en: SkippedTexts = {
  fileName: 'skipped',
  line: 'Line in the file',
  reason: 'Why skipped',
  fields: {
    name: 'Full name',
    given: 'Given name',
    middle: 'Middle name',
    family: 'Family name',
    company: 'Company',
    note: 'Note',
    favourite: 'Favourite',
    'number-kind': 'Kind',
    work: 'Work phone',
    mobile: 'Mobile phone',
    home: 'Home phone',
    other: 'Phone',
  },
  column: (index) => `Column ${index}`,
  problem: (written, reason) => (written ? `“${written}”: ${reason}` : reason),
  reasons: {
    'contact-empty': 'neither a name nor a company nor a number',
    'text-too-long': 'the text is too long',
    'numbers-too-many': 'more than 20 numbers for one contact',
    'number-impossible': 'there is no such number',
    'number-emergency': 'a number of an emergency service',
    'number-extension': 'this is an extension, an outside number is needed',
    'number-rounded': 'Excel has rounded the number, its last digits are not in the file',
    'quote-open': 'a quotation mark is never closed, the rest of the file is in this row',
    'card-open': 'the card breaks off',
  },
  swallowed: 'swallowed by an open quotation mark above',
};

/** What a file of skipped rows says, in the person's language: the reasons as the window tells them. */
export const skippedTexts: Record<Language, SkippedTexts> = { ru, en };

const ownTitles = new Set([ru, en].flatMap(({ line, reason }) => [line, reason]));

/** Of the columns that a file of skipped rows has besides its own, in any language: an import takes nothing from them. */
export const isOwnTitle = (header: string) => ownTitles.has(header.trim());
