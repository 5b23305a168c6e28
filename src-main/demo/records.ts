import { Chance } from './random.ts';
import { recordAt, recordsOfDay, type DayOf, type DemoRecord, type DemoRecordKind } from './record-days.ts';
import { dayOf, dayStartMs, shiftDay } from './wall-time.ts';

const DAY_MS = 86_400_000;

/** New voicemails and faxes while the demo runs, so that there is something to see. */
export interface Arrivals {
  firstMs: number;
  /** On average; each one comes somewhat sooner or later. */
  everyMs: number;
}

export interface RecordBookOptions extends DayOf {
  /** The PBX was born so many days before. */
  historyDays: number;
  arrivals: Arrivals | null;
  startMs: number;
  /** Of the made-up days only what was told well before the start; see `BEFORE_MS`. */
  quiet: boolean;
}

/** Who starts together with the PBX may take what was told in the last moments for new. */
const BEFORE_MS = 120_000;

/** How an answer lists its records; no order is promised. */
export type RecordOrder = 'oldest-first' | 'newest-first' | 'shuffled';

/** Call records, faxes and voicemails. Days are made when they are asked for. */
export class RecordBook {
  /** Of the answers from now on. */
  order: RecordOrder = 'oldest-first';
  /** Everything is told so much later than usual. */
  lateMs = 0;
  #options: RecordBookOptions;
  #firstDay: string;
  #days = new Map<string, DemoRecord[]>();
  #added: DemoRecord[] = [];
  #arrived: DemoRecord[] = [];
  #nextArrivalMs: number;
  #arrivalCount = 0;
  #shuffles = 0;

  constructor(options: RecordBookOptions) {
    this.#options = options;
    this.#firstDay = shiftDay(dayOf(options.startMs, options.zone), -options.historyDays);
    this.#nextArrivalMs = options.startMs + (options.arrivals?.firstMs ?? 0);
  }

  /** One more, told at once unless `deliveredMs` says otherwise; what is not given is made up. */
  add(kind: DemoRecordKind, startMs: number, given: Partial<DemoRecord> = {}): DemoRecord {
    const madeUp = recordAt(kind, startMs, new Chance(this.#options.seed, `added ${this.#added.length}`));
    const record = { ...madeUp, deliveredMs: startMs, erased: false, ...given };
    this.#added.push(record);
    return record;
  }

  /** All of a kind whose day lies between the two, both inclusive, as far as it is told by now; erased ones too. */
  between(
    kind: DemoRecordKind,
    fromDay: string,
    toDay: string,
    nowMs: number,
    more: readonly DemoRecord[],
  ): DemoRecord[] {
    const { zone } = this.#options;
    this.#arriveUntil(nowMs);
    const fromMs = dayStartMs(fromDay, zone);
    const toMs = dayStartMs(shiftDay(toDay, 1), zone);
    const others = [...this.#added, ...this.#arrived, ...more].filter(
      (record) => record.kind === kind && record.startMs >= fromMs && record.startMs < toMs,
    );
    const told = [...this.#madeDays(kind, fromDay, toDay, nowMs), ...others]
      .filter((record) => record.deliveredMs + this.lateMs <= nowMs)
      .sort((a, b) => a.startMs - b.startMs);
    if (this.order === 'newest-first') return told.reverse();
    return this.order === 'shuffled' ? new Chance(this.#shuffles++, 'shuffle').shuffled(told) : told;
  }

  #madeDays(kind: DemoRecordKind, fromDay: string, toDay: string, nowMs: number): DemoRecord[] {
    const today = dayOf(nowMs, this.#options.zone);
    const last = toDay < today ? toDay : today;
    const records: DemoRecord[] = [];
    let day = fromDay > this.#firstDay ? fromDay : this.#firstDay;
    for (; day <= last; day = shiftDay(day, 1)) records.push(...this.#day(kind, day));
    return records;
  }

  #day(kind: DemoRecordKind, day: string): DemoRecord[] {
    const key = `${kind} ${day}`;
    const known = this.#days.get(key) ?? this.#made(kind, day);
    this.#days.set(key, known);
    return known;
  }

  #made(kind: DemoRecordKind, day: string): DemoRecord[] {
    const { quiet, startMs } = this.#options;
    const records = recordsOfDay(kind, day, this.#options);
    return quiet ? records.filter((record) => record.deliveredMs <= startMs - BEFORE_MS) : records;
  }

  #arriveUntil(nowMs: number): void {
    const { arrivals, seed } = this.#options;
    // A clock that jumped does not bring thousands at once.
    if (arrivals && nowMs - this.#nextArrivalMs > DAY_MS) this.#nextArrivalMs = nowMs;
    while (arrivals && this.#nextArrivalMs <= nowMs) {
      const chance = new Chance(seed, `arrival ${this.#arrivalCount++}`);
      const kind = chance.happens(0.7) ? 'voicemail' : 'fax';
      const record = recordAt(kind, this.#nextArrivalMs, chance);
      // It is the end of the message that arrives: it began before.
      const startMs = this.#nextArrivalMs - record.seconds * 1000;
      this.#arrived.push({ ...record, startMs, deliveredMs: this.#nextArrivalMs, erased: false });
      this.#nextArrivalMs += Math.round(arrivals.everyMs * (0.6 + chance.next() * 0.8));
    }
  }
}
