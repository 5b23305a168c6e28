/**
 * The PBX's local time. The demo has its own few lines for it, apart from the client's, so that one mistake in both
 * directions cannot hide.
 */

const QUARTER_MS = 15 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** By zone and quarter of an hour: clocks change on quarters only, and `Intl` is slow where thousands are to be told. */
const offsets = new Map<string, number>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format;
}

/** What is added to UTC to get the zone's time. */
function offsetMs(ms: number, zone: string): number {
  const quarterMs = Math.floor(ms / QUARTER_MS) * QUARTER_MS;
  const key = `${zone}/${quarterMs}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const [date = '', time = ''] = formatOf(zone).format(quarterMs).split(', ');
    offset = Date.parse(`${date.split('/').reverse().join('-')}T${time}Z`) - quarterMs;
    if (offsets.size > 20_000) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

const wall = (ms: number, zone: string): string => new Date(ms + offsetMs(ms, zone)).toISOString();

/** `2015-01-30 17:53:37.85`: as a database prints it, without the fraction's last zeros, or without any fraction. */
export function stamp(ms: number, zone: string): string {
  const [day = '', time = ''] = wall(ms, zone).slice(0, -1).split('T');
  return `${day} ${time.replace(/\.?0+$/, '')}`;
}

/** The day, `YYYY-MM-DD`, of a moment in the zone. */
export function dayOf(ms: number, zone: string): string {
  return wall(ms, zone).slice(0, 10);
}

/** The moment at which a day begins in the zone. */
export function dayStartMs(day: string, zone: string): number {
  const utcMs = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may differ from that at the answer when the clocks change in between: hence twice.
  const first = utcMs - offsetMs(utcMs, zone);
  return utcMs - offsetMs(first, zone);
}

/** The day `days` after (or before) another. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** `dd.mm.yyyy` of a request to `YYYY-MM-DD`; null for a day that no calendar has, such as 31.02. */
export function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? [];
  if (!day || !month || !year) return null;
  const iso = `${year}-${month}-${day}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso) ? iso : null;
}
