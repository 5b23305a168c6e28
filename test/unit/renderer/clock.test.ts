import { expect, it, vi } from 'vitest';
import { everySecond } from '../../../src-renderer/clock.svelte.ts';

class Page extends EventTarget {
  hidden = false;

  show(shown: boolean): void {
    this.hidden = !shown;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

it('tells the time every second, in the tray not at all, and at once when the window is seen again', () => {
  vi.useFakeTimers();
  const page = new Page();
  vi.stubGlobal('document', page);
  try {
    let told = 0;
    const stop = everySecond(() => (told += 1));
    vi.advanceTimersByTime(2000);
    expect(told).toBe(2);
    page.show(false);
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(told).toBe(2);
    page.show(true);
    expect(told).toBe(3);
    vi.advanceTimersByTime(1000);
    expect(told).toBe(4);
    stop();
    page.show(true);
    vi.advanceTimersByTime(5000);
    expect(told).toBe(4);
  } finally {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }
});
