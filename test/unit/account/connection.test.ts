import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src-main/account/connection.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { TestClock } from '../../support/test-clock.ts';

function connectionAt(clock: TestClock) {
  const kept: number[] = [];
  const asked: { answer: () => void; fail: () => void }[] = [];
  const connection = new Connection({
    clock,
    random: () => 0,
    ask: () =>
      new Promise<void>((resolve, reject) => {
        asked.push({ answer: resolve, fail: () => reject(new Failure('http-status', { retry: true })) });
      }),
    onChanged: () => undefined,
    keep: (answeredAtMs) => kept.push(answeredAtMs),
    onBack: () => undefined,
  });
  return { connection, kept, asked };
}

describe('when the exchange last answered', () => {
  it('is known from the run before, until it answers again', () => {
    const clock = new TestClock();
    const { connection } = connectionAt(clock);
    connection.start(1234);
    expect(connection.view()).toEqual({ state: 'unknown', answeredAtMs: 1234, error: null });
    connection.lost({ code: 'network', retry: true });
    expect(connection.view()).toMatchObject({ state: 'offline', answeredAtMs: 1234 });
    connection.answered();
    expect(connection.view()).toMatchObject({ state: 'online', answeredAtMs: clock.nowMs() });
    connection.stop();
  });

  it('is written down once a minute at most, and at the end', async () => {
    const clock = new TestClock();
    const { connection, kept } = connectionAt(clock);
    const startMs = clock.nowMs();
    for (let second = 0; second < 150; second += 1) {
      connection.answered();
      await clock.pass(1000);
    }
    connection.stop();
    connection.stop();
    expect(kept.map((atMs) => (atMs - startMs) / 1000)).toEqual([0, 61, 122, 149]);
  });
});

describe('when something comes to nothing', () => {
  it('the exchange is asked, once, whether it is there; an answer changes nothing', async () => {
    const clock = new TestClock();
    const { connection, asked } = connectionAt(clock);
    connection.answered();
    connection.doubted();
    connection.doubted();
    expect(asked).toHaveLength(1);
    asked[0]!.answer();
    await clock.pass(3_600_000);
    expect(asked).toHaveLength(1);
    expect(connection.view().state).toBe('online');
  });

  it('and that is not answered either, the exchange is out of reach, and asked again ever more rarely', async () => {
    const clock = new TestClock();
    const { connection, asked } = connectionAt(clock);
    connection.answered();
    connection.doubted();
    asked[0]!.fail();
    await clock.pass(0);
    expect(connection.view()).toMatchObject({ state: 'offline', error: { code: 'http-status' } });
    // Others find so, too.
    connection.doubted();
    expect(asked).toHaveLength(1);
    for (let tried = 1; tried < 10; tried += 1) {
      await clock.pass(60_000);
      asked.at(-1)!.fail();
    }
    expect(asked).toHaveLength(10);
  });

  it('but something else is answered meanwhile, the exchange is in reach', async () => {
    const clock = new TestClock();
    const { connection, asked } = connectionAt(clock);
    connection.doubted();
    connection.answered();
    asked[0]!.fail();
    await clock.pass(0);
    expect(connection.view().state).toBe('online');
  });

  it('what breaks off at the end is not asked again', async () => {
    const clock = new TestClock();
    const { connection, asked } = connectionAt(clock);
    connection.doubted();
    connection.stop();
    asked[0]!.fail();
    await clock.pass(3_600_000);
    expect(asked).toHaveLength(1);
  });
});
