import type { SyncView } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';

/** How well the window's data agrees with the PBX, and how far the first load has come. */
export class Sync {
  view: SyncView | null = $state.raw(null);
  /** The person wanted to know, and was not answered yet. */
  asking: boolean = $state(false);
  /** Of the first load while it goes on, or is paused; null: nothing is to be said. */
  readonly history = $derived(this.view?.history && !this.view.history.done ? this.view.history : null);

  readonly #ask: Ask;
  readonly #complain: (error: unknown) => void;
  readonly #stop: () => void;
  readonly #latest = new Latest();

  constructor(ask: Ask, listen: Listen, complain: (error: unknown) => void) {
    this.#ask = ask;
    this.#complain = complain;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'sync') this.read();
    });
  }

  /** Without an account at work there is nothing to tell, and that is no trouble. */
  read(): void {
    this.#latest
      .take(
        () => this.#ask('sync.state'),
        (view) => this.#take(view),
      )
      .catch(() => (this.view = null));
  }

  askNow(): void {
    this.asking = true;
    this.#ask('sync.askNow').catch((error: unknown) => {
      this.asking = false;
      this.#complain(error);
    });
  }

  pauseHistory(paused: boolean): void {
    this.#ask('sync.pauseHistory', { paused })
      .then(() => this.read())
      .catch(this.#complain);
  }

  close(): void {
    this.#stop();
    this.#latest.drop();
  }

  #take(view: SyncView): void {
    if (view.answeredAtMs !== this.view?.answeredAtMs || view.error) this.asking = false;
    this.view = view;
  }
}
