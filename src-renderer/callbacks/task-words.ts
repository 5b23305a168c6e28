import type { LegRole, PbxTask } from '../../src-main/contract/model.ts';
import type { I18n } from '../i18n/i18n.svelte.ts';
import type { Wanted } from './orders.svelte.ts';

/** Who is called by a task of the PBX: the name, or the number. */
export const clientOf = ({ client }: PbxTask): string => client.name || client.display;

/** Whose phone it rings: «Иван Сидоров», or «доб. 102». */
export const colleagueOf = ({ extension, extensionName }: PbxTask, { t }: I18n): string =>
  extensionName || t.words.extension(extension);

/** What the two sides of a task's tries are called. */
export function sidesOf(task: PbxTask, { t }: I18n): Record<LegRole, string> {
  return { me: task.mine ? t.history.me : t.pbxTasks.colleague, other: t.pbxTasks.client };
}

/** The order that leads to the task's client from this PC; null: what the PBX wrote is no number. */
export function wantedBy(task: PbxTask): Wanted | null {
  const { number, name } = task.client;
  return number === null
    ? null
    : { target: { kind: 'client', written: number }, name: name || null, who: clientOf(task) };
}

/** How far a task is, told from the outside: it may be anybody's. */
export function taskSentence(task: PbxTask, { t, formats }: I18n, nowMs: number): string {
  const says = t.calls.stage;
  const due = task.startsAtMs !== null && task.startsAtMs > nowMs ? formats.moment(task.startsAtMs, nowMs) : null;
  switch (task.stage) {
    case 'scheduled':
      return due === null ? t.pbxTasks.queued : t.pbxTasks.scheduled(due);
    case 'ringing-me':
      return task.mine ? t.pbxTasks.ringingMe : t.pbxTasks.ringingColleague;
    case 'ringing-other':
      return says.ringingClient;
    case 'talking':
      return says.talking;
    case 'waiting': {
      const soFar = t.pbxTasks.attemptFailed(task.attempt, task.attemptsMax);
      return due === null ? soFar : `${soFar}, ${says.waitingNext(due)}`;
    }
    case 'done':
      return task.talkSeconds === null ? says.doneBare : says.done(formats.duration(task.talkSeconds));
    case 'failed':
      return task.attempt === 0 ? says.failedBare : says.failed(task.attempt);
    default:
      return t.pbxTasks.queued;
  }
}
