/** As a date field has it, `YYYY-MM-DD`, on this PC's calendar. */
export function writtenDay(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join('-');
}

/** The first moment of the day that a date field holds; null: none, or one before 1970. */
export function readDay(text: string): number | null {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  const atMs = new Date(year, month - 1, day).getTime();
  return text === '' || !(atMs >= 0) ? null : atMs;
}

/** The moment as `datetime-local` writes it, in the PC's zone, to the minute. */
export function writtenMoment(atMs: number): string {
  const date = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** What a `datetime-local` field holds; null: nothing whole. */
export function readMoment(written: string): number | null {
  const atMs = new Date(written).getTime();
  return written === '' || Number.isNaN(atMs) ? null : atMs;
}
