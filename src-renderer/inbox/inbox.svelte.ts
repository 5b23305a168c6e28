import type { Ask, Listen } from '../bridge.ts';

/** «Требуют внимания»: what waits, on its shelves. */
export class Inbox {
  /** On the shelf `waiting`, all kinds; for the rail. */
  waitingCount: number = $state(0);
  readonly #ask: Ask;
  readonly #stop: () => void;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'inbox') void this.readCounts();
    });
  }

  async readCounts(): Promise<void> {
    const { voicemail, fax, callback } = await this.#ask('inbox.counts');
    this.waitingCount = voicemail + fax + callback;
  }

  close(): void {
    this.#stop();
  }
}
