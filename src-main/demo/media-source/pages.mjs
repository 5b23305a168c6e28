/** The pages of the demo's faxes, as SVG of 204×196 dpi: everything on them is invented. */

export const WIDTH = 1728;
export const HEIGHT = 2292;
const LEFT = 150;

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const text = (x, y, size, words, more = '') =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="DejaVu Sans" ${more}>${escaped(words)}</text>`;

/** Lines of running text from `y` on. */
const lines = (y, size, all, x = LEFT) => all.map((words, i) => text(x, y + i * size * 1.5, size, words)).join('');

const bold = 'font-weight="bold"';
const line = (x1, y1, x2, y2, width = 3) =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="black" stroke-width="${width}"/>`;

function table(y, widths, rows, height = 62) {
  const total = widths.reduce((a, b) => a + b, 0);
  const parts = [];
  for (let i = 0; i <= rows.length; i++) parts.push(line(LEFT, y + i * height, LEFT + total, y + i * height));
  let x = LEFT;
  for (const [column, width] of [...widths, 0].entries()) {
    parts.push(line(x, y, x, y + rows.length * height));
    for (const [row, cells] of rows.entries()) {
      if (cells[column]) parts.push(text(x + 14, y + row * height + 42, 28, cells[column], row === 0 ? bold : ''));
    }
    x += width;
  }
  return parts.join('');
}

const stamp = (x, y, words) =>
  `<g fill="none" stroke="black" stroke-width="6"><circle cx="${x}" cy="${y}" r="130"/><circle cx="${x}" cy="${y}" r="104"/></g>` +
  text(x, y + 7, 20, words, `text-anchor="middle" ${bold}`);

const signature = (x, y) =>
  `<path d="M${x} ${y} c40 -90 70 -60 40 10 s60 -110 90 -30 s40 20 70 -40 s20 90 80 10 s60 -20 110 -30" fill="none" stroke="black" stroke-width="5"/>`;

/** What the sending machine prints above each page. */
const header = (from, page, pages) =>
  text(60, 46, 26, `${from}    ЛИСТ ${page} ИЗ ${pages}`) + line(0, 66, WIDTH, 66, 2);

