import type { HistoryView, SyncView } from '../contract/model.ts';
import type { PbxDay } from '../vats/model.ts';
import { daysBetween } from './days.ts';
import { syncedKinds, type SyncState } from './engine.ts';
import type { HistoryProgress } from './history.ts';

/** How the sync of all kinds stands, as one. `today` on the PBX's calendar. */
export function toSyncView(state: SyncState, today: PbxDay): SyncView {
  const readers = Object.values(state);
  const answers = readers.map(({ answeredAtMs }) => answeredAtMs);
  const histories = readers.flatMap(({ history }) => history ?? []);
  return {
    answeredAtMs: answers.includes(null) ? null : Math.min(...answers.map(Number)),
    error: readers.map(({ error, pastError }) => error ?? pastError).find((error) => error !== null) ?? null,
    failing: syncedKinds.filter((kind) => state[kind].error ?? state[kind].pastError),
    rejected: readers.reduce((sum, { rejected }) => sum + rejected, 0),
    history: histories.length === readers.length ? joined(histories, today) : null,
  };
}

/** As far as all of them have come; one that is done has come as far as there is anything. */
function joined(histories: readonly HistoryProgress[], today: PbxDay): HistoryView {
  const open = histories.filter(({ done }) => !done);
  const days = (open.length > 0 ? open : histories).map(({ reachedDay }) => reachedDay).sort();
  const parts = histories.map(({ done, reachedDay, untilDay }) => {
    const all = daysBetween(untilDay, today);
    return done || all <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(reachedDay, today) / all));
  });
  return {
    done: open.length === 0,
    paused: open.some(({ paused }) => paused),
    // When all is done, what the one that came furthest has reached.
    reachedDay: (open.length > 0 ? days.at(-1) : days[0]) ?? today,
    part: parts.reduce((sum, part) => sum + part, 0) / parts.length,
  };
}
