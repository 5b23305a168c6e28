import type { Contact, ContactNumber } from '../../contract/model.ts';

/** A contact as it is kept: how numbers are shown is not the cache's business. */
export type StoredContact = Omit<Contact, 'numbers'> & { numbers: Omit<ContactNumber, 'display'>[] };

/** A contact's row, with its numbers as JSON. */
export interface ContactRow {
  id: string;
  name: string;
  company: string;
  note: string;
  favourite: 0 | 1;
  numbers: string;
}

export const contactColumns = `id, name, company, note, favourite,
  (SELECT json_group_array(json_object('label', label, 'number', number) ORDER BY position)
   FROM contact_numbers WHERE contact = contacts.key) AS numbers`;

export function toContact({ id, name, company, note, favourite, numbers }: ContactRow): StoredContact {
  return {
    id,
    name,
    company,
    note,
    favourite: favourite === 1,
    numbers: JSON.parse(numbers) as StoredContact['numbers'],
  };
}
