import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Session } from '../../../src-main/account/session.ts';
import { SavedFiles } from '../../../src-main/export/saved-files.ts';
import { contactCalls } from '../../../src-main/ipc/handlers/contacts.ts';
import { fileWith, folder, makeDesk } from './support/desk.ts';

function makeCalls(chosen: { open?: string | null; save?: string | null }) {
  const desk = makeDesk();
  const suggested: string[] = [];
  const calls = contactCalls({
    session: () => desk as unknown as Session,
    language: () => 'ru',
    whichFile: () => Promise.resolve(chosen.open ?? null),
    whereToSave: (name) => {
      suggested.push(name);
      return Promise.resolve(chosen.save ?? null);
    },
    saved: new SavedFiles(() => undefined),
  });
  return { ...desk, calls, suggested };
}

it('the window gets the name of a file, and never its path', async () => {
  const file = fileWith('Имя;Телефон\nАнна;89031112233\n', 'клиенты.csv');
  const { calls } = makeCalls({ open: file });
  const state = await calls['contacts.importOpen'](undefined);
  expect(state).toMatchObject({ phase: 'matching', preview: { fileName: 'клиенты.csv', rowCount: 1 } });
  expect(JSON.stringify(state)).not.toContain(path.dirname(file));
});

it('who changes his mind opens and saves nothing, and keeps what was opened before', async () => {
  const { calls, contactImport } = makeCalls({});
  expect(await calls['contacts.importOpen'](undefined)).toEqual({ phase: 'none' });
  await contactImport.open(fileWith('Имя;Телефон\nАнна;89031112233\n'));
  expect(await calls['contacts.importOpen'](undefined)).toMatchObject({ phase: 'matching' });
  expect(await calls['contacts.export']({ format: 'csv' })).toEqual({ saved: false });
});

it('contacts are saved where the person says, under a name that tells what and when', async () => {
  const file = path.join(folder(), 'contacts.vcf');
  const { calls, suggested } = makeCalls({ save: file });
  expect(await calls['contacts.export']({ format: 'vcard' })).toEqual({ saved: true });
  expect(existsSync(file)).toBe(true);
  expect(suggested[0]).toMatch(/^Контакты \d{4}-\d\d-\d\d\.vcf$/);
});
