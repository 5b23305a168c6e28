/** An address book as a big company brings it along: the same on each run. */

const men = ['Александр', 'Сергей', 'Дмитрий', 'Алексей', 'Андрей', 'Иван', 'Пётр', 'Фёдор'];
const women = ['Елена', 'Ольга', 'Наталья', 'Анна', 'Мария', 'Татьяна', 'Светлана', 'Юлия'];
const families = [
  'Иванов',
  'Смирнов',
  'Кузнецов',
  'Попов',
  'Соколов',
  'Лебедев',
  'Козлов',
  'Новиков',
  'Морозов',
  'Ёлкин',
];
const trades = ['Ремонт', 'Стройка', 'Логистика', 'Клиника', 'Мебель', 'Свет', 'Вода', 'Шины', 'Окна', 'Лес'];
const notes = ['звонить после обеда', 'договор на подписи', 'просил счёт-фактуру', 'не беспокоить до среды', ''];
const areas = ['903', '916', '926', '495', '812', '343'];

/** The n-th contact's outside number, in digits behind the 7. */
export const bookDigits = (n: number, area = n) =>
  `${areas[area % areas.length] ?? ''}${String((n * 7919) % 10_000_000).padStart(7, '0')}`;

/** Rows of a CSV file with a header: one to three numbers each, two in three with a company, some with a note. */
export function madeUpBook(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const woman = n % 2 === 1;
    const family = `${families[(n >> 1) % families.length] ?? ''}${woman ? 'а' : ''}`;
    const name = (woman ? women : men)[(n >> 4) % 8] ?? '';
    const company = n % 3 === 0 ? '' : `ООО «${trades[(n >> 2) % trades.length] ?? ''} ${n % 700}»`;
    const note = notes[n % notes.length] ?? '';
    const mobile = `+7 ${bookDigits(n)}`;
    const work = n % 2 === 0 ? `8${bookDigits(n, 3)}` : '';
    const home = n % 5 === 0 ? `8${bookDigits(n + 1_000_000, 4)}` : '';
    return [family, name, company, note && `${note}, ${n}`, mobile, work, home].join(';');
  });
  return `Фамилия;Имя;Компания;Заметка;Мобильный;Рабочий;Домашний\n${rows.join('\n')}\n`;
}
