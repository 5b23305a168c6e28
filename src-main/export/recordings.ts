import { access, constants, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredRecord } from '../cache/queries/record-row.ts';
import { Failure } from '../contract/errors.ts';
import { mediaIdOf } from '../media/media-id.ts';
import type { RecordFiles } from '../media/record-files.ts';
import { displayNumber } from '../vats/numbers.ts';
import type { RunningExport } from './running-export.ts';

/** Fetched at the same time: the wait is for the network, and the exchange has others to serve. */
const atOnce = 3;
/** After so many files in a row that the exchange was not reached for, it is not there. */
const unreachedMax = 6;

interface Recordings {
  files: Pick<RecordFiles, 'suggestedName' | 'saveTo'>;
  folder: string;
  pages: AsyncGenerator<StoredRecord[]>;
  running: RunningExport;
  /** Of each file, when it is whole. */
  onSaved(path: string): void;
}

/** Failure `folder-not-writable`. */
export async function assertWritable(folder: string): Promise<void> {
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new Failure('folder-not-writable', { cause: error });
  });
}

/**
 * Puts the file of each record that has one into the folder, under a name that tells what it is; nothing there is
 * replaced. A file that cannot be had is listed, the others are kept. Failures, which end it: `file-not-saved` (the disk is
 * full or gone: no other would fare better), `network` when the exchange is out of reach.
 */
export async function saveRecordings({ files, folder, pages, running, onSaved }: Recordings): Promise<void> {
  let unreached = 0;
  const save = async (record: StoredRecord) => {
    try {
      const saved = record.fileUrl === null ? null : await saveOne(files, folder, record, running.signal);
      // Of a record without a file the exchange was not asked.
      if (saved) {
        unreached = 0;
        onSaved(saved.file);
      }
      running.advance(saved ? { done: 1, written: 1, bytes: saved.bytes } : { done: 1 });
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'file-not-saved' || running.signal.aborted) throw error;
      unreached = error.code === 'network' ? unreached + 1 : 0;
      if (unreached === unreachedMax) throw error;
      running.problem({ ...named(record), error: error.view() });
      running.advance({ done: 1 });
    }
  };
  const records = each(pages);
  const worker = async () => {
    for await (const record of records) await save(record);
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/** One after the other, for any number of takers; one who leaves ends it for all. */
async function* each(pages: AsyncGenerator<StoredRecord[]>): AsyncGenerator<StoredRecord> {
  for await (const page of pages) yield* page;
}

const named = ({ id, startedAtMs, client, numberA }: StoredRecord) => ({
  recordId: id,
  startedAtMs,
  display: client === null ? numberA : displayNumber(client),
});

/** Returns where it is, and its size. */
async function saveOne(
  files: Recordings['files'],
  folder: string,
  record: StoredRecord,
  signal: AbortSignal,
): Promise<{ file: string; bytes: number }> {
  const mediaId = mediaIdOf(record);
  const name = await files.suggestedName(mediaId, { signal });
  const file = await reserve(folder, name);
  try {
    await files.saveTo(mediaId, file, { signal });
    return { file, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

const namesTried = 10_000;

/** Makes an empty file of that name, or of `name (2)` and so on: whoever else writes there keeps what is his. */
async function reserve(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let n = 1; n <= namesTried; n++) {
    const file = path.join(folder, n === 1 ? name : `${stem} (${n})${ext}`);
    try {
      await (await open(file, 'wx')).close();
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new Failure('file-not-saved', { cause: error });
    }
  }
  throw new Failure('file-not-saved');
}
