import * as v from 'valibot';
import { calls, paletteCalls, ringingCalls, type CallName, type Input, type Output } from '../contract/calls.ts';
import { Failure } from '../contract/errors.ts';
import { callChannel, type Reply } from '../contract/reply.ts';

/** What main does for each call; one file a feature in `handlers/` gives its part. */
export type Handlers = { [N in CallName]: (input: Input<N>) => Output<N> | Promise<Output<N>> };

/** As much of a frame as the door looks at. */
export interface Sender {
  /** The page's web contents. */
  sender: unknown;
  /** The frame that asked; null when it is gone already. */
  senderFrame: { url: string; parent: unknown } | null;
}

interface DoorOptions {
  /** `ipcMain`, or as much of it as the door needs. */
  ipc: {
    handle(channel: string, listener: (sender: Sender, ...asked: unknown[]) => Promise<Reply<unknown>>): void;
    removeHandler(channel: string): void;
  };
  handlers: Handlers;
  /** Id of the account at work; null: none is. */
  accountAtWork(): string | null;
  /**
   * Which of our windows it is; null: none of them. By its contents, as a page can change the rest of its address itself.
   */
  windowOf(sender: unknown): 'main' | 'palette' | null;
  /** Scheme and host of our own pages, with the slash: `app://sputnik/`. */
  origin: string;
  /** A defect of ours, or an attack: never the renderer's business. */
  onDefect(name: string, error: unknown): void;
}

/**
 * The one door between the renderer and main. It lets in only our own top frames, each window with its own calls of the
 * contract, only input that the call's schema takes; and only codes get out.
 */
export class Door {
  readonly #options: DoorOptions;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  open(): void {
    this.#options.ipc.handle(callChannel, (sender, name, input, account) => this.answer(sender, name, input, account));
  }

  close(): void {
    this.#options.ipc.removeHandler(callChannel);
  }

  /** Never rejects: what goes wrong is in the envelope. */
  async answer(sender: Sender, name: unknown, input: unknown, account?: unknown): Promise<Reply<unknown>> {
    try {
      if (!this.#isOurs(sender)) throw new Failure('foreign-sender');
      if (typeof name !== 'string' || !Object.hasOwn(calls, name)) throw new Failure('unknown-call');
      if (!this.#isFor(sender, name as CallName)) throw new Failure('foreign-sender');
      return { ok: true, value: await this.#run(name as CallName, input, account) };
    } catch (error) {
      if (!(error instanceof Failure)) this.#options.onDefect(String(name), error);
      const failure = error instanceof Failure ? error : new Failure('internal');
      return { ok: false, error: failure.view() };
    }
  }

  #isOurs({ senderFrame }: Sender): boolean {
    // A frame inside a page, ours or not, has no business here: we make none.
    return senderFrame?.parent === null && senderFrame.url.startsWith(this.#options.origin);
  }

  /** What ends an account, or erases all, is not the palette's; what is copied is not the main window's. */
  #isFor({ sender }: Sender, name: CallName): boolean {
    const window = this.#options.windowOf(sender);
    const own = paletteCalls[name];
    return window === 'palette' ? own !== undefined : window === 'main' && own !== 'alone';
  }

  #run<N extends CallName>(name: N, input: unknown, account: unknown): Output<N> | Promise<Output<N>> {
    const checked = v.safeParse(calls[name].input, input);
    if (!checked.success) throw new Failure('bad-input', { params: { call: name } });
    this.#refuseOtherAccount(name, account);
    return this.#options.handlers[name](checked.output as Input<N>);
  }

  /**
   * A click in the window of one account, which arrives when another is at work already, must not be done there: above all
   * it must ring nobody. Asked in the same turn in which the call is answered.
   */
  #refuseOtherAccount(name: CallName, meant: unknown): void {
    const atWork = this.#options.accountAtWork();
    const rings = ringingCalls.includes(name);
    if (rings && atWork === null) throw new Failure('no-account');
    if (meant === undefined ? rings : atWork !== null && meant !== atWork) throw new Failure('account-changed');
  }
}
