import * as v from 'valibot';
import type { CauseView } from './callbacks.ts';
import { ClientNumbers } from './numbers.ts';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** From the first moment to the last, which is not included; UTC. */
export const StatisticsPeriod = v.object({ fromMs: moment, toMs: moment });
export type StatisticsPeriod = v.InferOutput<typeof StatisticsPeriod>;

export const StatisticsDays = v.object({
  /** The moments at which days (or weeks, or months) begin on this PC, ascending, and the end of the last. */
  boundariesMs: v.pipe(v.array(moment), v.minLength(2), v.maxLength(5000)),
});
export type StatisticsDays = v.InferOutput<typeof StatisticsDays>;

/** A client's numbers: only calls with this client. */
export const StatisticsHours = v.object({ ...StatisticsPeriod.entries, client: v.optional(ClientNumbers) });
export type StatisticsHours = v.InferOutput<typeof StatisticsHours>;

/** What a day (or whatever lies between two boundaries) had. */
export interface DayCounts {
  in: number;
  out: number;
  internal: number;
  /** Of `in`: without a talk. */
  missed: number;
  voicemail: number;
  fax: number;
  /** Of all calls. */
  talkSeconds: number;
}

/** Calls that began in one hour of one weekday, on this PC's clock. */
export interface HourCounts {
  in: number;
  /** Of `in`. */
  missed: number;
  out: number;
  /** Of `out`: those with a talk. */
  answered: number;
}

/** An hour at which people answer, by what there was so far. */
export interface GoodHour {
  /** 0 is Monday; null: any day, as there are too few calls to tell the days apart. */
  weekday: number | null;
  /** 0 to 23. */
  hour: number;
  tries: number;
  answered: number;
}

export interface HourStatistics {
  /** 168, Monday's midnight first. */
  hours: HourCounts[];
  /** The best first, at most five; empty: too few calls to tell. */
  best: GoodHour[];
}

/** Of an employee or a group; the empty name is that of calls for which the PBX names none. */
export interface PartyCounts {
  name: string;
  in: number;
  out: number;
  internal: number;
  /** Of `in`. */
  missed: number;
  talkSeconds: number;
}

export interface PartyStatistics {
  /** The busiest first. */
  people: PartyCounts[];
  groups: PartyCounts[];
}

/** Callbacks ordered on this PC. */
export interface CallbackStatistics {
  ordered: number;
  /** Of `ordered`, as are the next five, which with it make up all. */
  open: number;
  succeeded: number;
  failed: number;
  /** By the PBX, at once. */
  refused: number;
  cancelled: number;
  /** No task came of it, or the PBX no longer knows it. */
  lost: number;
  tries: number;
  talkSeconds: number;
  /** Why tries failed, the most frequent first. */
  causes: { cause: CauseView; count: number }[];
}
