import { setImmediate } from 'node:timers/promises';
import { badAnswer } from '../failure.ts';
import type { Decoded, PbxRecord, RecordKind, SipAccount } from '../model.ts';
import type { PbxZone } from '../pbx-time.ts';
import { dataOf } from './answer.ts';
import { elements, field, isFields, link, seconds, text, time, whole, type Fields } from './fields.ts';

/** A record and what of it had to be left out; null: it cannot be understood. */
export type Read<T> = { record: T; rejected: number } | null;

/**
 * Decodes a list (or PHP's map) record by record: a bad one is counted and costs no other. When nothing in it is even a
 * record, the answer as a whole has the wrong shape, and must not pass for an empty list.
 *
 * `mark`: a field that every record has; a map that has it itself is one record without its list.
 */
export function decodeEach<T>(body: string, mark: string, read: (fields: Fields) => Read<T>): Decoded<T> {
  return atOnce(decoding(body, mark, read));
}

/** Yields now and then, so that others may have their turn while a large answer is decoded. */
function* decoding<T>(body: string, mark: string, read: (fields: Fields) => Read<T>): Generator<void, Decoded<T>> {
  const data = dataOf(body);
  const single = isFields(data) && !isObject(field(data, mark)) && field(data, mark) !== undefined;
  const entries = single ? [data] : (elements(data) ?? []);
  if (entries.length > 0 && !entries.some(isFields)) throw badAnswer('wrong-shape');
  const decoded: Decoded<T> = { records: [], rejected: 0 };
  for (const [index, entry] of entries.entries()) {
    if (index % turnRecords === turnRecords - 1) yield;
    const result = isFields(entry) ? read(entry) : null;
    if (result) decoded.records.push(result.record);
    decoded.rejected += result ? result.rejected : 1;
  }
  return decoded;
}

/** Some milliseconds of work. */
const turnRecords = 500;

function atOnce<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  let step = work.next();
  while (!step.done) {
    await setImmediate();
    step = work.next();
  }
  return step.value;
}

/** `sip_accounts` (document 3.5). */
export function decodeAccounts(body: string, zone: PbxZone): Decoded<SipAccount> {
  return decodeEach(body, 'sip_user_name', (fields) => {
    const userId = text(field(fields, 'vats_user_id'), 40);
    const sipName = text(field(fields, 'sip_user_name'), 80);
    if (userId === '' && sipName === '') return null;
    const record: SipAccount = {
      userId,
      sipName,
      userName: text(field(fields, 'vats_user_name')),
      state: isRegistered(fields) ? 'registered' : 'offline',
      registeredSinceMs: time(field(fields, 'first_connect'), zone),
      lastSeenMs: time(field(fields, 'last_dt'), zone),
      expiresAtMs: time(field(fields, 'expires'), zone),
      contact: text(field(fields, 'contact'), 300),
      userAgent: text(field(fields, 'user_agent'), 300),
    };
    return { record, rejected: 0 };
  });
}

/** `is_active` decides; only where it is missing, the words of `state_name`, of which the document knows two. */
function isRegistered(fields: Fields): boolean {
  const active = whole(field(fields, 'is_active'));
  return active === null ? text(field(fields, 'state_name')).toLowerCase() === 'зарегистрирован' : active > 0;
}

/** `call_records`, `fax_files`, `voicemail_files` (document 3.5–3.7); oldest first. */
export function decodeRecords(body: string, kind: RecordKind, zone: PbxZone): Decoded<PbxRecord> {
  return atOnce(decodingRecords(body, kind, zone));
}

/** The same, without keeping everybody else waiting: a busy company has ten thousand records in two days. */
export function decodeRecordsInTurns(body: string, kind: RecordKind, zone: PbxZone): Promise<Decoded<PbxRecord>> {
  return inTurns(decodingRecords(body, kind, zone));
}

function* decodingRecords(body: string, kind: RecordKind, zone: PbxZone): Generator<void, Decoded<PbxRecord>> {
  const seen = new Map<string, number>();
  const decoded = yield* decoding<PbxRecord>(body, 'dt', (fields) => {
    const startedAtMs = time(field(fields, 'dt'), zone);
    if (startedAtMs === null) return null;
    const numberA = text(field(fields, 'num_a'), 40);
    const numberB = text(field(fields, 'num_b'), 40);
    const identity = JSON.stringify([startedAtMs, numberA, numberB]);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    const record: PbxRecord = {
      kind,
      startedAtMs,
      durationSeconds: seconds(field(fields, 'dur_real')),
      numberA,
      numberB,
      groupName: text(field(fields, 'group_name')),
      userName: text(field(fields, 'user_name')),
      fileUrl: link(field(fields, 'file')),
      ordinal,
    };
    return { record, rejected: 0 };
  });
  decoded.records.sort((a, b) => a.startedAtMs - b.startedAtMs);
  return decoded;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
