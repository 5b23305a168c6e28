import type {
  Delimiter,
  ImportField,
  ImportOutcome,
  ImportProblemCode,
  TextEncoding,
} from '../../src-main/contract/model.ts';
import { countedRu as n, numberRu } from './plural.ts';

const encodings: Record<TextEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1251': 'Windows-1251 (Excel)',
  'koi8-r': 'КОИ-8',
  ibm866: 'DOS (866)',
};

const separators: Record<Delimiter, string> = { ',': 'Запятая', ';': 'Точка с запятой', '\t': 'Табуляция' };

const fields: Record<ImportField, string> = {
  skip: 'Не загружать',
  name: 'Имя целиком',
  given: 'Имя',
  middle: 'Отчество',
  family: 'Фамилия',
  company: 'Компания',
  note: 'Заметка',
  favourite: 'В избранном',
  'number-kind': 'Вид следующего номера',
  work: 'Рабочий номер',
  mobile: 'Мобильный номер',
  home: 'Домашний номер',
  other: 'Другой номер',
};

/** What comes of a row, in the list of rows. */
const outcomes: Record<ImportOutcome, string> = {
  added: 'новый',
  updated: 'дополнит',
  same: 'уже есть',
  wrong: 'пропустим',
};

/** After «строка 5: ». */
const problems: Record<ImportProblemCode, string> = {
  'contact-empty': 'нет ни имени, ни компании, ни номера',
  'text-too-long': 'слишком длинный текст',
  'numbers-too-many': 'больше 20 номеров у одного контакта',
  'number-impossible': 'такого номера не бывает',
  'number-emergency': 'номер экстренной службы',
  'number-extension': 'это внутренний номер, а нужен внешний',
  'number-rounded': 'Excel округлил номер, его последних цифр в файле нет',
  'quote-open': 'кавычка не закрыта, весь остаток файла попал в эту строку',
  'card-open': 'карточка обрывается',
};

const contacts = (count: number) => n(count, 'контакт', 'контакта', 'контактов');

/** Contacts from files and into them, and contacts that are one person. */
export const contactFiles = {
  contactFiles: {
    more: 'Файлы и повторы',
    load: 'Загрузить из файла…',
    saveCsv: 'Сохранить в CSV (Excel)…',
    saveVcard: 'Сохранить в vCard (телефоны)…',
    findDuplicates: 'Найти повторы',
    saved: 'Контакты сохранены',
    back: 'К контактам',

    reading: 'Читаем файл…',
    title: 'Загрузка контактов',
    rows: (count: number) => n(count, 'строка', 'строки', 'строк'),
    cards: (count: number) => n(count, 'карточка', 'карточки', 'карточек'),
    howRead: 'Как читать файл',
    encoding: 'Кодировка',
    delimiter: 'Разделитель',
    hasHeader: 'В первой строке заголовки',
    columns: 'Что в столбцах',
    column: (index: number) => `Столбец ${index}`,
    fieldOf: (column: string) => `Что в столбце «${column}»`,
    blank: 'пусто',
    showBlank: (count: number) => `Показать ${n(count, 'пустой столбец', 'пустых столбца', 'пустых столбцов')}`,
    preview: 'Что получится',
    previewFirst: (count: number, all: number) => `первые ${count}, всего ${numberRu(all)}`,
    line: 'Строка',
    contact: 'Контакт',
    numbers: 'Номера',
    outcome: 'Итог',
    outcomeMore: {
      added: 'Такого контакта ещё нет',
      updated: 'Контакт с этим именем и номером уже есть: добавим то, чего в нём не хватает',
      same: 'Всё это уже записано',
      wrong: 'Взять нечего',
    },
    run: 'Загрузить',
    counting: 'Считаем, что получится из всего файла…',
    foreseen: {
      added: (count: number) => n(count, 'новый', 'новых', 'новых'),
      updated: (count: number) => n(count, 'дополнит', 'дополнят', 'дополнят'),
      same: (count: number) => `${numberRu(count)} уже есть`,
      wrong: (count: number) => `${numberRu(count)} пропустим`,
    },
    saveSkipped: 'Сохранить пропущенные строки…',
    savedSkipped: 'Пропущенные строки сохранены',
    interrupted: (fileName: string, taken: number, all: number) =>
      `Загрузка контактов из «${fileName}» прервалась: вошло ${numberRu(taken)}\u00A0из\u00A0${numberRu(all)}. ` +
      'Загрузите его ещё раз, повторов не будет.',
    again: 'Загрузить снова…',
    nobody: 'Ни имени, ни номеров: скажите, что в столбцах',

    running: (done: number, all: number) => `${numberRu(done)} из ${numberRu(all)}`,
    progress: 'Ход загрузки',
    stop: 'Остановить',
    ends: {
      done: 'Контакты загружены',
      cancelled: 'Загрузка остановлена',
      failed: 'Загрузка прервалась',
      undone: 'Загрузка отменена',
    },
    endsMore: {
      done: '',
      cancelled: 'То, что успели загрузить, осталось в контактах.',
      failed: 'То, что успели загрузить, осталось в контактах.',
      undone: 'Контакты снова такие, какими были до неё.',
    },
    amount: numberRu,
    counts: { added: 'Добавлено', updated: 'Дополнено', same: 'Уже были', wrong: 'Пропущено' },
    left: (count: number) => `${contacts(count)} вы успели изменить, их не тронули.`,
    problems: 'Что не удалось прочитать',
    problemsFirst: (shown: number, all: number) => `первые ${shown} из ${numberRu(all)}`,
    atLine: (line: number) => `Строка ${line}`,
    problem: (written: string, reason: string) => (written ? `«${written}»: ${reason}` : reason),
    taken: 'осталось в заметке',
    skipped: 'пропущено',
    undo: 'Отменить загрузку',
    done: 'Готово',

    duplicates: 'Повторы',
    duplicatesLead: 'У этих контактов общий номер. Выберите, чьё имя оставить; номера и заметки соберутся вместе.',
    looking: 'Ищем повторы…',
    noDuplicates: 'Повторов нет',
    noDuplicatesMore: 'Ни у каких двух контактов нет общего номера.',
    allSkipped: 'Все повторы пропущены',
    skippedCount: (count: number) => `Пропущено: ${count}`,
    showSkipped: 'Показать снова',
    groupOf: (numbers: string) => `Общий номер ${numbers}`,
    groupCount: (count: number) => contacts(count),
    firstOf: (shown: number, all: number) =>
      `Показаны первые ${shown} из ${all}. Объедините их, за ними появятся остальные.`,
    whose: 'Оставить имя',
    include: (who: string) => `Объединять: ${who}`,
    result: 'Получится',
    merge: 'Объединить',
    skip: 'Пропустить',
    merged: (who: string) => `Объединено: ${who}`,
    moreGroups: 'Показать ещё',

    encodings,
    separators,
    fields,
    outcomes,
    reasons: problems,
  },
};
