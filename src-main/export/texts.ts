import type { Direction, Language, RecordKind } from '../contract/model.ts';
import type { TableLayout } from './cells.ts';

interface Texts {
  fileName: string;
  timeFormat: TableLayout['timeFormat'];
  /** In the order of the columns. */
  titles: readonly string[];
  kinds: Record<RecordKind, string>;
  directions: Record<Direction, string>;
  missed: string;
  hasFile: string;
}

const ru: Texts = {
  fileName: 'Журнал звонков',
  timeFormat: 'dd.mm.yyyy hh:mm:ss',
  titles: [
    'Дата и время',
    'Вид',
    'Направление',
    'Имя',
    'Номер',
    'Внутренний номер',
    'Сотрудник',
    'Группа',
    'Длительность',
    'Запись',
    'Заметка',
  ],
  kinds: { call: 'Звонок', voicemail: 'Голосовое', fax: 'Факс' },
  directions: { in: 'Входящий', out: 'Исходящий', internal: 'Внутренний' },
  missed: 'Пропущенный',
  hasFile: 'Есть',
};

const en: Texts = {
  fileName: 'Call journal',
  timeFormat: 'yyyy-mm-dd hh:mm:ss',
  titles: [
    'Date and time',
    'Kind',
    'Direction',
    'Name',
    'Number',
    'Extension',
    'Employee',
    'Group',
    'Duration',
    'File',
    'Note',
  ],
  kinds: { call: 'Call', voicemail: 'Voicemail', fax: 'Fax' },
  directions: { in: 'Incoming', out: 'Outgoing', internal: 'Internal' },
  missed: 'Missed',
  hasFile: 'Yes',
};

/** The words of a table, in the person's language. */
export const exportTexts = (language: Language): Texts => (language === 'ru' ? ru : en);
