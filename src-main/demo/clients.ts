import { isScenarioEnding } from './scenarios.ts';
import { Chance } from './random.ts';

/**
 * The people who call the demo's company. All invented, and so are their numbers.
 *
 * Russia reserves no numbers for fiction (as 555-01xx in America), and the app's own number check must find them valid.
 * So: city numbers whose local part begins with 0 («495 0xx-xx-xx»), which no exchange assigns because a leading 0 or 8
 * is a prefix; mobile numbers of the codes 975 and 976, which no operator has. Abroad, ranges set aside for fiction:
 * +1 202 555-01xx and +44 20 7946 0xxx. libphonenumber takes all of them for valid.
 */
export interface DemoClient {
  name: string;
  company: string;
  /** Digits of E.164, without the plus; the first is the main one. */
  numbers: readonly { label: 'work' | 'mobile' | 'home'; digits: string }[];
  note: string;
  favourite: boolean;
}

type Row = readonly [name: string, company: string, city: string, note?: string];

/** City codes by the companies' places. */
const rows: readonly Row[] = [
  ['Петрова Анна Сергеевна', 'ООО «Альфа-Климат»', '495', 'Договор № 118, отсрочка 30 дней'],
  ['Иванов Николай Павлович', 'ООО «Альфа-Климат»', '495'],
  ['Сидоренко Оксана', 'АО «Промвент»', '812', 'Звонить после 11:00'],
  ['Ким Виталий', 'ИП Ким В. А.', '383'],
  ['Рябинина Юлия', 'ТД «Урал-Сервис»', '343', 'Предпочитает почту'],
  ['Хабибуллин Рустам', 'ООО «Волга-Монтаж»', '843'],
  ['Ершова Наталья', 'Клиника «Здоровая семья»', '495', 'Ремонт приточной установки, 3 этаж'],
  ['Козлов Михаил', 'Кафе «Самовар»', '495'],
  ['Дорофеев Антон', 'ООО «Стройпроект-М»', '499', 'Главный инженер'],
  ['Мартынова Светлана', 'ООО «Стройпроект-М»', '499', 'Снабжение'],
  ['Осипов Глеб', 'ГК «Северная верфь»', '812'],
  ['Алиева Зарина', 'Гостиница «Набережная»', '862', 'Сезон с мая по октябрь'],
  ['Жуков Пётр Ильич', 'Завод «Точмаш»', '487'],
  ['Воронцова Елена', 'Школа № 17', '495', 'Бюджет утверждают в декабре'],
  ['Панов Евгений', '', '495', 'Частный дом, Истра'],
  ['Щербакова Алла', 'Фитнес-клуб «Высота»', '343'],
  ['Муратов Ильдар', 'ООО «Казань-Инжиниринг»', '843', 'Дилер'],
  ['Лаптев Олег', 'Склад «Восток-Логистик»', '383'],
  ['Цветкова Дарья', 'Студия «Белый лист»', '812'],
  ['Ященко Богдан', 'Пекарня «Колос»', '863'],
  ['Юдина Вера', 'ТСЖ «Заречное»', '831', 'Председатель правления'],
  ['Чернышёв Артур', 'Автосалон «Меридиан»', '846'],
  ['Эльдаров Самир', 'Ресторан «Гранат»', '495', 'Вытяжка на кухне, гарантия до марта'],
  ['Филатова Инна', 'Стоматология «Улыбка»', '473'],
  ['Прохоров Денис', 'ООО «ТеплоРесурс»', '342'],
  ['Савина Маргарита', 'Библиотека им. Пушкина', '487'],
  ['Тихонов Вадим', 'ООО «Монолит»', '812'],
  ['Ульянова Галина', 'Детский сад «Теремок»', '495'],
  ['Федосеев Кирилл', '', '499'],
  ['Ходырев Станислав', 'Типография «Офсет-Плюс»', '343', 'Счета только по ЭДО'],
  ['Анисимова Полина', 'Аптека «Ромашка»', '861'],
  ['Быков Геннадий', 'ООО «Нордстрой»', '815'],
  ['Виноградова Лариса', 'Театр «На мосту»', '342'],
  ['Гордеев Ростислав', 'ЧОП «Рубеж»', '495'],
  ['Данилова Кристина', 'Бутик «Линия»', '812'],
  ['Ефимов Лев', 'Лаборатория «Биотест»', '383', 'Чистые помещения класса 7 ИСО'],
  ['Зайцева Регина', 'ООО «Карнавал»', '831'],
  ['Исаев Магомед', 'ООО «Каспий-Строй»', '872'],
  ['Калинина Софья', 'Пансионат «Сосны»', '496'],
  ['Логинов Тимофей', 'Дата-центр «Полюс»', '495', 'Дежурный круглосуточно'],
  ['Макарова Виктория', 'УК «Комфорт»', '846'],
  ['Назаров Эдуард', 'Кинотеатр «Заря»', '863'],
  ['Овчинникова Нина', '', '495'],
  ['Поляков Фёдор', 'Музей техники', '812'],
  ['Родионова Алина', 'ООО «Фасад-Групп»', '861'],
  ['Степанов Игнат', 'Ферма «Луговое»', '473'],
  ['Трофимова Жанна', 'Салон «Шёлк»', '343'],
  ['Устинов Марк', 'ООО «Инфолайн»', '495'],
  ['Фролова Зоя', 'Поликлиника № 4', '499'],
  ['Чайкин Всеволод', 'Яхт-клуб «Парус»', '862'],
  ['Шестакова Ева', 'Хлебозавод № 2', '846'],
  ['Щукин Арсений', 'ООО «Метизы Урала»', '351'],
  ['Якушева Ульяна', 'Агентство «Адрес»', '812'],
  ['Агафонов Демид', 'ООО «Сибхолод»', '391', 'Субподряд'],
  ['Блинова Милана', 'Кофейня «Зерно»', '495'],
  ['Власов Герман', 'Техникум связи', '831'],
  ['Дмитриева Арина', '', '812'],
  ['Емельянов Савелий', 'Логопарк «Юг»', '863'],
  ['Smith Oliver', 'Northwind Ducts Ltd', 'gb', 'По-английски; Лондон, −3 часа'],
  ['Carter Emily', 'Fairfax Airflow Inc.', 'us', 'По-английски'],
];

