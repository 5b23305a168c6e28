import type { Contact, InboxCounts, InboxItem, InboxRef, PhoneNumber, Preferences } from '../contract/model.ts';
import { refOf } from '../inbox/inbox.ts';
import { plainText } from './plain-text.ts';
import { quietEndMs } from './quiet.ts';
import { minuteText, timeText } from './times.ts';
import { kindOf, whoOf } from './told.ts';
import { wordsOf } from './words.ts';

export type TrayState = 'quiet' | 'new' | 'offline' | 'paused';

/** What the icon in the tray shows and offers. Labels are plain text. */
export interface TrayView {
  state: TrayState;
  tooltip: string;
  /** On the taskbar or the dock: what nobody has looked at. */
  badge: number;
  items: { label: string; opens: InboxRef | null }[];
  /** Each with the id of the account that he is to be rung for. */
  favourites: { label: string; number: PhoneNumber; accountId: string }[];
  /** Null: no account, nothing to be quiet about. */
  quiet: {
    label: string;
    hour: string;
    tomorrow: string;
    hours: string;
    hoursOn: boolean;
    off: string;
    on: boolean;
  } | null;
}

export interface Work {
  accountId: string;
  counts: InboxCounts;
  /** The newest of what waits. */
  items: InboxItem[];
  favourites: Contact[];
}

export const trayItemsMax = 5;
export const trayFavouritesMax = 5;

/** `work` null: no account is at work. */
export function trayView(work: Work | null, offline: boolean, preferences: Preferences, nowMs: number): TrayView {
  const words = wordsOf(preferences.language);
  if (!work) return { state: 'quiet', tooltip: words.appName, badge: 0, items: [], favourites: [], quiet: null };
  const { voicemail, fax, callback, unread } = work.counts;
  const waiting = voicemail + fax + callback;
  const quietUntilMs = quietEndMs(preferences, nowMs);
  const situation = [
    ...(quietUntilMs === null
      ? []
      : [words.quietUntil(timeText(quietUntilMs, nowMs, preferences.language, { exact: true }))]),
    ...(offline ? [words.offline] : []),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
  ];
  return {
    state: quietUntilMs !== null ? 'paused' : offline ? 'offline' : unread > 0 ? 'new' : 'quiet',
    tooltip: [words.appName, situation.join(' · ')].filter(Boolean).join(' — '),
    badge: unread,
    items: itemLines(work, waiting, preferences, nowMs),
    favourites: work.favourites.slice(0, trayFavouritesMax).flatMap(({ name, company, numbers: [first] }) => {
      if (!first) return [];
      const label = words.callTo(plainText(name) || plainText(company) || first.display);
      return [{ label, number: first.number, accountId: work.accountId }];
    }),
    quiet: quietMenu(preferences, nowMs),
  };
}

function itemLines({ items }: Work, waiting: number, preferences: Preferences, nowMs: number): TrayView['items'] {
  const { language, hideDetails } = preferences;
  const words = wordsOf(language);
  const lines: TrayView['items'] = items.slice(0, trayItemsMax).map((item) => {
    const who = hideDetails ? '' : whoOf(item) || words.unknown;
    const label = [words.kinds[kindOf(item)], who, timeText(item.atMs, nowMs, language)].filter(Boolean).join(' · ');
    return { label, opens: refOf(item) };
  });
  return waiting > lines.length ? [...lines, { label: words.allWaiting(waiting), opens: null }] : lines;
}

function quietMenu(preferences: Preferences, nowMs: number): TrayView['quiet'] {
  const words = wordsOf(preferences.language);
  return {
    label: words.quietMenu,
    hour: words.quietHour,
    tomorrow: words.quietTomorrow,
    hours: words.quietHours(minuteText(preferences.quietFrom), minuteText(preferences.quietTo)),
    hoursOn: preferences.quietHours,
    off: words.quietOff,
    on: (preferences.quietUntilMs ?? 0) > nowMs,
  };
}
