import type { InboxRef, PaletteHandOver } from './model.ts';

/** What main tells the renderer unasked. It carries no data: the renderer asks again for what it shows. */
export type Topic =
  | 'app'
  | 'settings'
  | 'team'
  | 'contacts'
  /** A file of contacts, being looked through or taken in. */
  | 'import'
  | 'callbacks'
  /** What waits, or its marks. */
  | 'inbox'
  /** Call records, voicemails, faxes, or notes on them. Ids, where they are few and known: those of records. */
  | 'records'
  | 'filters'
  | 'sync'
  /** A file on its way, or here; by media id. */
  | 'media'
  /** How an export goes, or ended. */
  | 'export';

export type SputnikEvent =
  | { type: 'changed'; topic: Topic; ids?: string[] }
  /** The page before this one has crashed. */
  | { type: 'restored' }
  /** From the tray: put the cursor into the dial field. */
  | { type: 'dial' }
  /** A notification was clicked: open this very item of «Требуют внимания»; null: the list. */
  | { type: 'open'; item: InboxRef | null }
  /** The program ends: what is being written is to be kept now, and `app.kept` to be said. */
  | { type: 'ending' }
  /** To the palette: it was opened, and has to draw itself for what it was opened for. */
  | { type: 'palette' }
  /** From the palette: ring him, or ask for when. The page that asked for it is another one, hence with all it needs. */
  | { type: 'order'; order: PaletteHandOver; accountId: string };
