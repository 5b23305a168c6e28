import { countedRu as n, numberRu } from './plural.ts';

const calls = (count: number) => n(count, 'звонок', 'звонка', 'звонков');

/** «Статистика». */
export const statistics = {
  statistics: {
    number: numberRu,
    percent: (part: number) => `${numberRu(Math.round(part * 100))}\u00a0%`,
    calls,
    /** Of talk: hours do not become days, as working time does not. */
    talk: (seconds: number) => {
      const minutes = Math.round(seconds / 60);
      if (seconds > 0 && minutes === 0) return `${seconds}\u00a0с`;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return hours === 0 ? `${rest}\u00a0мин` : `${numberRu(hours)}\u00a0ч ${rest}\u00a0мин`;
    },
    period: 'Период',
    spans: { week: '7 дней', month: '30 дней', quarter: 'Квартал', year: 'Год', own: 'Свои даты' },
    from: 'С',
    to: 'По',
    busy: 'Считаем…',
    empty: 'За это время ничего не было',
    emptyMore: 'Выберите другой период. Если история ещё загружается с АТС, цифры появятся сами.',
    partial: (day: string) => `История загружена с ${day}: за более ранние дни цифры ещё неполные.`,
    asTable: 'Таблицей',
    asChart: 'Графиком',
    tableOf: (chart: string) => `Таблицей: ${chart}`,
    chartOf: (chart: string) => `Графиком: ${chart}`,
    figures: 'Главные цифры',
    tiles: {
      calls: 'Звонки',
      missed: 'Пропущенные',
      talk: 'В разговоре',
      voicemail: 'Голосовые',
      fax: 'Факсы',
      success: 'Дозвонились',
    },
    tileMore: {
      missed: (part: string) => `${part} входящих`,
      talk: (mean: string) => `в среднем ${mean}`,
      success: (ended: number) => `из ${n(ended, 'обратного', 'обратных', 'обратных')}`,
    },
    noSuccess: 'обратных не было',
    openTile: (tile: string) => `Показать в журнале: ${tile}`,
    showInJournal: 'Показать в журнале',
    up: (change: string) => `больше на ${change}`,
    down: (change: string) => `меньше на ${change}`,
    same: 'без изменений',
    points: (points: number) => `${numberRu(points)}\u00a0п.\u00a0п.`,
    before: (value: string) => `В прошлый такой же период: ${value}`,
    series: { answered: 'Принятые', missed: 'Пропущенные', out: 'Исходящие', internal: 'Внутренние' },
    seriesOf: {
      answered: (count: number) => n(count, 'принятый', 'принятых', 'принятых'),
      missed: (count: number) => n(count, 'пропущенный', 'пропущенных', 'пропущенных'),
      out: (count: number) => n(count, 'исходящий', 'исходящих', 'исходящих'),
      internal: (count: number) => n(count, 'внутренний', 'внутренних', 'внутренних'),
    },
    columns: { calls: 'Звонки', talk: 'Разговор', count: 'Число', part: 'Доля', name: 'Имя', hour: 'Часы' },
    days: {
      title: { day: 'Звонки по дням', week: 'Звонки по неделям', month: 'Звонки по месяцам' },
      step: { day: 'День', week: 'Неделя', month: 'Месяц' },
      summary: (total: number, most: string, count: number) => `${calls(total)}; больше всего ${most}: ${count}.`,
      nothing: 'Звонков не было.',
    },
    hours: {
      title: 'Звонки по часам и дням недели',
      measure: 'Что показать',
      measures: { in: 'Входящие', missed: 'Пропущенные', out: 'Исходящие' },
      summary: (at: string, count: number) => `Больше всего: ${at} (${count}).`,
      nothing: 'Таких звонков не было.',
      day: 'День',
      at: (day: string, from: number, to: number) => `${day}, ${from}–${to}\u00a0ч`,
    },
    weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    weekdaysLong: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
    parties: {
      title: 'Сотрудники и группы',
      which: 'Кого показать',
      people: 'Сотрудники',
      groups: 'Группы',
      nobody: { people: 'Никто не указан', groups: 'Без группы' },
      summary: (name: string, count: number) => `Больше всего звонков: ${name}, ${count}.`,
      nothing: 'Звонков не было.',
      more: (count: number) => `Ещё ${numberRu(count)}`,
      fewer: 'Свернуть',
      missed: (count: number) => n(count, 'пропущен', 'пропущено', 'пропущено'),
    },
    callbacks: {
      title: 'Обратные звонки',
      summary: (ordered: number, tries: number, talk: string) =>
        `${n(ordered, 'заказ', 'заказа', 'заказов')} с этого компьютера, ${n(tries, 'попытка', 'попытки', 'попыток')}, ${talk} разговора.`,
      nothing: 'С этого компьютера обратных звонков не заказывали.',
      outcome: 'Чем кончилось',
      outcomes: {
        succeeded: 'Разговор состоялся',
        failed: 'Не дозвонились',
        refused: 'АТС отказала',
        cancelled: 'Отменены',
        lost: 'Потеряны',
        open: 'Ещё идут',
      },
      causes: 'Почему не удались попытки',
      noCauses: 'Неудачных попыток не было.',
    },
    best: {
      title: 'Когда лучше звонить',
      summary: 'Часы, в которые чаще отвечают на исходящие звонки.',
      nothing: 'Исходящих звонков пока мало, чтобы судить.',
      anyDay: 'любой день',
      answers: (part: string, answered: number, tries: number) => `${part}: ${answered} из ${tries}`,
      answered: 'Ответили',
      tries: 'Звонили',
      client: (when: string) => `Чаще отвечает: ${when}`,
      stretch: (days: string, from: number, to: number) => `${days && `${days} `}${from}–${to}\u00a0ч`,
    },
  },
};
