import { Failure } from '../../src-main/contract/errors.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Fetching } from './fetching.svelte.ts';
import { recordingAddress } from './media-address.ts';
import type { Playable, Playing } from './playing.svelte.ts';
import type { soundShape } from './sound-shape.ts';

/** As much of an `<audio>` as is used. */
export type Sound = EventTarget &
  Pick<
    HTMLAudioElement,
    'src' | 'currentTime' | 'duration' | 'paused' | 'playbackRate' | 'volume' | 'muted' | 'play' | 'pause'
  >;

export interface PlayerOptions {
  mediaId: string;
  /** As the PBX tells it, until the sound itself does. */
  durationSeconds: number;
  ask: Ask;
  listen: Listen;
  playing: Playing;
  newSound: () => Sound;
  shapeOf: typeof soundShape;
}

/** Smaller steps than this part of the whole are not seen on a waveform, and not worth drawing. */
const visibleStep = 1 / 1500;

/** One recording: fetched when it is first played (or at once, where it is on this PC), then played, sought in, seen. */
export class Player implements Playable {
  /** Somebody wants to hear it now; it may still be on its way. */
  playing: boolean = $state(false);
  positionSeconds: number = $state(0);
  durationSeconds: number = $state(0);
  /** Loudness over time; null: not known, or too long for it. */
  peaks: readonly number[] | null = $state.raw(null);
  /** Why it cannot be heard although it is here. */
  broken: unknown = $state.raw(null);

  readonly file: Fetching;
  readonly ready = $derived.by(() => this.file.view !== null && this.broken === null);
  readonly error = $derived.by(() => this.file.error ?? this.broken);

  readonly #options: PlayerOptions;
  readonly #unseat: () => void;
  readonly #closing = new AbortController();
  #sound: Sound | null = null;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.durationSeconds = options.durationSeconds;
    this.file = new Fetching(options.ask, options.listen, options.mediaId);
    this.#unseat = options.playing.seat(this);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else void this.play();
  }

  /** Resolves when it plays, or cannot. */
  async play(): Promise<void> {
    this.playing = true;
    this.#options.playing.took(this);
    if (!(await this.prepare())) {
      this.playing = false;
      return;
    }
    // Paused while it was on its way.
    if (!this.playing || this.#closing.signal.aborted) return;
    if (this.positionSeconds >= this.durationSeconds) this.seek(0);
    await this.#sound?.play().catch((error: unknown) => {
      // `pause` came before the first sound; everything else is told by the event.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.playing = false;
    });
  }

  pause(): void {
    this.playing = false;
    this.#sound?.pause();
  }

  /** Has the recording fetched, and its shape drawn, without a sound. */
  async prepare(): Promise<boolean> {
    if (this.broken) await this.#retryBroken();
    const here = await this.file.fetch();
    if (here && !this.#sound && !this.#closing.signal.aborted) this.#open();
    return here && this.#sound !== null;
  }

  /** Gives up waiting for the file. */
  cancel(): void {
    this.playing = false;
    this.file.cancel();
  }

  seek(seconds: number): void {
    if (!this.#sound) return;
    this.positionSeconds = Math.min(this.durationSeconds, Math.max(0, seconds));
    this.#sound.currentTime = this.positionSeconds;
  }

  skip(seconds: number): void {
    this.seek((this.#sound?.currentTime ?? 0) + seconds);
  }

  follow(): void {
    const sound = this.#sound;
    if (!sound) return;
    const { speed, volume, muted } = this.#options.playing;
    sound.playbackRate = speed;
    sound.volume = volume;
    sound.muted = muted;
  }

  /** Once a frame while it plays: the sound itself tells only four times a second. */
  tick(): void {
    const at = this.#sound?.currentTime ?? 0;
    if (Math.abs(at - this.positionSeconds) >= this.durationSeconds * visibleStep) this.positionSeconds = at;
  }

  close(): void {
    this.#unseat();
    this.#closing.abort();
    this.file.close();
    this.#letGo();
  }

  #open(): void {
    const { mediaId, newSound } = this.#options;
    const sound = newSound();
    this.#sound = sound;
    const on = (event: string, run: () => void) => sound.addEventListener(event, run, { signal: this.#closing.signal });
    on('durationchange', () => {
      if (Number.isFinite(sound.duration)) this.durationSeconds = sound.duration;
    });
    on('timeupdate', () => (this.positionSeconds = sound.currentTime));
    on('ended', () => this.#ended());
    // By the system, as when the sound card is gone.
    on('pause', () => (this.playing = false));
    on('error', () => void this.#fail(sound));
    sound.src = recordingAddress(mediaId);
    this.follow();
    void this.#readShape();
  }

  #ended(): void {
    this.playing = false;
    this.positionSeconds = this.durationSeconds;
  }

  /** The file may be gone from this PC by now, and the PBX be away: main knows. Otherwise Chromium cannot play it. */
  async #fail(sound: Sound): Promise<void> {
    if (sound !== this.#sound) return;
    this.playing = false;
    this.#letGo();
    if (await this.file.again()) this.broken = new Failure('file-unplayable');
  }

  async #retryBroken(): Promise<void> {
    this.broken = null;
    await this.file.again();
  }

  async #readShape(): Promise<void> {
    const { mediaId, shapeOf } = this.#options;
    const bytes = this.file.view?.sizeBytes ?? 0;
    const size = { bytes, seconds: this.#options.durationSeconds };
    // Without a shape the player plays all the same.
    const peaks = await shapeOf(recordingAddress(mediaId), size, this.#closing.signal).catch(() => null);
    if (!this.#closing.signal.aborted) this.peaks = peaks;
  }

  #letGo(): void {
    const sound = this.#sound;
    this.#sound = null;
    if (!sound) return;
    sound.pause();
    // What is still being loaded is broken off.
    sound.src = '';
  }
}
