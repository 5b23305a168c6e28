import { shell } from 'electron';
import { outsideAddress, type OutsidePage } from './outside-pages.ts';

/** The one gate to the outside: only pages of our own table, by name, in the user's browser. */
export async function openOutside(page: OutsidePage): Promise<void> {
  await shell.openExternal(outsideAddress(page));
}
