/** Who works at the demo's company: ООО «Северный ветер», which sells and repairs ventilation. All of it invented. */

export const groups = {
  sales: 'Продажи',
  support: 'Поддержка',
  accounts: 'Бухгалтерия',
  store: 'Склад',
  office: 'Администрация',
} as const;
export type Group = keyof typeof groups;

/** How an account lives: a desk phone stays on day and night, a softphone comes and goes with its owner. */
export type Device = 'desk' | 'soft' | 'never';

export interface DemoSipAccount {
  sipName: string;
  device: Device;
  agent: string;
}

export interface Colleague {
  userId: string;
  name: string;
  extension: string;
  group: Group;
  accounts: readonly DemoSipAccount[];
  /** Rung together with the extension. */
  mobiles: readonly string[];
}

const agents = {
  yealink: 'Yealink SIP-T31P 124.86.0.40',
  fanvil: 'Fanvil X3U 2.12.1.2',
  grandstream: 'Grandstream GXP1625 1.0.7.13',
  softphone: 'MicroSIP/3.21.3',
  mobile: 'LinphoneAndroid/5.2.3 (LinphoneSDK/5.3.26)',
  zoiper: 'Z 5.6.1 v2.10.19.9',
} as const;

const desk = (sipName: string, agent: keyof typeof agents): DemoSipAccount => {
  return { sipName, device: 'desk', agent: agents[agent] };
};
const soft = (sipName: string, agent: keyof typeof agents): DemoSipAccount => {
  return { sipName, device: 'soft', agent: agents[agent] };
};

function colleague(
  extension: string,
  name: string,
  group: Group,
  accounts: readonly DemoSipAccount[],
  mobiles: readonly string[] = [],
): Colleague {
  return { userId: String(8900 + Number(extension)), name, extension, group, accounts, mobiles };
}

/** The numbers are of no real person: see `clients.ts` for how they were chosen. */
export const colleagues: readonly Colleague[] = [
  colleague('101', 'Смирнова Анна', 'sales', [desk('101', 'yealink')]),
  colleague('102', 'Кузнецов Дмитрий', 'sales', [desk('102', 'yealink')]),
  colleague('103', 'Орлова Екатерина', 'sales', [soft('103', 'softphone')]),
  colleague('104', 'Вершинин Павел', 'office', [desk('104', 'fanvil')], ['79750120104', '79760120104']),
  colleague('105', 'Белова Марина', 'sales', [soft('105', 'zoiper')]),
  colleague('106', 'Громов Алексей', 'support', [desk('106', 'grandstream')]),
  colleague('107', 'Тарасов Илья', 'support', [desk('107', 'grandstream'), soft('107m', 'mobile')]),
  colleague('108', 'Никитина Ольга', 'support', [soft('108', 'softphone')]),
  colleague('109', 'Фёдоров Сергей', 'support', [soft('109', 'softphone')]),
  colleague('110', 'Захарова Людмила', 'accounts', [desk('110', 'yealink')]),
  colleague('111', 'Ёлкина Татьяна', 'accounts', [desk('111', 'yealink')]),
  colleague('112', 'Гусев Роман', 'store', [desk('112', 'fanvil')]),
  colleague('113', 'Мельников Виктор', 'store', [soft('113', 'mobile')]),
  colleague('114', 'Соколов Артём', 'store', [{ sipName: '114', device: 'never', agent: '' }]),
  colleague('115', 'Лебедева Ирина', 'office', [desk('115', 'yealink')]),
  colleague('116', 'Абдуллин Тимур', 'sales', [soft('116', 'zoiper')]),
];

const byExtension = new Map(colleagues.map((each) => [each.extension, each]));

export function colleagueAt(extension: string): Colleague | undefined {
  return byExtension.get(extension);
}

/** What records call the group of somebody. */
export function groupName(colleague: Colleague | undefined): string {
  return colleague ? groups[colleague.group] : '';
}
