import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contact } from '../../../src-main/contract/model.ts';
import { Contacts } from '../../../src-renderer/contacts/contacts.svelte.ts';
import { fakeBridge } from './fake-bridge.ts';
import { aContact } from './samples.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function book(size: number) {
  let kept: Contact[] = Array.from({ length: size }, (_, n) => aContact({ id: `id-${n}`, name: `Имя ${n}` }));
  const those = (text: string) => kept.filter(({ name }) => name.includes(text));
  const main = fakeBridge({
    'contacts.page': ({ text, limit }) => {
      const found = those(text);
      return { items: found.slice(0, limit), next: found.length > limit ? 'more' : null };
    },
    'contacts.count': ({ text }) => those(text).length,
  });
  const contacts = new Contacts(main.ask, main.listen);
  return { main, contacts, count: contacts.count, keep: (next: number) => (kept = kept.slice(0, next)) };
}

const rest = () => vi.advanceTimersByTimeAsync(1000);

describe('the count of contacts', () => {
  it('is there with the list, and again when one is gone', async () => {
    const { main, contacts, count, keep } = book(5000);
    await contacts.start();
    await vi.advanceTimersByTimeAsync(0);
    expect([count.all, count.found]).toEqual([5000, null]);
    keep(4999);
    main.changed('contacts');
    await vi.advanceTimersByTimeAsync(0);
    expect(count.all).toBe(4999);
  });

  it('of a short list is asked of nobody', async () => {
    const { main, contacts, count } = book(12);
    await contacts.start();
    expect(count.all).toBe(12);
    expect(main.inputsOf('contacts.count')).toEqual([]);
  });

  it('tells at once how many were found where the list is whole', async () => {
    const { contacts, count } = book(5000);
    await contacts.start();
    await rest();
    await contacts.search('Имя 499');
    expect([count.text, count.found, count.all]).toEqual(['Имя 499', 11, 5000]);
    await contacts.search('');
    expect([count.text, count.found, count.all]).toEqual(['', null, 5000]);
  });

  it('goes through all contacts only once the typing rests, and for what was typed last', async () => {
    const { main, contacts, count } = book(5000);
    await contacts.start();
    await rest();
    const before = main.inputsOf('contacts.count').length;
    for (const text of ['И', 'Им', 'Имя', 'Имя 4']) {
      await contacts.search(text);
      await vi.advanceTimersByTimeAsync(100);
      expect(count.found).toBeNull();
    }
    await rest();
    expect(count.found).toBe(1111);
    expect(main.inputsOf('contacts.count').slice(before)).toEqual([{ text: '' }, { text: 'Имя 4' }]);
  });

  it('does not blink while the same search is read again', async () => {
    const { main, contacts, count, keep } = book(5000);
    await contacts.start();
    await contacts.search('Имя');
    await rest();
    keep(4000);
    main.changed('contacts');
    await vi.advanceTimersByTimeAsync(0);
    expect(count.found).toBe(5000);
    await rest();
    expect([count.found, count.all]).toEqual([4000, 4000]);
  });
});
