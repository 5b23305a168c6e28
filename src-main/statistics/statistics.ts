import type { Cache } from '../cache/cache.ts';
import { hoursOfWeek, type Period } from '../cache/queries/statistics.ts';
import { Failure } from '../contract/errors.ts';
import type {
  CallbackStatistics,
  CauseView,
  DayCounts,
  HourCounts,
  HourStatistics,
  PartyCounts,
  PartyStatistics,
  StatisticsDays,
  StatisticsHours,
  StatisticsPeriod,
} from '../contract/model.ts';
import { bestHours } from './best-hours.ts';
import { boundaryRuns, offsetHere, pieces, zonedPieces, type OffsetAt } from './periods.ts';

interface StatisticsOptions {
  cache: Pick<Cache, 'run'>;
  explainCause(code: number): CauseView;
  /** Of this PC's zone, unless said otherwise. */
  offsetAt?: OffsetAt;
}

/**
 * «Статистика», counted from what the cache knows. Long periods are asked for month by month, so that whoever asks the
 * cache for something else meanwhile waits for one month only.
 */
export class Statistics {
  readonly #cache: Pick<Cache, 'run'>;
  readonly #explainCause: StatisticsOptions['explainCause'];
  readonly #offsetAt: OffsetAt;

  constructor({ cache, explainCause, offsetAt = offsetHere }: StatisticsOptions) {
    this.#cache = cache;
    this.#explainCause = explainCause;
    this.#offsetAt = offsetAt;
  }

  /** In the order of the boundaries, one less than there are. Failure `bad-input` for boundaries out of order. */
  async days({ boundariesMs }: StatisticsDays): Promise<DayCounts[]> {
    if (boundariesMs.some((boundary, index) => index > 0 && boundary <= (boundariesMs[index - 1] ?? 0)))
      throw new Failure('bad-input', { params: { field: 'boundariesMs' } });
    const none = { in: 0, out: 0, internal: 0, missed: 0, voicemail: 0, fax: 0, talkSeconds: 0 };
    const days = boundariesMs.slice(1).map((): DayCounts => ({ ...none }));
    const known = await this.#known({ fromMs: boundariesMs[0] ?? 0, toMs: boundariesMs.at(-1) ?? 0 });
    for (const run of boundaryRuns(boundariesMs, known)) {
      const counts = await this.#cache.run('statistics.days', run.boundariesMs);
      counts.forEach((own, index) => add(days[run.buckets[index] ?? 0], own));
    }
    return days;
  }

  async hours({ client, ...period }: StatisticsHours): Promise<HourStatistics> {
    const hours = Array.from({ length: hoursOfWeek }, (): HourCounts => ({ in: 0, missed: 0, out: 0, answered: 0 }));
    for (const piece of zonedPieces(await this.#known(period), this.#offsetAt)) {
      const counts = await this.#cache.run('statistics.hours', piece, client ?? null);
      counts.forEach((own, index) => add(hours[index], own));
    }
    return { hours, best: bestHours(hours) };
  }

  async parties(period: StatisticsPeriod): Promise<PartyStatistics> {
    const people = new Map<string, PartyCounts>();
    const groups = new Map<string, PartyCounts>();
    for (const piece of pieces(await this.#known(period))) {
      const counts = await this.#cache.run('statistics.parties', piece);
      for (const own of counts.people) addNamed(people, own);
      for (const own of counts.groups) addNamed(groups, own);
    }
    return { people: busiestFirst(people), groups: busiestFirst(groups) };
  }

  async callbacks(period: StatisticsPeriod): Promise<CallbackStatistics> {
    const counts = await this.#cache.run('statistics.orders', period);
    const causes = counts.causes.map(({ code, count }) => ({ cause: this.#explainCause(code), count }));
    return { ...counts, causes };
  }

  /** As much of the period as there are records of: «since ever» must not be asked for month by month from 1970 on. */
  async #known({ fromMs, toMs }: Period): Promise<Period> {
    const span = await this.#cache.run('records.span');
    if (!span) return { fromMs, toMs: fromMs };
    return { fromMs: Math.max(fromMs, span.oldestMs), toMs: Math.min(toMs, span.newestMs + 1) };
  }
}

/** Adds up number by number. */
function add<T extends object>(total: T | undefined, own: T): void {
  if (!total) return;
  const sums = total as Record<string, unknown>;
  for (const [field, value] of Object.entries(own)) {
    const sum = sums[field];
    if (typeof value === 'number' && typeof sum === 'number') sums[field] = sum + value;
  }
}

function addNamed(counts: Map<string, PartyCounts>, own: PartyCounts): void {
  const known = counts.get(own.name);
  if (known) add(known, own);
  else counts.set(own.name, own);
}

const callsOf = (own: PartyCounts) => own.in + own.out + own.internal;

const busiestFirst = (counts: Map<string, PartyCounts>) =>
  [...counts.values()].sort((a, b) => callsOf(b) - callsOf(a) || a.name.localeCompare(b.name, 'ru'));
