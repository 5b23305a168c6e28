/** What can be played on a page: a `Player`. */
export interface Playable {
  readonly playing: boolean;
  toggle(): void;
  skip(seconds: number): void;
  pause(): void;
  /** Speed or loudness are others now. */
  follow(): void;
}

export const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export type Speed = (typeof speeds)[number];

/** As much of `localStorage` as is needed. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>;

const volumeKey = 'player.volume';

/** What is played now; keys anywhere on a page reach it. One recording at a time, all at the same speed and loudness. */
export class Playing {
  speed: Speed = $state(1);
  /** 0 to 1. */
  volume: number = $state(1);
  muted: boolean = $state(false);

  readonly #memory: Memory;
  /** The players on the page, the one used last at the end. */
  #seated: Playable[] = [];

  constructor(memory: Memory = globalThis.localStorage) {
    this.#memory = memory;
    const kept = Number(memory.getItem(volumeKey) ?? 1);
    this.volume = kept >= 0 && kept <= 1 ? kept : 1;
  }

  /** From now on keys reach this player. Returns what takes it off the page again. */
  seat(player: Playable): () => void {
    this.#seated = [...this.#seated, player];
    return () => (this.#seated = this.#seated.filter((each) => each !== player));
  }

  /** This one begins to play: the others stop. */
  took(player: Playable): void {
    const others = this.#seated.filter((each) => each !== player);
    for (const other of others) other.pause();
    this.#seated = [...others, player];
  }

  /** Plays or pauses; false: there is no player on the page. */
  toggle(): boolean {
    const current = this.#current;
    current?.toggle();
    return current !== undefined;
  }

  skip(seconds: number): void {
    this.#current?.skip(seconds);
  }

  faster(): void {
    this.setSpeed(speeds.find((speed) => speed > this.speed) ?? this.speed);
  }

  slower(): void {
    this.setSpeed(speeds.findLast((speed) => speed < this.speed) ?? this.speed);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.#tell();
  }

  /** Louder or lower; whoever turns it up wants to hear it. */
  setVolume(volume: number): void {
    this.volume = Math.round(Math.min(1, Math.max(0, volume)) * 100) / 100;
    this.muted = false;
    this.#memory.setItem(volumeKey, String(this.volume));
    this.#tell();
  }

  toggleMute(): void {
    this.muted = !this.muted;
    this.#tell();
  }

  close(): void {
    for (const player of this.#seated) player.pause();
    this.#seated = [];
  }

  get #current(): Playable | undefined {
    return this.#seated.find(({ playing }) => playing) ?? this.#seated.at(-1);
  }

  #tell(): void {
    for (const player of this.#seated) player.follow();
  }
}
