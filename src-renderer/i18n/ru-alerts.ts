import type { RecordKind } from '../../src-main/contract/model.ts';
import { countedRu as n } from './plural.ts';

const list = new Intl.ListFormat('ru');
const recordKinds: Record<RecordKind, string> = { call: 'звонки', voicemail: 'голосовые', fax: 'факсы' };

/** Settings of notifications and files, and the progress of the sync. */
export const alerts = {
  alerts: {
    title: 'Уведомления',
    messages: 'Голосовые и факсы',
    messagesHint: 'Сообщать о новых, когда они приходят.',
    failed: 'Несостоявшиеся звонки',
    failedHint: 'Сообщать, что не дозвонились, если окно Спутника не на виду.',
    hideDetails: 'Скрывать подробности',
    hideDetailsHint: 'Без имён и номеров: если экран видят другие.',
    sound: 'Звук',
    soundHint: 'Какой именно, решает система.',
    quietNow: 'Не беспокоить',
    quietNowHint: 'Ничего не показывать. Потом придёт одно уведомление обо всём.',
    quietHour: 'На 1 час',
    quietTomorrow: 'До завтра',
    quietUntil: (moment: string) => `Включено до ${moment}`,
    quietEnd: 'Выключить',
    quietHours: 'Тихие часы',
    quietHoursHint: 'Каждый день в это время не показывать ничего.',
    quietSame: 'Начало и конец совпадают: тихих часов нет.',
    from: 'с',
    to: 'до',
    quietFrom: 'Начало тихих часов',
    quietTo: 'Конец тихих часов',
    sampleTitle: 'Как это выглядит',
    sample: 'Показать пример',
    sampleHint: 'Не пришло? Разрешите уведомления Спутника в настройках системы.',
  },

  files: {
    title: 'Файлы и история',
    history: 'Глубина истории',
    historyHint: 'За сколько времени назад загрузить звонки, голосовые и факсы. Что уже загружено, останется.',
    months: (count: number) => n(count, 'месяц', 'месяца', 'месяцев'),
    years: (count: number) => n(count, 'год', 'года', 'лет'),
    keep: 'Хранить записи и факсы',
    keepHint: 'Открытые файлы лежат на этом компьютере зашифрованными. На АТС они не удаляются.',
    days: (count: number) => n(count, 'день', 'дня', 'дней'),
    always: 'Пока есть место',
    room: 'Место для файлов',
    hosts: 'Разрешённые серверы файлов',
    hostsHint: 'Откуда, кроме адреса АТС, загружаются записи и факсы.',
    forgetHost: (host: string) => `Больше не загружать с ${host}`,
    roomHint: 'Когда оно кончится, уступят те, что не открывали дольше всего.',
    megabytes: (count: string) => `${count} МБ`,
    gigabytes: (count: string) => `${count} ГБ`,
  },

  syncing: {
    history: (percent: string) => `История: ${percent}`,
    historyReached: (day: string, percent: string) => `История: загружена с ${day} · ${percent}`,
    paused: (percent: string) => `История на паузе: ${percent}`,
    progress: 'Загрузка истории',
    pause: 'Приостановить загрузку истории',
    resume: 'Продолжить загрузку истории',
    refresh: 'Обновить',
    failed: (kinds: readonly RecordKind[], why: string) =>
      `${kinds.length < 3 ? `не обновились ${list.format(kinds.map((kind) => recordKinds[kind]))}` : 'история не обновилась'}: ${why}`,
  },
};
