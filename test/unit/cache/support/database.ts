import path from 'node:path';
import type { Db } from '../../../../src-main/cache/db.ts';
import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import type { Order } from '../../../../src-main/cache/queries/orders.ts';
import type { queries } from '../../../../src-main/cache/queries/all.ts';
import { key, temporaryFolder } from './folder.ts';

/** 2026-03-02, 12:00 UTC. */
export const noonMs = Date.UTC(2026, 2, 2, 12);

/** A real, encrypted file with the newest schema. */
export function openDatabase(file = path.join(temporaryFolder(), 'cache.db')): Db {
  return openCache({ file, keyHex: key }, migrations, noonMs).db;
}

/** For tests of queries only: quicker, and without a file. */
export const inMemory = (): Db => openCache({ file: ':memory:', keyHex: key }, migrations, noonMs).db;

export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export function order(n: number, fields: Partial<Order> = {}): Order {
  return {
    id: uuid(n),
    kind: 'client',
    number: '+74951234567',
    extension: '101',
    name: '',
    contactId: null,
    ringFirst: 'me',
    tries: 3,
    pauseSeconds: 300,
    delaySeconds: null,
    startsAtMs: null,
    orderedAtMs: noonMs + n,
    holdUntilMs: null,
    sentAtMs: null,
    phase: 'ordered',
    taskId: null,
    lastTaskBefore: null,
    error: null,
    snapshot: null,
    settledAtMs: null,
    dismissed: false,
    ...fields,
  };
}

type StoredContact = Parameters<typeof queries.contacts.insert>[1];

export function contact(
  n: number,
  name: string,
  fields: Partial<Omit<StoredContact, 'numbers'>> & { numbers?: string[] } = {},
) {
  const { numbers = [], ...rest } = fields;
  const stored: StoredContact = {
    id: uuid(n),
    name,
    company: '',
    note: '',
    favourite: false,
    ...rest,
    numbers: numbers.map((number) => ({ label: 'work', number })),
  };
  return stored;
}