const page = (body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="white"/>${body}</svg>`;

const offer = [
  header('ОТ: ООО «АЛЬФА-КЛИМАТ»', 1, 2) +
    text(LEFT, 210, 56, 'ООО «Альфа-Климат»', bold) +
    lines(270, 28, ['Москва, ул. Вымышленная, 14', 'тел. +7 495 000-10-20']) +
    text(WIDTH / 2, 470, 52, 'КОММЕРЧЕСКОЕ ПРЕДЛОЖЕНИЕ', `text-anchor="middle" ${bold}`) +
    text(WIDTH / 2, 535, 32, 'на поставку вентиляционного оборудования', 'text-anchor="middle"') +
    lines(640, 32, [
      'Уважаемые коллеги!',
      'В ответ на ваш запрос направляем предложение на оборудование',
      'для объекта «Складской корпус № 2». Срок поставки — 18 рабочих',
      'дней с даты оплаты. Доставка до объекта включена.',
    ]) +
    table(
      900,
      [90, 760, 140, 220, 220],
      [
        ['№', 'Наименование', 'Кол.', 'Цена', 'Сумма'],
        ['1', 'Установка приточная УП-400', '2', '184 500', '369 000'],
        ['2', 'Воздуховод оцинкованный, 200 мм', '64', '1 120', '71 680'],
        ['3', 'Клапан обратный КО-200', '12', '2 340', '28 080'],
        ['4', 'Шумоглушитель ШГ-200/900', '4', '6 950', '27 800'],
        ['5', 'Автоматика, комплект', '2', '58 200', '116 400'],
        ['', 'Итого с НДС', '', '', '612 960'],
      ],
    ) +
    lines(1450, 30, [
      'Цены действительны 14 дней. Оплата: 50 % аванс, 50 % по отгрузке.',
      'Технические данные — на листе 2.',
    ]) +
    text(LEFT, 1760, 32, 'Менеджер проекта') +
    signature(560, 1760) +
    text(1060, 1760, 32, 'А. С. Петрова') +
    stamp(1360, 1960, 'АЛЬФА-КЛИМАТ'),
  header('ОТ: ООО «АЛЬФА-КЛИМАТ»', 2, 2) +
    text(LEFT, 210, 44, 'Приложение. Технические данные УП-400', bold) +
    table(
      280,
      [760, 560],
      [
        ['Параметр', 'Значение'],
        ['Расход воздуха', '400 м³/ч'],
        ['Напор', '310 Па'],
        ['Мощность нагревателя', '6,0 кВт'],
        ['Питание', '380 В, 50 Гц'],
        ['Уровень шума', '38 дБ(А)'],
        ['Масса', '54 кг'],
      ],
    ) +
    `<g fill="none" stroke="black" stroke-width="5"><rect x="${LEFT}" y="900" width="1100" height="420"/><circle cx="480" cy="1110" r="130"/><path d="M480 980 v260 M350 1110 h260 M760 960 v300 M800 960 v300 M840 960 v300 M960 960 l120 300 M1080 960 l-120 300"/></g>` +
    lines(1400, 28, [
      'Рис. 1. Вентилятор, нагреватель, фильтр. Размеры 1100 × 420 мм.',
      'Обслуживание — со стороны крышки.',
    ]),
];

const invoice = [
  header('ОТ: АО «ПРОМВЕНТ»  +7 812 000-14-15', 1, 1) +
    text(LEFT, 220, 50, 'Счёт на оплату № 2417', bold) +
    line(LEFT, 250, WIDTH - LEFT, 250, 6) +
    lines(330, 30, [
      'Поставщик: АО «Промвент», Санкт-Петербург',
      'Покупатель: ООО «Северный ветер»',
      'Основание: договор № 118',
    ]) +
    table(
      560,
      [90, 720, 160, 220, 240],
      [
        ['№', 'Товар', 'Кол-во', 'Цена', 'Сумма'],
        ['1', 'Фильтр карманный G4 592×592', '40', '1 480', '59 200'],
        ['2', 'Фильтр карманный F7 592×592', '20', '2 960', '59 200'],
        ['3', 'Ремень приводной SPA-1250', '16', '870', '13 920'],
        ['', 'Итого', '', '', '132 320'],
        ['', 'В том числе НДС', '', '', '22 053'],
      ],
    ) +
    lines(1020, 34, ['Сто тридцать две тысячи триста двадцать рублей 00 копеек']) +
    lines(1110, 28, ['Счёт действителен 5 банковских дней. Товар отпускается по факту прихода денег.']) +
    text(LEFT, 1340, 32, 'Руководитель') +
    signature(480, 1340) +
    text(LEFT, 1460, 32, 'Бухгалтер') +
    signature(480, 1460) +
    stamp(1240, 1420, 'ПРОМВЕНТ'),
];

const request = [
  header('ОТ: КАФЕ «САМОВАР»', 1, 1) +
    text(LEFT, 240, 64, 'ЗАЯВКА НА РЕМОНТ', bold) +
    `<g font-style="italic">${lines(380, 44, [
      'Здравствуйте!',
      'На кухне второй день не работает вытяжка:',
      'гудит, но не тянет. Просим прислать мастера',
      'сегодня или завтра до 11 часов.',
      '',
      'Адрес: ул. Придуманная, 3, вход со двора.',
      'Спросить Михаила.',
    ])}</g>` +
    `<path d="M300 1250 q200 -140 420 0 t420 0" fill="none" stroke="black" stroke-width="9"/>` +
    signature(1000, 1180),
];

const paragraphs = (chapter, points) =>
  points.flatMap((words, i) => [
    `${chapter}.${i + 1}. ${words[0]}`,
    ...words.slice(1).map((more) => `        ${more}`),
    '',
  ]);

const contract = [
  header('ОТ: ООО «СТРОЙПРОЕКТ-М»', 1, 2) +
    text(WIDTH / 2, 230, 46, 'ДОГОВОР ПОДРЯДА № 31/В', `text-anchor="middle" ${bold}`) +
    text(LEFT, 330, 38, '1. Предмет договора', bold) +
    lines(
      400,
      30,
      paragraphs(1, [
        [
          'Подрядчик обязуется смонтировать систему вентиляции',
          'на объекте Заказчика, а Заказчик — принять и оплатить работу.',
        ],
        ['Состав работ определён сметой (приложение № 1).'],
        ['Материалы поставляет Подрядчик.'],
      ]),
    ) +
    text(LEFT, 860, 38, '2. Сроки', bold) +
    lines(
      930,
      30,
      paragraphs(2, [['Начало работ — в течение 5 дней после аванса.'], ['Окончание — не позднее 45 дней от начала.']]),
    ) +
    text(LEFT, 1200, 38, '3. Цена и расчёты', bold) +
    lines(
      1270,
      30,
      paragraphs(3, [
        ['Цена работ — 1 248 000 рублей, включая НДС.'],
        ['Аванс — 30 %; остальное — по актам, ежемесячно.'],
      ]),
    ),
  header('ОТ: ООО «СТРОЙПРОЕКТ-М»', 2, 2) +
    text(LEFT, 210, 38, '4. Гарантия', bold) +
    lines(
      280,
      30,
      paragraphs(4, [
        ['Гарантийный срок — 24 месяца с даты акта.'],
        ['Выезд по гарантии — не позднее 2 рабочих дней.'],
      ]),
    ) +
    text(LEFT, 620, 38, 'Подписи сторон', bold) +
    lines(720, 30, ['Заказчик', 'ООО «Стройпроект-М»']) +
    signature(LEFT, 920) +
    stamp(600, 900, 'СТРОЙПРОЕКТ') +
    lines(720, 30, ['Подрядчик', 'ООО «Северный ветер»'], 1000) +
    signature(1000, 920),
];

const acts = [1, 2, 3].map(
  (number) =>
    header('ОТ: ГК «СЕВЕРНАЯ ВЕРФЬ»', number, 3) +
    text(LEFT, 210, 46, `Акт сверки, лист ${number}`, bold) +
    table(
      280,
      [200, 560, 240, 240],
      [
        ['Дата', 'Документ', 'Дебет', 'Кредит'],
        ...Array.from({ length: 24 }, (_, i) => {
          const row = (number - 1) * 24 + i;
          const sum = String(1000 + ((row * 7919) % 89000));
          const day = String(1 + (row % 28)).padStart(2, '0');
          const paid = row % 3 === 2;
          return [
            `${day}.0${number + 2}`,
            paid ? `Оплата № ${400 + row}` : `Отгрузка № ${700 + row}`,
            paid ? '' : sum,
            paid ? sum : '',
          ];
        }),
      ],
    ) +
    (number === 3 ? text(LEFT, 2000, 32, 'Расхождений нет.') + signature(700, 2000) : ''),
);

export const documents = { offer, invoice, request, contract, acts };

export const svgPage = page;
