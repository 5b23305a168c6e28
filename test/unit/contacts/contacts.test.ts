import { describe, expect, it, onTestFinished } from 'vitest';
import { Cache } from '../../../src-main/cache/cache.ts';
import { systemClock } from '../../../src-main/clock.ts';
import { Contacts } from '../../../src-main/contacts/contacts.ts';
import type { Failure } from '../../../src-main/contract/errors.ts';
import type { ContactForm } from '../../../src-main/contract/model.ts';
import { readNumber } from '../../../src-main/vats/numbers.ts';
import { uuid } from '../cache/support/database.ts';
import { key } from '../cache/support/folder.ts';
import { inProcess } from '../cache/support/processes.ts';

function makeContacts() {
  const cache = new Cache({ spawn: inProcess, file: ':memory:', keyHex: key, clock: systemClock });
  onTestFinished(() => cache.close());
  const changes: string[][] = [];
  let ids = 0;
  const contacts = new Contacts({
    cache,
    clock: systemClock,
    readNumber,
    newId: () => uuid(++ids),
    onChanged: (changed) => changes.push(changed),
  });
  return { contacts, changes };
}

const form = (fields: Partial<Omit<ContactForm, 'numbers'>> & { numbers?: string[] } = {}): ContactForm => ({
  name: '',
  company: '',
  note: '',
  favourite: false,
  ...fields,
  numbers: (fields.numbers ?? []).map((written) => ({ label: 'mobile', written })),
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error as Failure).view(),
  );

describe('a contact', () => {
  it('is added with numbers as they were written, and shown with numbers as the app writes them', async () => {
    const { contacts, changes } = makeContacts();
    const written = form({
      name: ' Анна Петрова ',
      company: 'Ромашка',
      note: ' ',
      numbers: ['8 (495) 123-45-67', '+49 30 123456'],
    });
    const added = await contacts.add(written);
    expect(added).toEqual({
      id: uuid(1),
      name: 'Анна Петрова',
      company: 'Ромашка',
      note: '',
      favourite: false,
      numbers: [
        { label: 'mobile', number: '+74951234567', display: '+7 495 123-45-67' },
        { label: 'mobile', number: '+4930123456', display: '+49 30 123456' },
      ],
    });
    expect((await contacts.page({ text: '8495', after: null, limit: 10 })).items).toEqual([added]);
    expect(changes).toEqual([[uuid(1)]]);
  });

  it('has each number once, and no blank ones', async () => {
    const { contacts } = makeContacts();
    const { numbers } = await contacts.add(form({ numbers: ['', '84951234567', '  ', '+7 495 123-45-67'] }));
    expect(numbers.map(({ number }) => number)).toEqual(['+74951234567']);
  });

  it('is edited, removed and restored, and every change is told', async () => {
    const { contacts, changes } = makeContacts();
    const { id } = await contacts.add(form({ name: 'Анна' }));
    const edited = await contacts.edit(id, form({ name: 'Анна Иванова', favourite: true, numbers: ['89031112233'] }));
    expect(edited).toMatchObject({ id, name: 'Анна Иванова', favourite: true });
    await contacts.remove(id);
    expect((await contacts.page({ text: '', after: null, limit: 10 })).items).toEqual([]);
    expect(await contacts.restore(id)).toEqual(edited);
    expect((await contacts.page({ text: '', after: null, limit: 10 })).items).toEqual([edited]);
    expect(changes).toEqual([[id], [id], [id], [id]]);
  });

  it('that is not there can be neither edited nor removed nor restored', async () => {
    const { contacts, changes } = makeContacts();
    for (const work of [
      contacts.edit(uuid(9), form({ name: 'Анна' })),
      contacts.remove(uuid(9)),
      contacts.restore(uuid(9)),
    ]) {
      expect(await refusal(work)).toEqual({ code: 'not-found', retry: false });
    }
    expect(changes).toEqual([]);
  });

  it('is known by its number, under the company where there is no name', async () => {
    const { contacts } = makeContacts();
    await contacts.add(form({ company: 'Ромашка', numbers: ['84951234567'] }));
    expect(await contacts.whoIs('+74951234567')).toEqual({ name: 'Ромашка', contactId: uuid(1) });
    expect(await contacts.whoIs('+74950000000')).toBeNull();
  });
});

describe('a form', () => {
  it.each<[string, ContactForm, object]>([
    ['with nothing in it', form({ name: '  ', numbers: [' '] }), { code: 'contact-empty' }],
    ['with only a note', form({ note: 'кто это?' }), { code: 'contact-empty' }],
    [
      'with what must be an extension',
      form({ name: 'А', numbers: ['89031112233', '8495'] }),
      { code: 'number-extension', params: { field: 1 } },
    ],
    [
      'with too few digits',
      form({ name: 'А', numbers: ['', '8 495 12'] }),
      { code: 'number-impossible', params: { field: 1 } },
    ],
    [
      'with words for a number',
      form({ name: 'А', numbers: ['позже'] }),
      { code: 'number-impossible', params: { field: 0 } },
    ],
    [
      'with signs for a number',
      form({ name: 'А', numbers: ['--'] }),
      { code: 'number-impossible', params: { field: 0 } },
    ],
    [
      'with an emergency number',
      form({ name: 'А', numbers: ['112'] }),
      { code: 'number-emergency', params: { field: 0 } },
    ],
    ['with an extension', form({ name: 'А', numbers: ['101'] }), { code: 'number-extension', params: { field: 0 } }],
    [
      'with too long a name',
      form({ name: 'А'.repeat(201) }),
      { code: 'text-too-long', params: { field: 'name', max: 200 } },
    ],
    [
      'with too long a note',
      form({ name: 'А', note: 'б'.repeat(4001) }),
      { code: 'text-too-long', params: { field: 'note', max: 4000 } },
    ],
  ])('%s is refused at the very field, and nothing is written', async (_, written, error) => {
    const { contacts, changes } = makeContacts();
    expect(await refusal(contacts.add(written))).toMatchObject(error);
    expect((await contacts.page({ text: '', after: null, limit: 10 })).items).toEqual([]);
    expect(changes).toEqual([]);
  });
});
