import type { Member, TeamView } from '../../src-main/contract/model.ts';
import { otherLayout } from '../../src-main/contract/model/keyboard-layout.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';

/** Colleagues and their presence. Main asks the PBX only while `watch(true)`. */
export class Team {
  view: TeamView | null = $state.raw(null);
  text: string = $state('');
  selectedId: string | null = $state(null);

  readonly shown: Member[] = $derived(matching(this.view?.members ?? [], this.text));
  readonly onlineCount = $derived((this.view?.members ?? []).filter(({ online }) => online).length);

  readonly #ask: Ask;
  readonly #latest = new Latest();
  readonly #stop: () => void;
  #seen = false;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'team') void this.read();
    });
  }

  async read(): Promise<void> {
    await this.#latest.take(
      () => this.#ask('team.list'),
      (view) => (this.view = view),
    );
  }

  /** Whether somebody looks at the list right now. */
  async watch(seen: boolean): Promise<void> {
    if (seen === this.#seen) return;
    this.#seen = seen;
    await this.#ask('team.watch', { seen });
  }

  close(): void {
    this.#latest.drop();
    this.#stop();
  }
}

/** By any part of the name, in any case, with е for ё and on either keyboard, or of the extension. */
function matching(members: Member[], text: string): Member[] {
  const wanted = folded(text);
  if (wanted === '') return members;
  const swapped = folded(otherLayout(wanted) ?? wanted);
  const named = (name: string) => name.includes(wanted) || name.includes(swapped);
  return members.filter(({ name, extension }) => named(folded(name)) || extension.includes(wanted));
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
