import { Failure } from '../../src-main/contract/errors.ts';
import type { Notice, PaletteOpening, Stage } from '../../src-main/contract/model.ts';
import type { Ask, AskFor, Listen } from '../bridge.ts';
import type { Wanted } from '../callbacks/orders.svelte.ts';
import { Latest } from '../latest.ts';
import { canBeCalled, numberCount, wantedOf, type Row } from './rows.ts';
import { sent } from './sent.ts';
import { Stillness } from '../ui/stillness.ts';

const rowsMax = 8;
/** It is shown after that long, whether anybody was found by then or not. */
const drawnWithinMs = 80;
/** How long it is said that the order was taken, before the palette goes. */
const orderedShownMs = 1_400;
/**
 * A link may open it while the person types elsewhere: until the keys have been still for so long they do nothing, so that
 * an Enter meant for a letter rings nobody.
 */
const stillMs = 700;

/** The palette: what is typed, who is found, and what came of Enter. */
export class PaletteState {
  text: string = $state('');
  rows: readonly Row[] = $state.raw([]);
  cursor: number = $state(0);
  /** Of the row under the cursor, which number. */
  numberIndex: number = $state(0);
  opening: PaletteOpening | null = $state.raw(null);
  /** What keeps it from calling, for a sentence. */
  problem: Notice | null = $state.raw(null);
  /** Who was just ordered. */
  ordered: string | null = $state(null);
  /** What Enter meant is known, and it is on its way. Before that Escape takes it back. */
  sending: boolean = $state(false);
  /** It can be shown: drawn for what it was opened for. */
  ready: boolean = $state(false);

  readonly atWork = $derived(this.opening?.phase === 'ready');
  readonly row = $derived(this.rows[this.cursor]);
  readonly wanted: Wanted | null = $derived(this.row ? wantedOf(this.row, this.numberIndex) : null);
  readonly severalNumbers = $derived(numberCount(this.row) > 1);

  readonly #ask: Ask;
  readonly #askFor: AskFor;
  readonly #listen: Listen;
  readonly #stop: () => void;
  readonly #stillness: Stillness;
  readonly #openings = new Latest();
  readonly #found = new Latest();
  #finding: Promise<unknown> = Promise.resolve();
  /** Counts what it was opened for. */
  #openedTimes = 0;
  /** Where on the screen the pointer was seen last; null: not since the opening. */
  #pointer: ScreenPlace | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  /** Enter was pressed, and it is not settled yet. */
  #busy = false;

