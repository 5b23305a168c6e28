import type { Contact, ContactNumber } from '../../src-main/contract/model.ts';
import type { Wanted } from '../callbacks/orders.svelte.ts';
import { titleOf } from './contacts.svelte.ts';

/** The order that rings the contact on one number, the first if not told; null: the contact has none. */
export function wantedOf(contact: Contact, number: ContactNumber | undefined = contact.numbers[0]): Wanted | null {
  if (!number) return null;
  const named = contact.name || contact.company;
  return { target: { kind: 'client', written: number.number }, name: named || null, who: titleOf(contact) };
}
