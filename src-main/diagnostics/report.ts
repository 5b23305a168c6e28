import type { AppView, InboxCounts, Preferences, SyncView } from '../contract/model.ts';
import { hidden, redact } from '../log/redact.ts';

export interface ReportParts {
  nowMs: number;
  app: AppView;
  preferences: Preferences;
  /** Null: no account is at work. */
  work: { sync: SyncView; inbox: InboxCounts } | null;
  /** `linux 6.1 x64`. */
  system: string;
  /** The last lines of the diary. */
  log: string;
}

/** What belongs to a person is told as being there or not. */
const personal: ReadonlySet<keyof Preferences> = new Set(['ownNumber', 'proxyAddress', 'proxyUser']);

/** Of a failure's values the words of ours and of the system; what the PBX or a person has written is not told. */
const plain: ReadonlySet<string> = new Set([
  'reason',
  'detail',
  'status',
  'call',
  'field',
  'limit',
  'limitMb',
  'version',
]);

/**
 * What whoever helps needs to know, as text that the person reads before it is saved: no keys, numbers, names or
 * addresses. The diary is masked when it is written, and once more here.
 */
export function diagnosticReport({ nowMs, app, preferences, work, system, log }: ReportParts): string {
  const settings = Object.entries(preferences).map(([name, value]) => {
    const told = personal.has(name as keyof Preferences) && value !== '' ? hidden : JSON.stringify(value);
    return `${name}: ${told}`;
  });
  return [
    'VATS Sputnik',
    section('program', [
      `time: ${new Date(nowMs).toISOString()}`,
      `version: ${app.version}`,
      `electron: ${app.electron}`,
      `system: ${system}`,
      `phase: ${app.phase}${app.lock ? ` (${app.lock})` : ''}`,
      `key kept: ${app.keyKeeping}, key store: ${app.keyStoreAvailable ? 'there' : 'none'}`,
      `accounts: ${app.accounts.length}${app.account?.demo ? ', demo' : ''}`,
      `locked by policy: ${app.policy.locked.join(', ') || 'nothing'}`,
      `notices: ${app.notices.map(({ code }) => code).join(', ') || 'none'}`,
    ]),
    section('connection', [
      `state: ${app.connection.state}`,
      `last answer: ${timeOf(app.connection.answeredAtMs)}`,
      `error: ${errorOf(app.connection.error)}`,
    ]),
    work && section('work', workLines(work)),
    section('settings', settings),
    section('log', [redact(log)]),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function workLines({ sync, inbox }: NonNullable<ReportParts['work']>): string[] {
  const { history } = sync;
  const load = history
    ? `${history.done ? 'done' : history.paused ? 'paused' : 'going on'}, from ${history.reachedDay}`
    : 'not begun';
  return [
    `last records: ${timeOf(sync.answeredAtMs)}`,
    `error: ${errorOf(sync.error)}`,
    `failing: ${sync.failing.join(', ') || 'nothing'}`,
    `unreadable records: ${sync.rejected}`,
    `first load: ${load}`,
    `waiting: ${inbox.voicemail} voicemails, ${inbox.fax} faxes, ${inbox.callback} callbacks, ${inbox.snoozed} put off`,
  ];
}

const section = (name: string, lines: readonly string[]) => `[${name}]\n${lines.join('\n')}`;

const timeOf = (atMs: number | null) => (atMs === null ? 'never' : new Date(atMs).toISOString());

function errorOf(error: AppView['connection']['error']): string {
  if (!error) return 'none';
  const told = Object.entries(error.params ?? {}).map(([name, value]) => [name, plain.has(name) ? value : hidden]);
  return redact(`${error.code} ${JSON.stringify(Object.fromEntries(told))}`);
}
