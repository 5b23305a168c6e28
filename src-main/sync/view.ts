import type { HistoryView, SyncView } from '../contract/model.ts';
import type { PbxDay } from '../vats/model.ts';
import { daysBetween } from './days.ts';
import type { SyncState } from './engine.ts';
import type { HistoryProgress } from './history.ts';

/** How the sync of all kinds stands, as one. `today` on the PBX's calendar. */
export function toSyncView(state: SyncState, today: PbxDay): SyncView {
  const readers = Object.values(state);
  const answers = readers.map(({ answeredAtMs }) => answeredAtMs);
  const histories = readers.flatMap(({ history }) => history ?? []);
  return {
    answeredAtMs: answers.includes(null) ? null : Math.min(...answers.map(Number)),
    error: readers.map(({ error, pastError }) => error ?? pastError).find((error) => error !== null) ?? null,
    rejected: readers.reduce((sum, { rejected }) => sum + rejected, 0),
    history: histories.length === readers.length ? joined(histories, today) : null,
  };
}

/** As far as all of them have come. */
function joined(histories: readonly HistoryProgress[], today: PbxDay): HistoryView {
  const days = histories.map(({ reachedDay }) => reachedDay).sort();
  const parts = histories.map(({ done, reachedDay, untilDay }) => {
    const all = daysBetween(untilDay, today);
    return done || all <= 0 ? 1 : Math.min(1, daysBetween(reachedDay, today) / all);
  });
  return {
    done: histories.every(({ done }) => done),
    paused: histories.some(({ paused, done }) => paused && !done),
    reachedDay: days.at(-1) ?? today,
    part: parts.reduce((sum, part) => sum + part, 0) / parts.length,
  };
}
