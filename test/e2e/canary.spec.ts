import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { InboxItem } from '../../src-main/contract/model.ts';
import { addContact, openSection } from './person.ts';
import { firstAnswers } from './questions.ts';
import { expect, filesWith, test } from './sputnik.ts';

/** What must not be found on the disk in the clear: all of it is made up for this test alone. */
const canary = {
  number: '+79169873214',
  contact: 'Канарейкина Жанна',
  employee: 'Соловьёв-Канарейкин Тест',
  group: 'Отдел канареек',
  recordNote: 'заметка-канарейка о звонке',
  clientNote: 'заметка-канарейка о клиенте',
};

type AnyCall = (input: unknown) => Promise<{ value: unknown }>;

/** Asks main as the page does. */
const ask = <T>(page: Page, call: string, input?: unknown) =>
  page.evaluate(
    async ([name, given]) => {
      const { sputnik } = globalThis as unknown as { sputnik: { call: Record<string, AnyCall> } };
      return (await sputnik.call[name]?.(given))?.value;
    },
    [call, input] as [string, unknown],
  ) as Promise<T>;

test('a profile tells nothing of clients, recordings and the key to whoever copies it', async ({
  connected,
  pbx,
  profile,
}) => {
  const { page } = connected;
  await firstAnswers(page);
  await openSection(page, 'Контакты');
  await addContact(page, { name: canary.contact, numbers: [{ written: canary.number }] });
  await expect.poll(async () => (await ask<{ history: unknown }>(page, 'sync.state')).history).not.toBeNull();
  const message = { numberA: canary.number.slice(1), numberB: '101', user: canary.employee, group: canary.group };
  const { record } = await arrived(page, () =>
    pbx.addRecord('voicemail', { ...message, seconds: 9, file: { format: 'wav', variant: 1 } }),
  );
  await ask(page, 'journal.setNote', { id: record.id, text: canary.recordNote });
  await ask(page, 'journal.setClientNote', { number: canary.number, text: canary.clientNote });
  const { sizeBytes } = await ask<{ sizeBytes: number }>(page, 'media.fetch', { id: record.mediaId });
  expect(sizeBytes).toBeGreaterThan(20_000);
  const sound = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return [...bytes.slice(12_000, 12_048)];
  }, `sputnik-media://recording/${record.mediaId}`);
  expect(new Set(sound).size, 'a piece of sound and not of silence').toBeGreaterThan(4);

  // At work, with the WAL still there, and after the end.
  for (const end of [() => Promise.resolve(), () => connected.kill()]) {
    await end();
    const { number, ...texts } = canary;
    const sought = [...Object.values(texts), pbx.key, number, number.slice(1), Buffer.from(sound)];
    expect(await filesWith(profile, ...sought)).toEqual([]);
  }
  const names = await readdir(profile, { recursive: true });
  expect(names.some((name) => name.endsWith('cache.sqlite'))).toBe(true);
  expect(names.some((name) => /[/\\]files[/\\]/.test(name))).toBe(true);
});

/** The first item that waits, once what `add` put on the PBX has come. */
async function arrived(page: Page, add: () => void): Promise<Extract<InboxItem, { kind: 'record' }>> {
  add();
  const first = async () => {
    await ask(page, 'sync.askNow');
    const query = { shelf: 'waiting', kinds: null, after: null, limit: 1 };
    return (await ask<{ items: InboxItem[] }>(page, 'inbox.page', query)).items[0];
  };
  await expect.poll(first, { timeout: 20_000 }).toMatchObject({ kind: 'record', record: { name: canary.contact } });
  const item = await first();
  if (item?.kind !== 'record' || item.record.mediaId === null) throw new Error('no recording');
  return item;
}
