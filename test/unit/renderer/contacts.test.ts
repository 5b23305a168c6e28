import { describe, expect, it } from 'vitest';
import type { Contact, ContactForm } from '../../../src-main/contract/model.ts';
import { Contacts, titleOf } from '../../../src-renderer/contacts/contacts.svelte.ts';
import { wantedOf } from '../../../src-renderer/contacts/wanted.ts';
import { fakeBridge, settled } from './fake-bridge.ts';
import { aContact } from './samples.ts';

function book(list: Contact[]) {
  let kept = list;
  let removed: Contact | undefined;
  const store = (id: string, form: ContactForm): Contact => ({
    ...form,
    id,
    numbers: form.numbers.map(({ label, written }) => ({ label, number: '+79161234567', display: written })),
  });
  const main = fakeBridge({
    'contacts.page': ({ text, after, limit }) => {
      const from = Number(after ?? 0);
      const found = kept.filter(({ name }) => name.includes(text));
      return {
        items: found.slice(from, from + limit),
        next: from + limit < found.length ? String(from + limit) : null,
      };
    },
    'contacts.add': (form) => {
      const contact = store('new', form);
      kept = [contact, ...kept];
      return contact;
    },
    'contacts.edit': ({ id, form }) => {
      const contact = store(id, form);
      kept = kept.map((other) => (other.id === id ? contact : other));
      return contact;
    },
    'contacts.remove': ({ id }) => {
      removed = kept.find((contact) => contact.id === id);
      kept = kept.filter((contact) => contact.id !== id);
    },
    'contacts.restore': () => {
      if (!removed) throw new Error('nothing removed');
      kept = [removed, ...kept];
      return removed;
    },
    'numbers.read': ({ written }) =>
      written.length > 5
        ? { kind: 'phone', number: '+79161234567', display: written, region: null }
        : { kind: 'none', problem: 'number-impossible' },
  });
  return { main, contacts: new Contacts(main.ask, main.listen) };
}

const many = Array.from({ length: 250 }, (_, index) => aContact({ id: `id-${index}`, name: `Имя ${index}` }));

describe('the address book', () => {
  it('comes page by page', async () => {
    const { contacts } = book(many);
    await contacts.start();
    const first = contacts.pages.items.length;
    expect(first).toBeLessThan(250);
    await contacts.pages.more();
    expect(contacts.pages.items.length).toBeGreaterThan(first);
    expect(new Set(contacts.pages.items.map(({ id }) => id)).size).toBe(contacts.pages.items.length);
  });

  it('shows what was searched last, whatever answer comes last', async () => {
    const answers = new Map<string, (contacts: Contact[]) => void>();
    const main = fakeBridge({
      'contacts.page': ({ text }) =>
        new Promise((resolve) => answers.set(text, (items) => resolve({ items, next: null }))),
    });
    const contacts = new Contacts(main.ask, main.listen);
    void contacts.search('а');
    void contacts.search('ан');
    answers.get('ан')?.([aContact({ name: 'Анна' })]);
    await settled();
    answers.get('а')?.([aContact({ name: 'Адам' })]);
    await settled();
    expect(contacts.pages.items.map(({ name }) => name)).toEqual(['Анна']);
  });

  it('keeps as much as was loaded when something changes', async () => {
    const { contacts, main } = book(many);
    await contacts.start();
    await contacts.pages.more();
    const loaded = contacts.pages.items.length;
    main.changed('contacts');
    await settled();
    expect(contacts.pages.items.length).toBeGreaterThanOrEqual(loaded);
  });

  it('takes back a removal', async () => {
    const { contacts } = book([aContact()]);
    await contacts.start();
    contacts.select(aContact());
    await contacts.remove(aContact());
    expect(contacts.pages.items).toEqual([]);
    expect(contacts.selected).toBeNull();
    await contacts.restore(aContact());
    expect(contacts.pages.items).toHaveLength(1);
    expect(contacts.selected?.id).toBe(aContact().id);
  });
});

describe('the form of a contact', () => {
  it('saves what was written, without blank rows', async () => {
    const { contacts, main } = book([]);
    contacts.add();
    const { draft } = contacts;
    if (!draft) throw new Error('no form');
    draft.name = 'Пётр';
    draft.numbers[0]?.write('8 916 123-45-67');
    draft.addNumber();
    await contacts.save();
    expect(main.inputsOf('contacts.add')).toMatchObject([
      { name: 'Пётр', numbers: [{ label: 'work', written: '8 916 123-45-67' }] },
    ]);
    expect(contacts.draft).toBeNull();
    expect(contacts.selected?.name).toBe('Пётр');
  });

  it('names the number that is wrong and stays open', async () => {
    const { contacts, main } = book([]);
    contacts.add();
    contacts.draft?.numbers[0]?.write('12');
    await contacts.save();
    expect(contacts.draft?.numbers[0]?.problem).toBe('number-impossible');
    expect(main.inputsOf('contacts.add')).toEqual([]);
  });

  it('is not lost by a click elsewhere', () => {
    const { contacts } = book([]);
    contacts.edit(aContact());
    contacts.select(null);
    expect(contacts.draft).toBeNull();

    contacts.edit(aContact());
    if (contacts.draft) contacts.draft.name = 'Другое имя';
    contacts.select(aContact({ id: 'other' }));
    expect(contacts.draft?.name).toBe('Другое имя');
    expect(contacts.leaving).not.toBeNull();
    contacts.answerLeaving(false);
    expect(contacts.draft).not.toBeNull();

    contacts.select(aContact({ id: 'other' }));
    contacts.answerLeaving(true);
    expect(contacts.draft).toBeNull();
    expect(contacts.selected?.id).toBe('other');
  });
});

it('a contact goes by name, else company, else number; without a number there is nothing to ring', () => {
  expect(titleOf(aContact())).toBe('Анна Петрова');
  expect(titleOf(aContact({ name: '' }))).toBe('ООО «Ромашка»');
  expect(titleOf(aContact({ name: '', company: '' }))).toBe('+7 916 123-45-67');
  expect(wantedOf(aContact({ numbers: [] }))).toBeNull();
  expect(wantedOf(aContact())).toEqual({
    target: { kind: 'client', written: '+79161234567' },
    name: 'Анна Петрова',
    who: 'Анна Петрова',
  });
});
