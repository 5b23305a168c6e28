import type { Contact, DuplicateGroup } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Pages } from '../pages.svelte.ts';

const pageSize = 20;

/** What the person says of one group of contacts: whose name stays, and who is another person after all. */
interface Choice {
  keepId: string;
  leftOut: readonly string[];
}

/** Contacts that share a number: looked through group by group, each merged or skipped. */
export class Duplicates {
  shown: boolean = $state(false);
  skipped: readonly string[] = $state.raw([]);
  /** The group that is being merged, by key. */
  merging: string | null = $state(null);
  readonly pages: Pages<DuplicateGroup>;
  /** Those that were not skipped. */
  readonly groups: DuplicateGroup[] = $derived.by(() =>
    this.pages.items.filter((group) => !this.skipped.includes(keyOf(group))),
  );

  readonly #ask: Ask;
  readonly #stop: () => void;
  #choices: Readonly<Record<string, Choice>> = $state.raw({});

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.pages = new Pages((after, limit) => ask('contacts.duplicates', { after, limit }), pageSize);
    this.#stop = listen((event) => {
      if (event.type !== 'changed' || event.topic !== 'contacts' || !this.shown) return;
      void this.pages.again(this.pages.items.length);
    });
  }

  async open(): Promise<void> {
    this.shown = true;
    this.skipped = [];
    this.#choices = {};
    await this.pages.first();
  }

  leave(): void {
    this.shown = false;
  }

  /** Whose name and company stay. */
  kept(group: DuplicateGroup): Contact | undefined {
    const { keepId } = this.#choiceOf(group);
    return group.contacts.find(({ id }) => id === keepId) ?? group.contacts[0];
  }

  keep(group: DuplicateGroup, { id }: Contact): void {
    const { leftOut } = this.#choiceOf(group);
    this.#choose(group, { keepId: id, leftOut: leftOut.filter((other) => other !== id) });
  }

  isMerged(group: DuplicateGroup, { id }: Contact): boolean {
    return !this.#choiceOf(group).leftOut.includes(id);
  }

  /** Another takes the place of the kept one that is left out. */
  include(group: DuplicateGroup, { id }: Contact, included: boolean): void {
    const { keepId, leftOut } = this.#choiceOf(group);
    const others = leftOut.filter((other) => other !== id);
    const next = included ? others : [...others, id];
    const kept = next.includes(keepId) ? group.contacts.find((contact) => !next.includes(contact.id)) : { id: keepId };
    this.#choose(group, { keepId: kept?.id ?? keepId, leftOut: next });
  }

  /** Those of the group that become one, the kept one first. */
  merged(group: DuplicateGroup): Contact[] {
    const kept = this.kept(group);
    const others = group.contacts.filter((contact) => contact !== kept && this.isMerged(group, contact));
    return kept && this.isMerged(group, kept) ? [kept, ...others] : others;
  }

  /** Answers with what takes it back; null: there are not two to merge. Failures: those of `contacts.merge`. */
  async merge(group: DuplicateGroup): Promise<{ contact: Contact; undo: () => Promise<void> } | null> {
    const [kept, ...others] = this.merged(group);
    if (!kept || others.length === 0 || this.merging !== null) return null;
    this.merging = keyOf(group);
    try {
      const { contact, mergeId } = await this.#ask('contacts.merge', {
        keep: kept.id,
        others: others.map(({ id }) => id),
      });
      await this.pages.again(this.pages.items.length);
      return { contact, undo: () => this.#ask('contacts.unmerge', { id: mergeId }) };
    } finally {
      this.merging = null;
    }
  }

  /** Not shown again until the duplicates are looked for anew. */
  async skip(group: DuplicateGroup): Promise<void> {
    this.skipped = [...this.skipped, keyOf(group)];
    if (this.groups.length === 0) await this.pages.more();
  }

  showSkipped(): void {
    this.skipped = [];
  }

  close(): void {
    this.pages.close();
    this.#stop();
  }

  #choiceOf(group: DuplicateGroup): Choice {
    return this.#choices[keyOf(group)] ?? { keepId: group.contacts[0]?.id ?? '', leftOut: [] };
  }

  #choose(group: DuplicateGroup, choice: Choice): void {
    this.#choices = { ...this.#choices, [keyOf(group)]: choice };
  }
}

/** A group is the same one as long as it shares the same numbers. */
export const keyOf = ({ numbers }: DuplicateGroup): string => numbers.map(({ number }) => number).join(' ');

/** What the merged contacts become, as main unites them. */
export function unitedTitle(merged: readonly Contact[]): { name: string; company: string; numbers: string[] } {
  const numbers = merged.flatMap((contact) => contact.numbers.map(({ display }) => display));
  const first = (of: (contact: Contact) => string) => merged.map(of).find((text) => text !== '') ?? '';
  return {
    name: first(({ name }) => name),
    company: first(({ company }) => company),
    numbers: numbers.filter((number, index) => numbers.indexOf(number) === index),
  };
}
