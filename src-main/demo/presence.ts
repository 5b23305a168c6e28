import { colleagues, type Colleague, type DemoSipAccount } from './colleagues.ts';
import type { Php } from './php-json.ts';
import { Chance, hash32 } from './random.ts';
import { dayOf, dayStartMs, shiftDay, stamp, weekday } from './wall-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A phone renews its registration this often, and it holds twice as long. */
const RENEWAL_MS = 30 * MINUTE_MS;

/** Registered, or not, since when. */
export interface Presence {
  registered: boolean;
  sinceMs: number;
}

/** When an account is on or off at a moment; the same for the same seed, whoever asks how often. */
export function presenceAt(account: DemoSipAccount, seed: string, nowMs: number, zone: string): Presence {
  const today = dayOf(nowMs, zone);
  if (account.device === 'never') return { registered: false, sinceMs: dayStartMs(shiftDay(today, -40), zone) };
  if (account.device === 'desk') return deskPresence(account, seed, nowMs, zone);
  for (let back = 0; back < 5; back++) {
    const last = spans(account, seed, shiftDay(today, -back), zone)
      .filter(({ fromMs }) => fromMs <= nowMs)
      .at(-1);
    if (last) return { registered: last.registered, sinceMs: last.fromMs };
  }
  return { registered: false, sinceMs: dayStartMs(shiftDay(today, -5), zone) };
}

/** A desk phone is on day and night, and started anew once in a while. */
function deskPresence(account: DemoSipAccount, seed: string, nowMs: number, zone: string): Presence {
  const period = 3 + (hash32(account.sipName) % 9);
  const dayNumber = Math.floor(dayStartMs(dayOf(nowMs, zone), 'UTC') / 86_400_000);
  const startDay = shiftDay(dayOf(nowMs, zone), -(dayNumber % period) - 1);
  const chance = new Chance(seed, `desk ${account.sipName} ${startDay}`);
  return {
    registered: true,
    sinceMs: dayStartMs(startDay, zone) + chance.whole(0, 23) * HOUR_MS + chance.whole(0, HOUR_MS),
  };
}

/** A softphone comes in the morning, goes in the evening, and is away now and then. At weekends it stays off. */
function spans(account: DemoSipAccount, seed: string, day: string, zone: string) {
  if ([0, 6].includes(weekday(day))) return [];
  const chance = new Chance(seed, `soft ${account.sipName} ${day}`);
  const startMs = dayStartMs(day, zone);
  const span = (minutes: number, registered: boolean) => ({
    fromMs: startMs + minutes * MINUTE_MS + chance.whole(0, 59_999),
    registered,
  });
  const morning = chance.whole(8 * 60 + 15, 9 * 60 + 30);
  const lunch = chance.whole(12 * 60, 14 * 60);
  const evening = chance.whole(17 * 60 + 45, 20 * 60);
  return [span(morning, true), span(lunch, false), span(lunch + chance.whole(15, 50), true), span(evening, false)];
}

/** The answer of `sip_accounts` (document 3.5). Only what is registered expires; only what is not was last seen. */
export function accountsAnswer(domain: string, seed: string, nowMs: number, zone: string): Php {
  return colleagues.flatMap((colleague) =>
    colleague.accounts.map((account, index) => accountAnswer(colleague, account, index, { domain, seed, nowMs, zone })),
  );
}

interface Asked {
  domain: string;
  seed: string;
  nowMs: number;
  zone: string;
}

function accountAnswer(colleague: Colleague, account: DemoSipAccount, index: number, asked: Asked): Php {
  const { domain, seed, nowMs, zone } = asked;
  const { registered, sinceMs } = presenceAt(account, seed, nowMs, zone);
  const renewedMs = sinceMs + Math.floor((nowMs - sinceMs) / RENEWAL_MS) * RENEWAL_MS;
  const host = `192.0.2.${10 + Number(colleague.extension) - 100 + index * 100}`;
  const second = (ms: number) => stamp(Math.floor(ms / 1000) * 1000, zone);
  return {
    vats_user_id: colleague.userId,
    vats_user_name: colleague.name,
    sip_user_name: account.sipName,
    domain,
    state_name: registered ? 'зарегистрирован' : 'отключен',
    expires: registered ? second(renewedMs + 2 * RENEWAL_MS) : null,
    last_dt: registered ? null : second(sinceMs),
    contact: account.device === 'never' ? '' : `sip:${account.sipName}@${host}:5060`,
    user_agent: account.agent || null,
    // The document calls it an int, and this one PHP does give as one.
    is_active: registered ? 1 : 0,
    first_connect: registered ? second(sinceMs) : null,
  };
}
