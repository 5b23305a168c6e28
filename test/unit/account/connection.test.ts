import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src-main/account/connection.ts';
import { TestClock } from '../../support/test-clock.ts';

function connectionAt(clock: TestClock) {
  const kept: number[] = [];
  const connection = new Connection({
    clock,
    random: () => 0,
    ask: () => Promise.resolve(),
    onChanged: () => undefined,
    keep: (answeredAtMs) => kept.push(answeredAtMs),
    onBack: () => undefined,
  });
  return { connection, kept };
}

describe('when the exchange last answered', () => {
  it('is known from the run before, until it answers again', () => {
    const clock = new TestClock();
    const { connection } = connectionAt(clock);
    connection.start(1234);
    expect(connection.view()).toEqual({ state: 'unknown', answeredAtMs: 1234, error: null });
    connection.noted({ code: 'network', retry: true });
    expect(connection.view()).toMatchObject({ state: 'offline', answeredAtMs: 1234 });
    connection.noted(null);
    expect(connection.view()).toMatchObject({ state: 'online', answeredAtMs: clock.nowMs() });
    connection.stop();
  });

  it('is written down once a minute at most, and at the end', async () => {
    const clock = new TestClock();
    const { connection, kept } = connectionAt(clock);
    const startMs = clock.nowMs();
    for (let second = 0; second < 150; second += 1) {
      connection.noted(null);
      await clock.pass(1000);
    }
    connection.stop();
    connection.stop();
    expect(kept.map((atMs) => (atMs - startMs) / 1000)).toEqual([0, 61, 122, 149]);
  });
});
