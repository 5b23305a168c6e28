import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '../contract/errors.ts';
import type { PolicyPlace } from './place.ts';
import { readPolicy, type ReadPolicy } from './read.ts';
import { noPolicy } from './shape.ts';

const greatestBytes = 256_000;

/** Reads the policy, if there is one that only administrators can have written. */
export function loadPolicy(place: PolicyPlace): ReadPolicy {
  const refused = (code: ErrorCode): ReadPolicy => ({
    policy: noPolicy,
    notices: [{ code, params: { file: place.file } }],
  });
  let handle: number;
  try {
    handle = openSync(place.file, carefully);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { policy: noPolicy, notices: [] };
    return refused(code === 'ELOOP' ? 'policy-untrusted' : 'policy-unreadable');
  }
  try {
    // What was opened is what is looked at: it cannot be exchanged in between.
    const stats = fstatSync(handle);
    if (!stats.isFile() || stats.size > greatestBytes) return refused('policy-unreadable');
    if (!isTrusted(stats, place)) return refused('policy-untrusted');
    const { policy, notices } = readPolicy(readFileSync(handle, 'utf8'));
    return { policy, notices: notices.map(({ code, params }) => ({ code, params: { ...params, file: place.file } })) };
  } catch {
    return refused('policy-unreadable');
  } finally {
    closeSync(handle);
  }
}

/** Through no link to somebody's own file, and without waiting for one that never answers (a pipe). Windows has neither. */
const carefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function isTrusted(stats: Stats, place: PolicyPlace): boolean {
  if (place.owners === null) return !isWritable(place.file);
  return onlyTheirs(stats, place) && foldersOf(place).every((folder) => onlyTheirs(lstatSync(folder), place));
}

/** With an access list the group's bits show its mask: whoever it lets write is seen here, too. */
function onlyTheirs({ uid, gid, mode }: Stats, { owners, groups }: PolicyPlace): boolean {
  const isLink = (mode & constants.S_IFMT) === constants.S_IFLNK;
  const byGroup = (mode & constants.S_IWGRP) !== 0 && !groups.includes(gid);
  const byAnybody = (mode & constants.S_IWOTH) !== 0;
  return !isLink && !byGroup && !byAnybody && (owners?.includes(uid) ?? false);
}

/** Whoever may write a folder may put another one in the place of what is in it; hence all of them up to the root. */
function foldersOf({ file, upTo }: PolicyPlace): string[] {
  const folders = [path.dirname(file)];
  for (let folder = path.dirname(file); folder !== upTo && folder !== path.dirname(folder);) {
    folder = path.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

/** Windows: Node does not tell owners and access lists. What can be tried is whether this person may write the file. */
function isWritable(file: string): boolean {
  try {
    closeSync(openSync(file, 'r+'));
    return true;
  } catch {
    return false;
  }
}
