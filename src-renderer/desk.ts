import type { Callback, ExportKind, ExportView, PhoneNumber, Preferences } from '../src-main/contract/model.ts';
import type { Ask, Listen } from './bridge.ts';
import { Cards, sameAgain } from './callbacks/cards.svelte.ts';
import { History } from './callbacks/history.svelte.ts';
import { followUpOf } from './callbacks/follow-up.ts';
import { Orders, type Wanted } from './callbacks/orders.svelte.ts';
import { PbxList } from './callbacks/pbx-list.svelte.ts';
import { PlannedCalls } from './callbacks/planned.svelte.ts';
import { Planning } from './callbacks/planning.svelte.ts';
import { Contacts } from './contacts/contacts.svelte.ts';
import { Exporting } from './export/exporting.svelte.ts';
import { Inbox } from './inbox/inbox.svelte.ts';
import { Journal } from './journal/journal.svelte.ts';
import { Playing } from './media/playing.svelte.ts';
import { Numbers } from './numbers/numbers.svelte.ts';
import { SettingsView } from './settings/settings-view.svelte.ts';
import { Dial } from './shell/dial.svelte.ts';
import { Statistics } from './statistics/statistics.svelte.ts';
import { Team } from './team/team.svelte.ts';

export interface DeskParts {
  ask: Ask;
  listen: Listen;
  saveOwnNumber: (written: string) => Promise<void>;
  preferences: () => Preferences;
  /** Puts the cursor into the dial field. */
  askDial: () => void;
  /** Brings the page of the contacts to the front. */
  showContacts: () => void;
  complain: (error: unknown) => void;
  /** An export came to an end while its dialog was closed. */
  onExportEnd: (kind: ExportKind, view: ExportView) => void;
}

/** All that belongs to one account while its window is open: another account gets another desk. */
export class Desk {
  readonly orders: Orders;
  readonly cards: Cards;
  readonly planning: Planning;
  readonly planned: PlannedCalls;
  readonly pbxList: PbxList;
  readonly dial: Dial;
  readonly history: History;
  readonly contacts: Contacts;
  readonly team: Team;
  readonly numbers: Numbers;
  readonly inbox: Inbox;
  readonly journal: Journal;
  readonly statistics: Statistics;
  readonly exporting: Exporting;
  readonly settings = new SettingsView();
  readonly playing = new Playing();

  readonly #complain: (error: unknown) => void;
  readonly #askDial: () => void;
  readonly #showContacts: () => void;

  constructor(parts: DeskParts) {
    const { ask, listen, saveOwnNumber, preferences, complain, onExportEnd } = parts;
    this.#complain = complain;
    this.#askDial = parts.askDial;
    this.#showContacts = parts.showContacts;
    this.orders = new Orders(ask, saveOwnNumber);
    this.planning = new Planning(ask, this.orders, preferences);
    this.cards = new Cards(ask, listen, this.orders, this.planning, complain);
    this.planned = new PlannedCalls(ask, this.cards);
    this.pbxList = new PbxList(ask);
    this.dial = new Dial(ask, this.orders, this.planning);
    this.history = new History(ask, listen);
    this.contacts = new Contacts(ask, listen);
    this.team = new Team(ask, listen);
    this.numbers = new Numbers(ask);
    this.inbox = new Inbox(ask, listen);
    this.journal = new Journal(ask, listen);
    this.statistics = new Statistics(ask, listen);
    this.exporting = new Exporting(ask, listen, onExportEnd);
  }

  /** «Перезвонить» of every list: what goes wrong is said at the foot of the window. */
  ring(wanted: Wanted): void {
    this.orders.order(wanted).catch(this.#complain);
  }

  /** «Перезвонить в…» of every list. */
  plan(wanted: Wanted): void {
    this.planning.plan(wanted).catch(this.#complain);
  }

  /** «Открыть контакт», or «Добавить в контакты» where nobody has this number. */
  showOwner(number: PhoneNumber): void {
    this.contacts.showOwner(number).then(this.#showContacts, this.#complain);
  }

  /** Does what the cause of a failure advises; the card makes room for what comes of it. */
  followUp(callback: Callback): void {
    const next = followUpOf(callback);
    if (next === null) return;
    if (next === 'fix') {
      void this.dial.write(callback.target.display);
      this.#askDial();
      return;
    }
    const ordered = this.planning.quick(sameAgain(callback), next, Date.now());
    ordered.then((order) => this.cards.replaced(callback, order)).catch(this.#complain);
  }

  close(): void {
    this.playing.close();
    for (const part of [
      this.cards,
      this.planned,
      this.pbxList,
      this.history,
      this.contacts,
      this.team,
      this.numbers,
      this.inbox,
      this.journal,
      this.statistics,
      this.exporting,
    ])
      part.close();
  }
}
