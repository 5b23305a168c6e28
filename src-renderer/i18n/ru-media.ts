import { countedRu as n } from './plural.ts';

/** The player and the fax viewer. */
export const media = {
  media: {
    recording: 'Запись разговора',
    message: 'Голосовое сообщение',
    play: 'Слушать',
    pause: 'Пауза',
    back: 'Назад на 5 с',
    forward: 'Вперёд на 5 с',
    minusFive: '−5 с',
    plusFive: '+5 с',
    position: 'Позиция в записи',
    positionOf: (at: string, whole: string) => `${at} из ${whole}`,
    speed: 'Скорость',
    speedOf: (speed: string) => `${speed}×`,
    volume: 'Громкость',
    percent: (percent: number) => `${percent}\u00a0%`,
    mute: 'Выключить звук',
    unmute: 'Включить звук',

    loading: 'Загружаем…',
    loaded: (received: string, total: string | null) => (total === null ? received : `${received} из ${total}`),
    kilobytes: (count: string) => `${count} КБ`,
    megabytes: (count: string) => `${count} МБ`,
    cancel: 'Отменить загрузку',
    allowHost: (host: string) => `Разрешить ${host}`,
    allowHostMore:
      'Спутник сможет загружать с этого сервера записи и факсы, но не ключ и не ваши данные. Разрешайте, только если знаете, что ваша АТС хранит файлы там. Запретить снова можно в настройках: «Файлы и история».',
    allow: 'Разрешить',
    save: 'Сохранить…',
    saved: 'Файл сохранён',

    fax: 'Страницы факса',
    show: 'Показать страницы',
    opening: 'Открываем…',
    page: (page: number, pages: number) => `Страница ${page} из ${pages}`,
    pageShort: (page: number, pages: number) => `${page} из ${pages}`,
    pages: (pages: number) => n(pages, 'страница', 'страницы', 'страниц'),
    previousPage: 'Предыдущая страница',
    nextPage: 'Следующая страница',
    zoomIn: 'Крупнее',
    zoomOut: 'Мельче',
    fitWidth: 'По ширине',
    fitPage: 'Страница целиком',
    rotate: 'Повернуть',
    print: 'Печать…',
    tools: 'Вид и печать',

    problems: {
      damaged: 'Файл факса повреждён, показать его нельзя. Сохраните его и попробуйте открыть в другой программе.',
      unsupported:
        'Спутник не умеет показывать факсы в таком формате. Сохраните файл и откройте его в другой программе.',
      'too-long':
        'Факс открывается слишком долго: похоже, файл повреждён. Сохраните его и попробуйте открыть в другой программе.',
      'too-large': 'Факс слишком большой, чтобы показать его здесь. Сохраните его и откройте в другой программе.',
      locked: 'Факс закрыт паролем. Сохраните его и откройте в другой программе.',
    },
    pageProblems: {
      damaged: 'Эта страница повреждена.',
      unsupported: 'Страницы в таком формате Спутник показывать не умеет.',
      'too-long': 'Эта страница открывается слишком долго: похоже, она повреждена.',
      'too-large': 'Эта страница слишком большая, чтобы показать её здесь.',
      locked: 'Эта страница закрыта паролем.',
    },
    notPrinted: 'Не удалось подготовить факс к печати. Сохраните его и напечатайте из другой программы.',
  },
};
