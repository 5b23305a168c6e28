import type { InboxItem } from '../../src-main/contract/model.ts';
import { createContext } from 'svelte';
import type { Shell } from '../context.ts';
import type { Desk } from '../desk.ts';
import type { Inbox } from './inbox.svelte.ts';
import { wantedOf, whoOf, type ShelvedItem } from './item.ts';
import type { Deed } from './undo.ts';

interface Parts {
  shell: Pick<Shell, 'complain' | 'i18n' | 'toasts'>;
  desk: Pick<Desk, 'inbox' | 'ring'>;
  /** What had the focus may be gone by now. */
  refocus: () => void;
  /** Asks until when; the choices open beside the anchor. */
  askSnooze: (items: ShelvedItem[], anchor: HTMLElement) => void;
}

/** The next thing done takes the place of the notice of the last; the key goes further back. */
const topic = 'inbox';

/** What a person does with items, by key or button: carried out, said at the foot of the window, and taken back there. */
export class Acts {
  readonly #shell: Parts['shell'];
  readonly #ring: Desk['ring'];
  readonly #inbox: Inbox;
  readonly #refocus: () => void;
  readonly #askSnooze: Parts['askSnooze'];

  constructor({ shell, desk, refocus, askSnooze }: Parts) {
    this.#shell = shell;
    this.#inbox = desk.inbox;
    this.#ring = (wanted) => desk.ring(wanted);
    this.#refocus = refocus;
    this.#askSnooze = askSnooze;
  }

  call(item: InboxItem): void {
    const wanted = wantedOf(item, this.#shell.i18n);
    if (wanted) this.#ring(wanted);
  }

  done(items: readonly InboxItem[]): void {
    const open = items.filter(({ marks }) => marks.doneAtMs === null);
    if (open.length === 0) return;
    const said = this.#t.saidDone(open.length, this.#who(open));
    this.#carryOut(async () => this.#say(said, await this.#inbox.done(open)));
  }

  askSnooze(items: readonly ShelvedItem[], anchor: HTMLElement): void {
    const open = items.filter(({ marks }) => marks.doneAtMs === null);
    if (open.length > 0) this.#askSnooze(open, anchor);
  }

  /** `untilMs` null: no longer put off. */
  snooze(items: readonly InboxItem[], untilMs: number | null): void {
    const open = items.filter(({ marks }) => marks.doneAtMs === null);
    if (open.length === 0) return;
    const who = open.length === 1 ? this.#who(open) : this.#t.messages(open.length);
    const when = untilMs === null ? '' : this.#shell.i18n.formats.moment(untilMs, Date.now());
    const said = untilMs === null ? this.#t.saidAwake(who) : this.#t.saidSnoozed(who, when);
    this.#carryOut(async () => this.#say(said, await this.#inbox.snooze(open, untilMs)));
  }

  reopen(item: ShelvedItem): void {
    const who = this.#who([item]);
    this.#carryOut(async () => {
      const { deed, count } = await this.#inbox.reopen(item);
      this.#say(this.#t.saidReopened(count, who), deed);
    });
  }

  /** Unread what is all read, and the other way about. */
  toggleRead(items: readonly InboxItem[]): void {
    const read = items.some(({ marks }) => marks.readAtMs === null);
    if (items.length > 0) this.#carryOut(() => this.#inbox.setRead(items, read));
  }

  /** It was really looked at. */
  seen(item: InboxItem): void {
    const { readAtMs, doneAtMs } = item.marks;
    if (readAtMs === null && doneAtMs === null) this.#inbox.setRead([item], true).catch(this.#shell.complain);
  }

  undo(deed?: Deed): void {
    this.#carryOut(async () => {
      if (!(await this.#inbox.undo(deed))) return;
      this.#shell.toasts.say(this.#t.undone, null, topic);
      this.#refocus();
    });
  }

  get #t() {
    return this.#shell.i18n.t.inbox;
  }

  #who([first]: readonly InboxItem[]): string {
    return first ? whoOf(first, this.#shell.i18n) : '';
  }

  #say(text: string, deed: Deed): void {
    this.#shell.toasts.say(text, { label: this.#shell.i18n.t.words.undo, run: () => this.undo(deed) }, topic);
  }

  /** The list changes at once, the answer comes later: the focus goes on with the list. */
  #carryOut(act: () => Promise<void>): void {
    act().catch(this.#shell.complain);
    this.#refocus();
  }
}

export const [useActs, setActs] = createContext<Acts>();
