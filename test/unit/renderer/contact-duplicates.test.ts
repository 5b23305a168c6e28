import { describe, expect, it } from 'vitest';
import type { Contact, DuplicateGroup } from '../../../src-main/contract/model.ts';
import { Duplicates, unitedTitle } from '../../../src-renderer/contacts/duplicates.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aContact } from './samples.ts';

const groupOf = (digit: number, ...contacts: Contact[]): DuplicateGroup => ({
  numbers: [{ number: `+7495000000${digit}`, display: `+7 495 000-00-0${digit}` }],
  contacts,
  contactCount: contacts.length,
});
const [anna, semyonova, office] = ['Анна', 'Семёнова Анна', 'Приёмная'].map((name, index) =>
  aContact({ id: `id-${index}`, name }),
) as [Contact, Contact, Contact];

/** Main, with these groups, two of them a page; those that were merged are gone. */
function book(...groups: DuplicateGroup[]) {
  let left = groups;
  const main = fakeBridge({
    'contacts.duplicates': ({ after }) => {
      const from = Number(after ?? 0);
      return { items: left.slice(from, from + 2), next: from + 2 < left.length ? String(from + 2) : null };
    },
    'contacts.merge': ({ keep }) => {
      left = left.filter(({ contacts }) => !contacts.some(({ id }) => id === keep));
      return { contact: anna, mergeId: 'merge-1' };
    },
    'contacts.unmerge': () => {
      left = groups;
      main.changed('contacts');
    },
  });
  return { main, duplicates: new Duplicates(main.ask, main.listen) };
}

describe('duplicates', () => {
  it('are merged under the chosen name, and parted again', async () => {
    const group = groupOf(1, anna, semyonova);
    const { main, duplicates } = book(group);
    await duplicates.open();
    expect(duplicates.kept(group)).toBe(anna);
    duplicates.keep(group, semyonova);
    const merged = await duplicates.merge(group);
    expect(main.inputsOf('contacts.merge')).toEqual([{ keep: 'id-1', others: ['id-0'] }]);
    expect(duplicates.groups).toEqual([]);
    await merged?.undo();
    await settled();
    expect(main.inputsOf('contacts.unmerge')).toEqual([{ id: 'merge-1' }]);
    expect(duplicates.groups).toEqual([group]);
  });

  it('leave out who is another person, also when it was his name that was to stay', async () => {
    const group = groupOf(1, anna, semyonova, office);
    const { main, duplicates } = book(group);
    await duplicates.open();
    duplicates.include(group, anna, false);
    expect(duplicates.kept(group)).toBe(semyonova);
    await duplicates.merge(group);
    expect(main.inputsOf('contacts.merge')).toEqual([{ keep: 'id-1', others: ['id-2'] }]);
  });

  it('are not merged where only one is left', async () => {
    const group = groupOf(1, anna, semyonova, office);
    const { main, duplicates } = book(group);
    await duplicates.open();
    for (const contact of [anna, office]) duplicates.include(group, contact, false);
    expect(await duplicates.merge(group)).toBeNull();
    expect(main.inputsOf('contacts.merge')).toEqual([]);
    duplicates.keep(group, office);
    expect(duplicates.merged(group)).toEqual([office, semyonova]);
  });

  it('that are skipped make room for those of the next page, and come back when they are asked for', async () => {
    const [first, second, third] = [1, 2, 3].map((digit) => groupOf(digit, anna, semyonova)) as [
      DuplicateGroup,
      DuplicateGroup,
      DuplicateGroup,
    ];
    const { duplicates } = book(first, second, third);
    await duplicates.open();
    await duplicates.skip(first);
    expect(duplicates.groups).toEqual([second]);
    await duplicates.skip(second);
    expect(duplicates.groups).toEqual([third]);
    duplicates.showSkipped();
    expect(duplicates.groups).toEqual([first, second, third]);
  });

  it('that could not be merged stay, and can be tried again', async () => {
    const group = groupOf(1, anna, semyonova);
    const main = fakeBridge({
      'contacts.duplicates': () => ({ items: [group], next: null }),
      'contacts.merge': refuse('merge-too-much'),
    });
    const duplicates = new Duplicates(main.ask, main.listen);
    await duplicates.open();
    await expect(duplicates.merge(group)).rejects.toMatchObject({ code: 'merge-too-much' });
    expect(duplicates.merging).toBeNull();
    expect(duplicates.groups).toEqual([group]);
  });
});

it('what is told to come of a merge: the kept name, else the next one, and each number once', () => {
  const nameless = aContact({ name: '', company: 'ООО «Ромашка»' });
  const other = { label: 'work' as const, number: '+74950000001', display: '+7 495 000-00-01' };
  const named = aContact({ name: 'Анна', company: '', numbers: [...nameless.numbers, other] });
  expect(unitedTitle([nameless, named])).toEqual({
    name: 'Анна',
    company: 'ООО «Ромашка»',
    numbers: ['+7 916 123-45-67', '+7 495 000-00-01'],
  });
});
