/** What the clock of this PC shows at that moment, in milliseconds as if that were UTC. */
export const wallTimeMs = (atMs: number): number => atMs - new Date(atMs).getTimezoneOffset() * 60_000;

/** `2026-11-23`, on this PC's calendar. */
export const localDay = (atMs: number): string => new Date(wallTimeMs(atMs)).toISOString().slice(0, 10);
