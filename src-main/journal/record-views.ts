import type { StoredRecord } from '../cache/queries/record-row.ts';
import type { KnownAs } from '../contacts/contacts.ts';
import type { PhoneNumber, RecordView } from '../contract/model.ts';
import { wallTimeMs } from '../local-time.ts';
import { mediaIdOf } from '../media/media-id.ts';
import { displayNumber, fromPbxNumber } from '../vats/numbers.ts';

interface RecordViewsOptions {
  /** Of the person at this PC. */
  extension: string;
  whoAre(numbers: readonly PhoneNumber[]): Promise<Map<PhoneNumber, KnownAs>>;
  /** Of a colleague, by extension; null: nobody known. */
  colleague(extension: string): string | null;
  /** As the PBX writes it: `YYYY-MM-DD HH:MM:SS.mmm`. */
  pbxTime(atMs: number): string;
  /** Its file is on this PC. */
  hasFile(mediaId: string): boolean;
}

/** Records of the cache as a person sees them: with names, without links. */
export class RecordViews {
  readonly #options: RecordViewsOptions;

  constructor(options: RecordViewsOptions) {
    this.#options = options;
  }

  /** In the same order. Contacts are asked once for all of them. */
  async of(records: readonly StoredRecord[]): Promise<RecordView[]> {
    const numbers = records.flatMap(({ client }) => (client === null ? [] : [client]));
    const known = await this.#options.whoAre(numbers);
    return records.map((record) => this.#view(record, known.get(record.client ?? '') ?? null));
  }

  #view(record: StoredRecord, known: KnownAs | null): RecordView {
    const { client, direction, startedAtMs } = record;
    const mediaId = record.fileUrl === null ? null : mediaIdOf(record);
    const other = fromPbxNumber(this.#otherSide(record));
    const colleague = direction === 'internal' ? other.extension : null;
    return {
      id: record.id,
      kind: record.kind,
      startedAtMs,
      durationSeconds: record.durationSeconds,
      direction,
      client: client === null ? null : { number: client, contactId: known?.contactId ?? null },
      colleague: colleague === this.#options.extension ? null : colleague,
      name: known?.name ?? (colleague && this.#options.colleague(colleague)) ?? '',
      display: client === null ? other.display : displayNumber(client),
      extension: record.extension,
      person: record.userName,
      group: record.groupName,
      pbxTime: this.#pbxTime(startedAtMs),
      mediaId,
      mediaHere: mediaId !== null && this.#options.hasFile(mediaId),
      marks: {
        readAtMs: record.readAtMs,
        doneAtMs: record.doneAtMs,
        doneBy: record.doneBy,
        doneOrderId: record.doneOrderId,
        snoozedUntilMs: record.snoozedUntilMs,
      },
      note: record.note,
    };
  }

  #otherSide({ direction, numberA, numberB }: StoredRecord): string {
    const mine = direction === 'internal' && fromPbxNumber(numberA).extension === this.#options.extension;
    return direction === 'out' || mine ? numberB : numberA;
  }

  #pbxTime(atMs: number): string | null {
    const text = this.#options.pbxTime(atMs).slice(0, 19);
    const here = new Date(wallTimeMs(atMs)).toISOString();
    return text === here.slice(0, 19).replace('T', ' ') ? null : text;
  }
}
