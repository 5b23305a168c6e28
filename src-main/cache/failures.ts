import { Failure, type ErrorCode } from '../contract/errors.ts';

/** What SQLite and the file system say, by the beginning of their codes, and what that is to a person. */
const meanings: readonly (readonly [RegExp, ErrorCode, retry?: boolean])[] = [
  [/^SQLITE_(NOTADB|CORRUPT|IOERR_CORRUPTFS)/, 'cache-corrupt'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR_ACCESS)/, 'cache-readonly'],
  [/^(EACCES|EPERM|EROFS)$/, 'cache-readonly'],
  // A full disk also shows when the shared memory of the WAL cannot grow.
  [/^SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)/, 'cache-full', true],
  [/^(ENOSPC|EDQUOT)$/, 'cache-full', true],
  // Another process still holds the file: a former one of ours on its way out.
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'cache-closed', true],
];

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The failure that an error of SQLite or of the file system is to a person; `internal` for all others. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const meaning = meanings.find(([pattern]) => pattern.test(code));
  return meaning
    ? new Failure(meaning[1], { retry: meaning[2] ?? false, cause: error })
    : new Failure('internal', { cause: error });
}

/**
 * Where an error came from, for the log. Without its message: that may quote data (`JSON.parse` does) or even a key.
 */
export function traceOf(error: unknown): string {
  const cause = error instanceof Failure ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return typeof cause;
  const places = (cause.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [`${cause.name} ${codeOf(cause)}`.trim(), ...places.slice(0, 8)].join('\n');
}