  constructor(askFor: AskFor, listen: Listen, nowMs: () => number = () => performance.now()) {
    this.#ask = askFor();
    this.#askFor = askFor;
    this.#listen = listen;
    this.#stillness = new Stillness(nowMs, stillMs);
    this.#stop = listen((event) => {
      if (event.type === 'palette') void this.open();
      else if (event.type === 'changed' && event.topic === 'app' && this.ready) void this.#goOn();
    });
  }

  /** Draws itself for what it is opened for; nothing, if it is only made ready. */
  async open(): Promise<void> {
    this.#reset();
    await this.#openings.take(() => this.#ask('palette.opening'), this.#take);
    if (!this.opening?.opened) return;
    await Promise.race([this.#find(), new Promise((resolve) => setTimeout(resolve, drawnWithinMs))]);
    this.ready = true;
  }

  write(text: string): void {
    this.text = text;
    this.problem = null;
    this.ordered = null;
    clearTimeout(this.#leaving);
    void this.#find();
  }

  /** Up or down, round and round. */
  move(by: number): void {
    const count = this.rows.length;
    if (count > 0) this.point((this.cursor + by + count) % count);
  }

  point(index: number): void {
    if (index === this.cursor) return;
    this.cursor = index;
    this.numberIndex = 0;
  }

  /**
   * The pointer is over a row. Only one that was moved means it: a window that opens under a resting pointer, or rows that
   * change under it, would have Enter ring somebody else.
   */
  pointed(index: number, { screenX, screenY }: ScreenPlace): void {
    const before = this.#pointer;
    this.#pointer = { screenX, screenY };
    if (before && (before.screenX !== screenX || before.screenY !== screenY)) this.point(index);
  }

  /** Another number of the contact under the cursor. */
  turnNumber(by: number): void {
    const count = numberCount(this.row);
    this.numberIndex = (this.numberIndex + by + count) % count;
  }

  /** The keys are not for the palette yet. */
  deaf(pressedMs = Infinity): boolean {
    return this.#stillness.isBroken(pressedMs);
  }

  /** It has come under the keys only now, however long ago it was drawn. */
  focused(): void {
    if (this.opening?.link) this.#stillness.await();
  }

  /** Enter. Questions to the person are asked by the main window. */
  async call(): Promise<void> {
    const { text } = this;
    await this.#act(async (wanted, ask, isOver) => {
      const { target, name } = wanted;
      const ordered = await ask('callbacks.order', { target, name, repeat: false });
      const callback = await sent(ask, this.#listen, ordered);
      // It was opened for somebody else meanwhile, or put away, or the next one is typed: the card in the main window tells.
      if (isOver() || this.text !== text) return;
      if (callback.error && !callback.open) this.problem = callback.error;
      // Its card tells more: that it can still be taken back, or that nobody knows yet whether it was taken.
      else if (inWindow.includes(callback.stage)) await this.#ask('palette.openWindow');
      else this.#sayOrdered(wanted.who);
    });
  }

  /** Shift+Enter: the main window asks for when. */
  async plan(): Promise<void> {
    await this.#act((wanted, ask) => ask('palette.handOver', { ...wanted, later: true }));
  }

  leave(): void {
    clearTimeout(this.#leaving);
    this.#reset();
    this.#ask('palette.hide').catch(() => undefined);
  }

  /** The person has gone on to another window. An order on its way is waited for: it may have to say something. */
  blurred(): void {
    if (this.ready && !this.#busy) this.leave();
  }

  close(): void {
    clearTimeout(this.#leaving);
    this.#stop();
  }

  #reset(): void {
    this.#openedTimes += 1;
    clearTimeout(this.#leaving);
    this.#found.drop();
    this.ready = false;
    this.text = '';
    this.rows = [];
    this.cursor = 0;
    this.numberIndex = 0;
    this.problem = null;
    this.ordered = null;
    this.#busy = false;
    this.sending = false;
    this.#pointer = null;
  }

  readonly #take = (opening: PaletteOpening): void => {
    this.opening = opening;
    const { link } = opening;
    if (link) this.#stillness.await();
    else this.#stillness.end();
    if (link?.ok) this.text = link.written;
    if (link?.ok === false) this.problem = { code: link.problem };
  };

  /** For the account whose people are shown. */
  get #askHere(): Ask {
    return this.#askFor(this.opening?.accountId ?? undefined);
  }

  /** The account came, went, or is another one while it is open: what is typed stays. */
  async #goOn(): Promise<void> {
    const before = this.opening;
    await this.#openings.take(
      () => this.#ask('palette.opening'),
      (opening) => {
        this.opening = opening;
        // Whoever stands there is of the account before.
        if (opening.accountId !== before?.accountId) this.rows = [];
      },
    );
    const { phase, accountId } = this.opening ?? {};
    if (phase !== before?.phase || accountId !== before?.accountId) await this.#find();
  }

  async #find(): Promise<void> {
    const { text } = this;
    // Under the sentence for a link that was refused nobody is offered: Enter would ring somebody else.
    if (!this.atWork || (this.opening?.link?.ok === false && text.trim() === '')) {
      this.#found.drop();
      this.rows = [];
      return;
    }
    const finding = this.#found.take(
      () => this.#askHere('palette.find', { text, limit: rowsMax }),
      (hits) => this.#show(hits),
    );
    this.#finding = finding.catch((error: unknown) => (this.problem = noticeOf(error)));
    await this.#finding;
  }

  #show(hits: readonly Row[]): void {
    const offered = this.text.trim() === '' ? (this.opening?.offered ?? []) : [];
    const known = offered.map((each): Row => ({ kind: 'offered', ...each }));
    this.rows = [...known, ...hits.filter(canBeCalled)].slice(0, rowsMax);
    this.cursor = 0;
    this.numberIndex = 0;
  }

  /** `isOver`: the opening in which Enter was pressed; nothing that comes of it belongs to another. */
  async #act(act: (wanted: Wanted, ask: Ask, isOver: () => boolean) => Promise<void>): Promise<void> {
    if (this.#busy || this.ordered !== null || this.opening?.phase === 'starting') return;
    if (!this.atWork) return this.#ask('palette.openWindow');
    this.#busy = true;
    const meant = this.#openedTimes;
    const isOver = () => meant !== this.#openedTimes;
    const say = (error: unknown) => void (isOver() || (this.problem = noticeOf(error)));
    let wanted: Wanted | null = null;
    let ask = this.#askHere;
    try {
      // Who types fast and presses Enter means what he typed, not who stood there before.
      await this.#finding;
      // Nor whom a link has put in the place meanwhile.
      wanted = isOver() ? null : this.wanted;
      ask = this.#askHere;
      if (!wanted) return;
      this.problem = null;
      this.sending = true;
      await act(wanted, ask, isOver);
    } catch (error) {
      // Nothing was ordered. The main window, which orders the same, asks what has to be asked, or says why not.
      if (wanted && (isQuestion(error) || isOver()))
        await ask('palette.handOver', { ...wanted, later: false }).catch(say);
      else say(error);
    } finally {
      if (!isOver()) this.#busy = this.sending = false;
    }
  }

  #sayOrdered(who: string): void {
    this.ordered = who;
    this.#leaving = setTimeout(() => this.leave(), orderedShownMs);
  }
}

type ScreenPlace = Pick<MouseEvent, 'screenX' | 'screenY'>;

const inWindow: readonly Stage[] = ['holding', 'sending', 'checking'];

const isQuestion = (error: unknown) =>
  error instanceof Failure && ['order-repeated', 'own-number-missing'].includes(error.code);

const noticeOf = (error: unknown): Notice => (error instanceof Failure ? error.view() : { code: 'internal' });
