/**
 * The eight actions of the API in one table (document 3.1–3.7, order settled in the project's reading of it). The client
 * builds requests from it, the demo PBX checks them by it, the tests walk it.
 */

/** A short number, 3 to 20 digits. */
export type Extension = string;
/** An outside number as the API wants it: `7XXXXXXXXXX`, `8…` or `810…`, 10 to 20 digits. */
export type WireNumber = string;

export interface Parameter<Name extends string = string, Required extends boolean = boolean> {
  name: Name;
  required: Required;
  /** What the PBX accepts as a value; a refusal is `Parameter NAME – Incorrect`. */
  accepts(value: string): boolean;
}

export type Answer = 'ok' | 'task-id' | 'tasks' | 'regions' | 'list';

export interface Action {
  /** In the order in which they are sent, and therefore signed; `action` and `domain` go before, `check` after. */
  parameters: readonly Parameter[];
  answer: Answer;
  /** Sending it twice changes nothing, so a failed request may be repeated. */
  repeatable: boolean;
}

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const wholeFrom = (least: number) => (value: string) => /^\d{1,9}$/.test(value) && Number(value) >= least;

const required = <Name extends string>(name: Name, accepts: Parameter['accepts']): Parameter<Name, true> => ({
  name,
  required: true,
  accepts,
});
const optional = <Name extends string>(name: Name, accepts: Parameter['accepts']): Parameter<Name, false> => ({
  name,
  required: false,
  accepts,
});

const day = matches(/^(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.\d{4}$/);
const period = [required('dtStart', day), required('dtEnd', day)] as const;

/** 8495…, 7495…, 89…, 79… have 11 digits; 810… is an international number; 10 to 20 digits in all (document 3.4). */
export const isWireNumber = matches(/^(?:810\d{7,17}|[78]\d{9,19})$/);
export const isExtension = matches(/^\d{3,20}$/);

export const actions = {
  onlycheck: { parameters: [], answer: 'ok', repeatable: true },
  stat_callback: {
    parameters: [
      optional('cdpn', isExtension),
      optional('detail', matches(/^[01]$/)),
      optional('task', matches(/^\d{1,18}$/)),
      optional('last_task', matches(/^\d{1,18}$/)),
      optional('data_count', wholeFrom(1)),
      optional('order_field', matches(/^[a-z_]{1,40}$/)),
      optional('order_type', matches(/^(asc|desc)$/)),
    ],
    answer: 'tasks',
    repeatable: true,
  },
  free_numbers: { parameters: [], answer: 'regions', repeatable: true },
  callback_add: {
    parameters: [
      required('calltypeid', matches(/^[12]$/)),
      required('cgpn', isWireNumber),
      required('cdpn', isExtension),
      optional('calldt', matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)),
      optional('trycount', wholeFrom(1)),
      optional('trypause', wholeFrom(120)),
      optional('durmin', wholeFrom(0)),
      optional('calldelay', wholeFrom(0)),
    ],
    answer: 'task-id',
    repeatable: false,
  },
  sip_accounts: { parameters: [], answer: 'list', repeatable: true },
  call_records: { parameters: period, answer: 'list', repeatable: true },
  fax_files: { parameters: period, answer: 'list', repeatable: true },
  voicemail_files: { parameters: period, answer: 'list', repeatable: true },
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

export const actionNames = Object.keys(actions) as ActionName[];

type ParameterOf<A extends ActionName> = (typeof actions)[A]['parameters'][number];

/** The values of one action's parameters by name; what is not given is left out. */
export type Values<A extends ActionName> = {
  [P in Extract<ParameterOf<A>, { required: true }> as P['name']]: string;
} & {
  [P in Extract<ParameterOf<A>, { required: false }> as P['name']]?: string | undefined;
};
