import type { Ask, Listen } from './bridge.ts';
import { Cards } from './callbacks/cards.svelte.ts';
import { History } from './callbacks/history.svelte.ts';
import { Orders, type Wanted } from './callbacks/orders.svelte.ts';
import { Contacts } from './contacts/contacts.svelte.ts';
import { Inbox } from './inbox/inbox.svelte.ts';
import { Journal } from './journal/journal.svelte.ts';
import { Playing } from './media/playing.svelte.ts';
import { Dial } from './shell/dial.svelte.ts';
import { Team } from './team/team.svelte.ts';

export interface DeskParts {
  ask: Ask;
  listen: Listen;
  saveOwnNumber: (written: string) => Promise<void>;
  complain: (error: unknown) => void;
}

/** All that belongs to one account while its window is open: another account gets another desk. */
export class Desk {
  readonly orders: Orders;
  readonly cards: Cards;
  readonly dial: Dial;
  readonly history: History;
  readonly contacts: Contacts;
  readonly team: Team;
  readonly inbox: Inbox;
  readonly journal: Journal;
  readonly playing = new Playing();

  readonly #complain: (error: unknown) => void;

  constructor({ ask, listen, saveOwnNumber, complain }: DeskParts) {
    this.#complain = complain;
    this.orders = new Orders(ask, saveOwnNumber);
    this.cards = new Cards(ask, listen, this.orders, complain);
    this.dial = new Dial(ask, this.orders);
    this.history = new History(ask, listen);
    this.contacts = new Contacts(ask, listen);
    this.team = new Team(ask, listen);
    this.inbox = new Inbox(ask, listen);
    this.journal = new Journal(ask, listen);
  }

  /** «Перезвонить» of every list: what goes wrong is said at the foot of the window. */
  ring(wanted: Wanted): void {
    this.orders.order(wanted).catch(this.#complain);
  }

  close(): void {
    this.playing.close();
    for (const part of [this.cards, this.history, this.contacts, this.team, this.inbox, this.journal]) part.close();
  }
}