/** Contacts whose number has a scenario of its own, so that a demo can show how a callback fails: last digits by row. */
const endings: Readonly<Record<number, string>> = {
  3: '17',
  7: '19',
  14: '71',
  19: '20',
  27: '01',
  33: '21',
  42: '27',
  47: '88',
};
const favourites = new Set([0, 2, 6, 8, 16, 39]);

function cityNumber(city: string, row: number, ending: string): string {
  const pair = String(row + 10);
  if (city === 'gb') return `4420794600${ending}`;
  if (city === 'us') return `120255501${ending}`;
  return `7${city}0${String((row * 37) % 100).padStart(2, '0')}${pair}${ending}`;
}

function client([name, company, city, note = '']: Row, row: number): DemoClient {
  const chance = new Chance(row, 'client');
  const ending = endings[row] ?? plainEnding(chance);
  const work = { label: 'work' as const, digits: cityNumber(city, row, ending) };
  const operator = row % 2 === 0 ? '975' : '976';
  const mobileDigits = `7${operator}${chance.whole(100, 999)}${row + 20}${endings[row] ?? plainEnding(chance)}`;
  const mobile = { label: 'mobile' as const, digits: mobileDigits };
  const abroad = city === 'gb' || city === 'us';
  const numbers = abroad ? [work] : company === '' ? [mobile] : row % 3 === 1 ? [mobile, work] : [work, mobile];
  // Some are known by one number only.
  return {
    name,
    company,
    numbers: row % 4 === 3 ? numbers.slice(0, 1) : numbers,
    note,
    favourite: favourites.has(row),
  };
}

/** Two digits with which a client simply answers. */
function plainEnding(chance: Chance): string {
  for (;;) {
    const ending = String(chance.whole(0, 99)).padStart(2, '0');
    if (!isScenarioEnding(ending)) return ending;
  }
}

export const clients: readonly DemoClient[] = rows.map(client);

/** A number as the PBX tells it in its records: Russian ones with a 7, others with 810 and the country's code. */
export function wireNumber(digits: string): string {
  return digits.startsWith('7') ? digits : `810${digits}`;
}
