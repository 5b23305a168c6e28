import { createSubscriber } from 'svelte/reactivity';

/** The time of day for what is shown by it. Whoever reads `nowMs` in markup is told every second, and only then it ticks. */
export class Ticker {
  readonly #subscribe = createSubscriber(everySecond);

  get nowMs(): number {
    this.#subscribe();
    return Date.now();
  }
}

/** A window in the tray is told nothing, and costs nothing, until it is seen again. Returns how to stop it. */
export function everySecond(tell: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    clearInterval(timer);
    if (!document.hidden) timer = setInterval(tell, 1000);
  };
  const seenOrNot = () => {
    tick();
    if (!document.hidden) tell();
  };
  document.addEventListener('visibilitychange', seenOrNot);
  tick();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seenOrNot);
  };
}
