import { countedRu as n } from './plural.ts';

const messages = (count: number) => n(count, 'сообщение', 'сообщения', 'сообщений');

/** «Требуют внимания». */
export const inbox = {
  inbox: {
    list: 'Требуют внимания',
    waitingCount: (count: number) => n(count, 'ждёт ответа', 'ждут ответа', 'ждут ответа'),
    shelf: 'Полка',
    shelves: { waiting: 'Ждут ответа', snoozed: 'Отложенные', done: 'Готовые' },
    kind: 'Что показать',
    kinds: { all: 'Все', voicemail: 'Голосовые', fax: 'Факсы', callback: 'Звонки' },
    voicemail: (duration: string) => `Голосовое, ${duration}`,
    fax: 'Факс',
    unread: 'новое',

    done: 'Готово',
    doneWith: (who: string) => `Готово: ${who}`,
    snooze: 'Отложить',
    snoozeWith: (who: string) => `Отложить: ${who}`,
    reopen: 'Вернуть',
    asRead: 'Прочитано',
    asUnread: 'Не прочитано',
    actions: 'Действия',

    choices: {
      soon: 'Через 15 минут',
      hour: 'Через час',
      evening: 'Сегодня вечером',
      tomorrow: 'Завтра утром',
      monday: 'В понедельник',
      now: 'Сейчас, не откладывать',
      other: 'Выбрать время…',
    },
    untilTitle: 'Отложить до',
    untilLabel: 'Дата и время',
    untilPast: 'Это время уже прошло. Выберите более позднее.',

    snoozedUntil: (when: string) => `Отложено, вернётся ${when}`,
    backSince: (when: string) => `Было отложено, вернулось ${when}`,
    doneAt: (when: string) => `Готово ${when}`,
    closedByCallback: (when: string) => `Закрыто само: вы дозвонились ${when}`,

    messages,
    saidDone: (count: number, who: string) => (count === 1 ? `Готово: ${who}` : `Готово: ${messages(count)}`),
    saidSnoozed: (who: string, when: string) => `Вернётся ${when}: ${who}`,
    saidAwake: (who: string) => `Снова ждёт ответа: ${who}`,
    saidReopened: (count: number, who: string) =>
      count === 1 ? `Снова ждёт ответа: ${who}` : `Снова ждут ответа: ${messages(count)}`,
    undone: 'Отменено',

    pick: 'Выберите сообщение',
    pickMore: 'Всё можно сделать с клавиатуры:',
    gone: 'Этого сообщения больше нет',
    keys: {
      move: 'по списку',
      open: 'открыть',
      call: 'перезвонить',
      done: 'готово',
      snooze: 'отложить',
      read: 'прочитано',
      undo: 'вернуть как было',
      play: 'слушать',
      space: 'Пробел',
    },
    chosen: (count: number) => `Выбрано: ${count}`,
    chosenMore: 'Действие коснётся всех сразу.',
    dropChosen: 'Снять выбор',
    empty: {
      waiting: 'Никто не ждёт ответа',
      snoozed: 'Ничего не отложено',
      done: 'Здесь пока пусто',
    },
    emptyMore: {
      waiting: 'Новые голосовые, факсы и неудачные звонки появятся здесь сами.',
      snoozed: 'Отложенное побудет здесь и вернётся в срок.',
      done: 'Сюда уходит всё, что отмечено «Готово». Ничего не удаляется.',
    },
    emptyKind: 'Такого здесь нет',
    showAll: 'Показать все',
    end: {
      waiting: 'Это все, кто ждёт ответа',
      snoozed: 'Это всё, что отложено',
      done: 'Это всё, что отмечено «Готово»',
    },
  },
};
