import { alerts } from './ru-alerts.ts';
import { calling } from './ru-calling.ts';
import { contactFiles } from './ru-contact-files.ts';
import { diagnostics } from './ru-diagnostics.ts';
import { errors } from './ru-errors.ts';
import { exporting } from './ru-export.ts';
import { inbox } from './ru-inbox.ts';
import { journal } from './ru-journal.ts';
import { keys } from './ru-keys.ts';
import { media } from './ru-media.ts';
import { numbers } from './ru-numbers.ts';
import { palette } from './ru-palette.ts';
import { statistics } from './ru-statistics.ts';
import { counted } from './plural.ts';

const n = (count: number, one: string, few: string, many: string) =>
  counted('ru', count, { one, few, many, other: few });

/** Every text of the app. Russian is the source: its shape is the type that every other language has to fill. */
export const ru = {
  app: {
    name: 'Спутник ВАТС',
    tagline: 'Перезвонить за один клик и увидеть, чем закончилось.',
    starting: 'Запускаем…',
  },

  pages: {
    inbox: 'Требуют внимания',
    callbacks: 'Обратные звонки',
    contacts: 'Контакты',
    team: 'Сотрудники',
    journal: 'Журнал',
    numbers: 'Номера',
    statistics: 'Статистика',
    settings: 'Настройки',
    sections: 'Разделы',
    openCalls: (count: number) => n(count, 'звонок идёт', 'звонка идут', 'звонков идут'),
  },

  words: {
    callBack: 'Перезвонить',
    callBackTo: (who: string) => `Перезвонить: ${who}`,
    save: 'Сохранить',
    cancel: 'Отменить',
    close: 'Закрыть',
    back: 'Назад',
    remove: 'Удалить',
    edit: 'Изменить',
    repeat: 'Повторить',
    putAway: 'Убрать',
    search: 'Поиск',
    clear: 'Очистить',
    again: 'Попробовать ещё раз',
    nameless: 'Без имени',
    extension: (extension: string) => `доб. ${extension}`,
  },

  welcome: {
    title: 'Подключить ВАТС',
    lead: 'Домен и ключ API есть в личном кабинете ВАТС, в разделе «Интеграция». Спросите администратора, если кабинета у вас нет.',
    domain: 'Домен ВАТС',
    domainHint: 'Например, company.vats.ru',
    key: 'Ключ API',
    showKey: 'Показать, что введено',
    hideKey: 'Скрыть, что введено',
    extension: 'Внутренний номер',
    extensionHint: 'Не помните? Оставьте пустым и выберите себя из списка.',
    more: 'Дополнительно',
    apiUrl: 'Адрес API',
    timeZone: 'Часовой пояс АТС',
    connect: 'Подключить',
    connecting: 'Подключаем…',
    demo: 'Попробовать демо',
    demoLead: 'Нет ключа под рукой? Посмотрите на учебной компании: никому по-настоящему не позвоним.',
    points: [
      'Звонок из любого списка за один клик',
      'Видно каждую попытку и её исход',
      'Ключ хранится только на этом компьютере',
    ],
    goOn: (domain: string) => `Вернуться к ${domain}`,
    who: 'Кто вы?',
    whoLead: (domain: string) =>
      `Ключ подошёл, ${domain} на связи. Выберите себя: на этот номер АТС будет звонить вам.`,
    whoFilter: 'Поиск по имени или номеру',
    whoNone: 'Никто не найден. Проверьте написание или вернитесь и введите номер сами.',
    whoEmpty: 'Ключ подошёл, но АТС не назвала ни одного сотрудника. Введите внутренний номер сами.',
    whoPick: 'Выберите себя в списке.',
  },

  secrets: {
    memoryTitle: 'Ключ будет храниться только до выхода',
    memoryText:
      'В этой системе нет хранилища ключей, а записывать ключ на диск открытым текстом мы не станем. После выхода его придётся ввести снова, если не закрыть его паролем: это можно сделать сразу после подключения.',
    memoryShort: 'Ключ будет храниться только до выхода: в системе нет хранилища ключей.',
    protect: 'Закрыть паролем',
    protectTitle: 'Пароль для ключа',
    protectText:
      'Ключ будет зашифрован этим паролем. Спутник спросит его при каждом запуске. Восстановить забытый пароль нельзя.',
    passphrase: 'Пароль',
    passphraseAgain: 'Пароль ещё раз',
    passphraseHint: 'Не короче 8 знаков; хорошо подойдут три-четыре слова.',
    passphraseDiffers: 'Пароли не совпадают. Введите второй раз то же самое.',
    showPassphrase: 'Показать пароль',
    hidePassphrase: 'Скрыть пароль',
    protected: 'Ключ закрыт паролем',
    lockedTitle: 'Введите пароль',
    lockedText: 'Ключ к АТС закрыт паролем. Пока он закрыт, позвонить нельзя.',
    unlock: 'Открыть',
    keyStoreTitle: 'Хранилище ключей закрыто',
    keyStoreText:
      'Ключ к АТС лежит в хранилище ключей системы, а оно не отвечает. Откройте его (обычно это вход в систему или связка ключей) и попробуйте ещё раз.',
    forget: 'Забыть ключ и подключиться заново',
  },

  demo: {
    banner: 'Это демо: компания и звонки ненастоящие.',
    leave: 'Выйти из демо',
  },

  ...calling,
  ...contactFiles,
  ...inbox,
  ...journal,
  ...keys,
  ...media,
  ...numbers,
  ...diagnostics,
  ...palette,
  ...alerts,
  ...exporting,
  ...statistics,

  contacts: {
    list: 'Список контактов',
    add: 'Добавить контакт',
    addTitle: 'Новый контакт',
    editTitle: 'Изменить контакт',
    searchHint: 'Имя, компания, номер или заметка',
    empty: 'Контактов пока нет',
    emptyMore: 'Добавьте того, кому часто звоните: имя и номер, и дальше звонок в один клик.',
    nothing: 'Никого не нашли',
    nothingMore: (text: string) => `Ни имя, ни номер, ни заметка не содержат «${text}».`,
    pick: 'Выберите контакт, чтобы увидеть подробности',
    name: 'Имя',
    company: 'Компания',
    note: 'Заметка',
    favourite: 'В избранном',
    favouriteMark: 'в избранном',
    addFavourite: 'Добавить в избранное',
    removeFavourite: 'Убрать из избранного',
    numbers: 'Номера',
    number: (index: number) => `Номер ${index}`,
    label: (index: number) => `Вид номера ${index}`,
    addNumber: 'Добавить номер',
    removeNumber: (index: number) => `Убрать номер ${index}`,
    noNumbers: 'Нет номеров',
    labels: { work: 'рабочий', mobile: 'мобильный', home: 'домашний', other: 'другой' },
    removed: (who: string) => `Контакт удалён: ${who}`,
    more: (count: number) => `ещё ${count}`,
    discardTitle: 'Закрыть без сохранения?',
    discardText: 'То, что вы изменили в контакте, пропадёт.',
    discard: 'Не сохранять',
    stay: 'Продолжить правку',
  },

  team: {
    list: 'Список сотрудников',
    searchHint: 'Имя или внутренний номер',
    me: 'это вы',
    online: (span: string) => `в сети ${span}`,
    onlineBare: 'в сети',
    offline: (since: string) => `не в сети ${since}`,
    offlineBare: 'не в сети',
    count: (online: number, all: number) => `${online} из ${all} в сети`,
    empty: 'АТС не назвала ни одного сотрудника',
    emptyMore: 'Список берётся из учётных записей SIP. Спросите администратора АТС.',
    loading: 'Читаем список сотрудников…',
    failed: 'Не удалось прочитать список сотрудников',
    nothing: 'Никого не нашли',
    nothingMore: (text: string) => `Нет сотрудника, у которого в имени или номере есть «${text}».`,
    readAt: (ago: string) => `обновлено ${ago}`,
  },

  settings: {
    calling: 'Звонки',
    ringFirst: 'Кому звоним первым',
    ringFirstHint: 'Кто снимет трубку первым, подождёт, пока ответит второй.',
    ringMe: 'Мне',
    ringClient: 'Клиенту',
    tries: 'Попыток',
    triesHint: 'Сколько раз АТС попробует дозвониться.',
    pause: 'Пауза между попытками',
    pauseHint: 'АТС не принимает меньше двух минут.',
    cancelPause: 'Время передумать',
    cancelPauseHint: 'Сколько ждать после нажатия, прежде чем отправить заказ на АТС.',
    cancelNone: 'Не ждать',
    ownNumber: 'Мой внешний номер',
    ownNumberHint: 'Нужен, чтобы звонить коллегам: АТС соединяет внутренний номер только с внешним.',
    ownNumberNone: 'Не указан',
    look: 'Вид',
    theme: 'Тема',
    themes: { system: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
    textSize: 'Размер текста',
    textSizeHint: 'Или Ctrl с плюсом, минусом и нулём.',
    percent: (count: number) => `${count}\u00a0%`,
    language: 'Язык',
    languages: { ru: 'Русский', en: 'English' },
    account: 'Подключение',
    domain: 'Домен ВАТС',
    extension: 'Внутренний номер',
    apiUrl: 'Адрес API',
    timeZone: 'Часовой пояс АТС',
    key: 'Ключ API',
    keeping: {
      'key-store': 'В хранилище ключей системы',
      passphrase: 'Зашифрован вашим паролем',
      memory: 'Только в памяти, до выхода из программы',
    },
    demoKey: 'Не нужен: это демо',
    others: 'Другие подключённые ВАТС',
    use: 'Перейти',
    useAccount: (domain: string) => `Перейти к ${domain}`,
    addAnother: 'Подключить ещё одну',
    disconnect: 'Отключить',
    disconnectTitle: 'Отключить ВАТС?',
    disconnectText:
      'Ключ будет стёрт с этого компьютера. Контакты и история звонков останутся и вернутся, когда вы подключите тот же домен.',
    about: 'О программе',
    version: 'Версия',
    engine: 'Electron',
    help: 'Справка',
    vendor: 'Сайт ВАТС',
    saved: 'Сохранено',
    seconds: (count: number) => n(count, 'секунда', 'секунды', 'секунд'),
    minutes: (count: number) => n(count, 'минута', 'минуты', 'минут'),
  },

  proxy: {
    label: 'Прокси',
    hint: 'Если в интернет вы выходите через прокси компании. Пароль хранится там же, где ключ API.',
    modes: { system: 'Как в системе', manual: 'Вручную', none: 'Без прокси' },
    address: 'Адрес прокси',
    addressHint: 'proxy.company.ru:3128',
    user: 'Имя пользователя',
    password: 'Пароль',
    showPassword: 'Показать пароль прокси',
    hidePassword: 'Скрыть пароль прокси',
    test: 'Проверить связь',
    testing: 'Проверяем…',
    works: 'АТС отвечает',
  },

  erase: {
    title: 'Стереть всё с этого компьютера',
    hint: 'Ключи, контакты, историю, записи, факсы и настройки. На самой АТС ничего не изменится.',
    action: 'Стереть…',
    question: 'Стереть всё с этого компьютера?',
    text: 'Ключи, контакты, заметки, история, записи, факсы и настройки всех подключённых ВАТС будут удалены без возможности вернуть. Контакты и заметки есть только здесь: на АТС их нет.',
    confirm: 'Стереть всё',
  },

  status: {
    unknown: 'Ждём ответа АТС…',
    online: 'На связи',
    offline: 'Нет связи',
    updated: (ago: string) => `обновлено ${ago}`,
    lastAnswer: (when: string) => `последний ответ ${when}`,
    memoryKey: 'Ключ до выхода',
    label: 'Состояние',
  },

  notices: {
    hide: 'Понятно',
  },

  time: {
    now: 'только что',
    ago: (span: string) => `${span} назад`,
    today: 'Сегодня',
    yesterday: 'Вчера',
    tomorrow: 'завтра',
    at: (time: string) => `в ${time}`,
    tomorrowAt: (time: string) => `завтра в ${time}`,
    dayAt: (day: string, time: string) => `${day} в ${time}`,
    since: (time: string) => `с ${time}`,
    sinceYesterday: (time: string) => `со вчера, ${time}`,
    sinceDay: (day: string, time: string) => `с ${day}, ${time}`,
    units: { second: 'с', minute: 'мин', hour: 'ч', day: 'д' },
  },

  network: {
    refused: 'по этому адресу никто не отвечает',
    dns: 'адрес сервера не найден',
    timeout: 'сервер не ответил вовремя',
    tls: 'не удалось установить защищённое соединение',
    reset: 'соединение оборвалось',
    offline: 'компьютер не подключён к сети',
    proxy: 'прокси не отвечает',
    'proxy-auth': 'прокси просит пароль',
    'proxy-denied': 'прокси не пускает',
    'proxy-kind': 'прокси неизвестного вида',
    other: 'сервер недоступен',
  },

  errors,
};

export type Messages = typeof ru;
