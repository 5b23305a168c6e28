import type { OfferedNumber, PaletteHit } from '../../src-main/contract/model.ts';
import type { Wanted } from '../callbacks/orders.svelte.ts';

/** Somebody to be called: found, or offered from what was copied. */
export type Row = PaletteHit | ({ kind: 'offered' } & OfferedNumber);

/** Tells rows apart, also those of two answers. */
export function keyOf(row: Row): string {
  if (row.kind === 'contact') return row.contactId;
  if (row.kind === 'colleague') return `colleague ${row.extension}`;
  if (row.kind === 'number') return 'number';
  return `${row.kind} ${row.number}`;
}

/** Who can be called now; of a contact nobody without a number. */
export const canBeCalled = (row: Row): boolean => row.kind !== 'contact' || row.numbers.length > 0;

/** How many numbers there are to choose from. */
export const numberCount = (row: Row | undefined): number => (row?.kind === 'contact' ? row.numbers.length : 1);

/** The order that rings him; a contact on the number with this index. */
export function wantedOf(row: Row, numberIndex: number): Wanted | null {
  if (row.kind === 'colleague') return colleague(row.extension, row.name);
  if (row.kind === 'number' && row.read.kind === 'extension') return colleague(row.read.extension, '');
  if (row.kind === 'number' && row.read.kind === 'phone') return client(row.read.number, row.read.display, null);
  if (row.kind === 'client' || row.kind === 'offered') return client(row.number, row.display, null);
  const number = row.kind === 'contact' ? row.numbers[numberIndex] : undefined;
  if (row.kind !== 'contact' || !number) return null;
  return client(number.number, number.display, row.name || row.company || null);
}

const client = (written: string, display: string, name: string | null): Wanted => ({
  target: { kind: 'client', written },
  name,
  who: name ?? display,
});

const colleague = (extension: string, name: string): Wanted => ({
  target: { kind: 'colleague', extension },
  name: name || null,
  who: name || extension,
});
