import { countedRu as n } from './plural.ts';

/** Calls for later: choosing the time, the list of what is planned, and the PBX's own list. */
export const planning = {
  plan: {
    action: 'Перезвонить в…',
    actionTo: (who: string) => `Перезвонить в…: ${who}`,
    changeTitle: 'Изменить звонок',
    when: 'Когда',
    quick: {
      now: 'Сейчас',
      in15: 'Через 15 минут',
      in60: 'Через час',
      today18: 'Сегодня в 18:00',
      tomorrow9: 'Завтра в 9:00',
      monday9: 'В понедельник в 9:00',
    },
    choose: 'Выбрать время…',
    date: 'День',
    time: 'Время',
    incomplete: 'Укажите и день, и время.',
    first: 'Сначала звоним',
    toMe: 'Мне',
    toClient: 'Клиенту',
    toColleague: 'Коллеге',
    tries: 'Попыток',
    pause: 'Пауза',
    pauseOf: (minutes: number) => `${minutes} мин`,
    says: (when: string, first: string, tries: string) => `Позвоним ${when}: сначала ${first}, ${tries}`,
    now: 'сейчас',
    firstMe: 'вам',
    firstClient: 'клиенту',
    firstColleague: 'коллеге',
    triesOf: (tries: number, seconds: number) => {
      const count = n(tries, 'попытка', 'попытки', 'попыток');
      if (tries === 1) return count;
      const minutes = Math.floor(seconds / 60);
      const rest = seconds % 60;
      const parts = [minutes > 0 && n(minutes, 'минута', 'минуты', 'минут'), rest > 0 && `${rest} с`];
      return `${count}, пауза ${parts.filter(Boolean).join(' ')}`;
    },
    confirm: 'Запланировать',
    confirmNow: 'Перезвонить',
    confirmChange: 'Изменить',
    held: (until: string) => `Запланировано на ${until}`,
    heldFor: (span: string) => `отправим на АТС через ${span}`,
    atPbx: 'Уже на АТС: отменить можно только в её кабинете.',
    already: (until: string) => `Этот звонок уже запланирован на ${until}.`,
    missed: 'Спутник был закрыт, а время прошло. Никому не звонили.',
    fix: 'Исправить номер',
  },

  callViews: {
    label: 'Какие звонки показать',
    mine: 'Мои',
    planned: 'Запланированные',
    pbx: 'На АТС',
    refresh: 'Обновить',
  },

  planned: {
    list: 'Запланированные звонки',
    empty: 'Ничего не запланировано',
    emptyMore: 'Нажмите стрелку рядом с «Перезвонить» или Shift+Enter на строке и выберите время.',
    pick: 'Выберите звонок, чтобы увидеть подробности',
    left: (span: string) => `через ${span}`,
    due: 'вот-вот',
    readAt: (ago: string) => `С АТС прочитано ${ago}`,
    elsewhere: 'заказан не здесь',
    problem: 'Звонки, заказанные не здесь, прочитать не удалось.',
  },

  pbxTasks: {
    list: 'Задачи на АТС',
    extension: 'Чьи звонки',
    everyone: 'Все сотрудники',
    loading: 'Читаем задачи АТС…',
    empty: 'На АТС нет задач обратного звонка',
    emptyOf: (who: string) => `У сотрудника нет задач: ${who}`,
    pick: 'Выберите задачу, чтобы увидеть её попытки',
    more: 'Показать ещё',
    end: 'Это все задачи на АТС',
    queued: 'Ждёт своей очереди',
    scheduled: (when: string) => `АТС позвонит ${when}`,
    ringingMe: 'Звоним вам',
    ringingColleague: 'Звоним сотруднику',
    attemptFailed: (attempt: number, max: number) => `Попытка ${attempt} из ${max} не удалась`,
    created: 'Создана',
    due: 'Выполнить',
    executed: 'Выполнена',
    colleague: 'Сотрудник',
    client: 'Клиент',
    origin: 'Заказана',
    here: 'на этом компьютере',
    elsewhere: 'не здесь',
  },
};
