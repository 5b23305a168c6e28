/**
 * How often a process that writes is killed. `npm run test:kills`, before a release, sets it; then whatever else goes by
 * samples takes every case, too.
 */
export const kills = Number(process.env.SPUTNIK_KILLS ?? 12);

export const isLongRun = process.env.SPUTNIK_KILLS !== undefined;
