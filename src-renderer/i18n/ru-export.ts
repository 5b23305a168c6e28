import { countedRu as n, numberRu } from './plural.ts';

const rows = (count: number) => n(count, 'строка', 'строки', 'строк');
const files = (count: number) => n(count, 'файл', 'файла', 'файлов');

/** «Выгрузить…» in the journal. */
export const exporting = {
  exporting: {
    open: 'Выгрузить…',
    title: 'Выгрузить из журнала',
    what: 'Что выгрузить',
    choices: { xlsx: 'Таблица Excel (XLSX)', csv: 'Таблица CSV', files: 'Записи и факсы файлами' },
    hints: {
      xlsx: 'Дата, номер, имя, длительность, заметки; номера текстом, даты датами.',
      csv: 'То же текстом с разделителями, для других программ.',
      files: 'Звук разговоров, голосовые и факсы в папку; имя файла — дата, номер и имя.',
    },
    willTake: (count: number) => `Под фильтром ${n(count, 'запись', 'записи', 'записей')}.`,
    counting: (count: number) => `Под фильтром ${n(count, 'запись', 'записи', 'записей')}, считаем…`,
    willTakeAll: (count: number) => `Весь журнал: ${n(count, 'запись', 'записи', 'записей')}.`,
    nothing: 'Под фильтром нет ни одной записи.',
    save: 'Сохранить…',
    folder: 'Выбрать папку…',
    running: { records: 'Пишем таблицу', recordings: 'Сохраняем файлы' },
    progress: (done: number, total: number) => `${n(done, 'запись', 'записи', 'записей')} из ${numberRu(total)}`,
    goesOn: 'Окно можно закрыть: выгрузка продолжится.',
    stop: 'Остановить',
    hide: 'Свернуть',
    done: 'Готово',
    ended: {
      records: {
        done: (count: number) => `Таблица сохранена: ${rows(count)}.`,
        cancelled: () => 'Выгрузка остановлена, таблицы нет.',
        failed: () => 'Таблицу сохранить не удалось.',
      },
      recordings: {
        done: (count: number) => (count === 0 ? 'Под фильтром нет записей с файлами.' : `Сохранено: ${files(count)}.`),
        cancelled: (count: number) => `Выгрузка остановлена. Сохранено: ${files(count)}.`,
        failed: (count: number) => `Выгрузка прервалась. Сохранено: ${files(count)}.`,
      },
    },
    size: (size: string) => `Размер: ${size}.`,
    problems: (count: number) => `Не сохранились: ${files(count)}`,
    moreProblems: (count: number) => `и ещё ${numberRu(count)}`,
    show: 'Показать',
    line: { records: (percent: string) => `Таблица: ${percent}`, recordings: (percent: string) => `Файлы: ${percent}` },
    lineHint: 'Показать, как идёт выгрузка',
  },
};
