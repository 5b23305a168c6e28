import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { Contact, ContactForm } from '../../../src-main/contract/model.ts';
import { formOf } from '../../../src-renderer/contacts/contact-draft.svelte.ts';
import { Contacts, titleOf } from '../../../src-renderer/contacts/contacts.svelte.ts';
import { KnownSearch } from '../../../src-renderer/contacts/known-search.svelte.ts';
import { wantedOf } from '../../../src-renderer/contacts/wanted.ts';
import { fakeBridge, settled } from './fake-bridge.ts';
import { pending } from './pending.ts';
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
    'contacts.contact': ({ id }) => {
      const contact = kept.find((each) => each.id === id);
      if (!contact) throw new Failure('not-found');
      return contact;
    },
    'journal.client': ({ number }) => {
      const owner = kept.find(({ numbers }) => numbers.some((each) => each.number === number));
      return { number, display: '+7 916 765-43-21', name: owner?.name ?? '', contactId: owner?.id ?? null, note: '' };
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

  it('asks for thousands that are shown again at once, however often a change is told of', async () => {
    const thousands = Array.from({ length: 20_000 }, (_, index) =>
      aContact({ id: `id-${index}`, name: `Имя ${index}` }),
    );
    const { contacts, main } = book(thousands);
    await contacts.start();
    while (contacts.pages.next !== null) await contacts.pages.more();
    const before = main.inputsOf('contacts.page').length;
    const starred = contacts.toggleFavourite(contacts.pages.items[3]!);
    for (let times = 0; times < 5; times += 1) main.changed('contacts');
    await starred;
    await contacts.refresh();
    expect(contacts.pages.items).toHaveLength(20_000);
    expect(contacts.pages.items[3]?.favourite).toBe(true);
    expect(main.inputsOf('contacts.page').length - before).toBeLessThanOrEqual(8);
  });

  it('takes each thing back once, the last one first, and then nothing', async () => {
    const { contacts } = book([]);
    const back: string[] = [];
    const first = contacts.did(async () => void back.push('first'));
    contacts.did(async () => void back.push('second'));
    contacts.did(async () => void back.push('third'));
    expect(await contacts.undo()).toBe(true);
    await first();
    await first();
    expect(await contacts.undo()).toBe(true);
    expect(await contacts.undo()).toBe(false);
    expect(back).toEqual(['third', 'first', 'second']);
  });

  it('goes on with the next contact when one is removed, or with the one before', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => aContact({ id }));
    const { contacts } = book([a!, b!, c!]);
    await contacts.start();
    contacts.select(b!);
    await contacts.remove(b!);
    expect(contacts.selected?.id).toBe('c');
    await contacts.remove(c!);
    expect(contacts.selected?.id).toBe('a');
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

describe('what is changed without the form', () => {
  it('undoes nothing of what was changed a moment before', async () => {
    const { contacts, main } = book([aContact()]);
    await contacts.start();
    contacts.select(aContact());
    await Promise.all([
      contacts.setNote(aContact().id, 'Звонить после обеда'),
      contacts.toggleFavourite(aContact()),
      contacts.setNote(aContact().id, 'Звонить до обеда'),
    ]);
    expect(main.inputsOf('contacts.edit').at(-1)).toMatchObject({
      form: { note: 'Звонить до обеда', favourite: true, name: 'Анна Петрова' },
    });
    expect(contacts.selected).toMatchObject({ note: 'Звонить до обеда', favourite: true });
  });

  it('is in the form that is opened while it is still being kept', async () => {
    const { contacts } = book([aContact()]);
    await contacts.start();
    contacts.select(aContact());
    void contacts.setNote(aContact().id, 'Звонить после обеда');
    contacts.edit(aContact());
    await settled();
    expect(contacts.draft?.note).toBe('Звонить после обеда');
    expect(contacts.draft?.changed).toBe(false);
  });

  it('is kept before the contact is removed, and does not bring it back', async () => {
    const { contacts } = book([aContact()]);
    await contacts.start();
    contacts.select(aContact());
    const noted = contacts.setNote(aContact().id, 'Звонить после обеда');
    await contacts.remove(aContact());
    await noted;
    expect(contacts.selected).toBeNull();
    await contacts.restore(aContact());
    expect(contacts.selected?.note).toBe('Звонить после обеда');
  });

  it('does not take the place of another contact that was chosen meanwhile', async () => {
    const other = aContact({ id: 'other', name: 'Другой' });
    const { contacts } = book([aContact(), other]);
    await contacts.start();
    contacts.select(aContact());
    const noted = contacts.setNote(aContact().id, 'Звонить после обеда');
    contacts.select(other);
    await noted;
    expect(contacts.selected?.id).toBe('other');
  });
});

describe('from a number', () => {
  it('to its contact, however far down the list, which then stays up to date', async () => {
    const far = aContact({ id: 'far', numbers: [{ label: 'work', number: '+79167654321', display: '' }] });
    const { contacts, main } = book([...many, far]);
    await contacts.start();
    await contacts.showOwner('+79167654321');
    expect(contacts.selected?.id).toBe('far');
    expect(contacts.detailOpen).toBe(true);
    await main.ask('contacts.edit', { id: 'far', form: { ...formOf(far), name: 'Новое имя' } });
    await contacts.refresh();
    expect(contacts.selected?.name).toBe('Новое имя');
  });

  it('to a new contact with it, where nobody has it', async () => {
    const { contacts } = book([]);
    await contacts.showOwner('+79167654321');
    expect(contacts.draft?.id).toBeNull();
    expect(contacts.draft?.numbers.map(({ written }) => written)).toEqual(['+7 916 765-43-21']);
  });

  it('to the form of somebody known, with the number below his others', async () => {
    const { contacts, main } = book([aContact()]);
    await contacts.showOwner('+79167654321');
    const search = new KnownSearch(main.ask);
    await search.write(' Анна ');
    const [anna] = search.found;
    if (!anna) throw new Error('nobody found');
    contacts.addGivenTo(anna);
    expect(contacts.draft?.changed).toBe(true);
    await contacts.save();
    expect(main.inputsOf('contacts.edit')).toMatchObject([
      { id: anna.id, form: { numbers: [{ written: '+7 916 123-45-67' }, { written: '+7 916 765-43-21' }] } },
    ]);
    expect(main.inputsOf('contacts.add')).toEqual([]);
    await search.write(' ');
    expect(search.found).toEqual([]);
  });

  it('is taken from whoever presses Enter before anybody was found', async () => {
    const anna = aContact();
    const answers = [pending<Contact[]>(), pending<Contact[]>(), pending<Contact[]>()];
    const turns = answers.values();
    const main = fakeBridge({
      'contacts.page': async () => ({ items: (await turns.next().value?.promise) ?? [], next: null }),
    });
    const search = new KnownSearch(main.ask);
    void search.write('А');
    void search.write('Анна');
    const first = search.first();
    answers[0]?.resolve([]);
    answers[1]?.resolve([anna]);
    expect(await first).toEqual(anna);

    // Something else was written meanwhile: whom it means is not known any more.
    const failing = search.write('Анн').catch(() => undefined);
    const overtaken = search.first();
    await search.write('');
    answers[2]?.reject(new Failure('not-found'));
    await failing;
    expect(await overtaken).toBeUndefined();
    expect(await search.first()).toBeUndefined();
  });

  it('is left without a question as long as nothing was written to it', async () => {
    const { contacts } = book([aContact()]);
    await contacts.showOwner('+79167654321');
    contacts.select(aContact());
    expect(contacts.leaving).toBeNull();
    expect(contacts.selected?.id).toBe(aContact().id);
  });

  it('asks before a changed form would be lost', async () => {
    const { contacts } = book([aContact()]);
    contacts.add();
    if (contacts.draft) contacts.draft.name = 'Кто-то';
    await contacts.showOwner('+79161234567');
    expect(contacts.draft?.name).toBe('Кто-то');
    contacts.answerLeaving(true);
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
