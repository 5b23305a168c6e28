import type { InboxKind, Language } from '../contract/model.ts';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const counted = (language: Language, count: number, forms: Forms) =>
  `${count} ${forms[rules[language].select(count)] ?? forms.other}`;

const ru = {
  appName: 'Спутник ВАТС',
  kinds: { voicemail: 'Голосовое', fax: 'Факс', callback: 'Не дозвонились' } satisfies Record<InboxKind, string>,
  newKinds: { voicemail: 'Новое голосовое', fax: 'Новый факс', callback: 'Не дозвонились' },
  back: 'Снова ждёт ответа',
  notOrdered: 'Звонок не заказан',
  unknown: 'номер не определён',
  forWhom: (who: string) => `для: ${who}`,
  tries: (count: number) => counted('ru', count, { one: 'попытка', few: 'попытки', many: 'попыток', other: 'попытки' }),
  orders: {
    refused: 'АТС не приняла заказ',
    'not-created': 'Связь оборвалась, АТС не получила заказ',
    vanished: 'АТС больше не знает об этом звонке',
    unreachable: 'Нет связи с АТС, заказ не отправлен',
    missed: 'Спутник был закрыт, а время прошло',
  },
  news: (count: number) =>
    counted('ru', count, {
      one: 'новое сообщение',
      few: 'новых сообщения',
      many: 'новых сообщений',
      other: 'новых сообщения',
    }),
  failedMany: (count: number) => `Не дозвонились: ${count}`,
  backMany: (count: number) => `Снова ждут ответа: ${count}`,
  mixed: (count: number) => `Ждут ответа: ${count}`,
  afterQuiet: (count: number) =>
    `За время тишины: ${counted('ru', count, { one: 'новое', few: 'новых', many: 'новых', other: 'новых' })}`,
  counts: {
    voicemail: (count: number) =>
      counted('ru', count, { one: 'голосовое', few: 'голосовых', many: 'голосовых', other: 'голосовых' }),
    fax: (count: number) => counted('ru', count, { one: 'факс', few: 'факса', many: 'факсов', other: 'факса' }),
    callback: (count: number) =>
      counted('ru', count, { one: 'недозвон', few: 'недозвона', many: 'недозвонов', other: 'недозвона' }),
  },
  more: (count: number) => `ещё ${count}`,
  listen: 'Прослушать',
  open: 'Открыть',
  callBack: 'Перезвонить',
  sampleName: 'Анна Петрова',
  sampleBody: '0:42 · так выглядят уведомления',
  failures: {
    'order-repeated': 'Этот звонок вы заказали только что.',
    'no-account': 'ВАТС не подключена.',
    other: 'Попробуйте ещё раз в окне Спутника.',
  },

  offline: 'нет связи с АТС',
  quietUntil: (time: string) => `не беспокоить до ${time}`,
  waiting: (count: number) =>
    counted('ru', count, { one: 'ждёт ответа', few: 'ждут ответа', many: 'ждут ответа', other: 'ждут ответа' }),
  allWaiting: (count: number) => `Все, кто ждёт ответа (${count})`,
  callTo: (who: string) => `Перезвонить: ${who}`,
  quietMenu: 'Не беспокоить',
  quietHour: 'На 1 час',
  quietTomorrow: 'До завтра, 9:00',
  quietHours: (from: string, to: string) => `По расписанию, ${from}–${to}`,
  quietOff: 'Выключить',
};

export type Words = typeof ru;

const en: Words = {
  appName: 'VATS Sputnik',
  kinds: { voicemail: 'Voicemail', fax: 'Fax', callback: 'Not reached' },
  newKinds: { voicemail: 'New voicemail', fax: 'New fax', callback: 'Not reached' },
  back: 'Waiting again',
  notOrdered: 'Call not ordered',
  unknown: 'unknown number',
  forWhom: (who) => `for: ${who}`,
  tries: (count) => counted('en', count, { one: 'try', other: 'tries' }),
  orders: {
    refused: 'The PBX refused the order',
    'not-created': 'The connection broke, the PBX did not get the order',
    vanished: 'The PBX no longer knows this call',
    unreachable: 'No connection to the PBX, the order was not sent',
    missed: 'Sputnik was closed, and its time passed',
  },
  news: (count) => counted('en', count, { one: 'new message', other: 'new messages' }),
  failedMany: (count) => `Not reached: ${count}`,
  backMany: (count) => `Waiting again: ${count}`,
  mixed: (count) => `Waiting for an answer: ${count}`,
  afterQuiet: (count) => `While it was quiet: ${count} new`,
  counts: {
    voicemail: (count) => counted('en', count, { one: 'voicemail', other: 'voicemails' }),
    fax: (count) => counted('en', count, { one: 'fax', other: 'faxes' }),
    callback: (count) => counted('en', count, { one: 'call not connected', other: 'calls not connected' }),
  },
  more: (count) => `${count} more`,
  listen: 'Listen',
  open: 'Open',
  callBack: 'Call back',
  sampleName: 'Anna Petrova',
  sampleBody: '0:42 · this is what notifications look like',
  failures: {
    'order-repeated': 'You ordered this call just now.',
    'no-account': 'No VATS is connected.',
    other: 'Try again in Sputnik’s window.',
  },

  offline: 'no connection to the PBX',
  quietUntil: (time) => `do not disturb until ${time}`,
  waiting: (count) => `${count} waiting`,
  allWaiting: (count) => `All waiting (${count})`,
  callTo: (who) => `Call back: ${who}`,
  quietMenu: 'Do not disturb',
  quietHour: 'For 1 hour',
  quietTomorrow: 'Until tomorrow, 9:00',
  quietHours: (from, to) => `By schedule, ${from}–${to}`,
  quietOff: 'Turn off',
};

/** What is said outside of the window about what waits. */
export const wordsOf = (language: Language): Words => (language === 'ru' ? ru : en);
