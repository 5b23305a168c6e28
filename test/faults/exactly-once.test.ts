import fc from 'fast-check';
import { expect, it } from 'vitest';
import { act, acts, writesLate, type Act } from './acts.ts';
import { check, watchUnasked, type Story } from './invariants.ts';
import { CallWorld } from './world.ts';

/** More lives, and the one that failed again: `FAULT_RUNS=2000 FAULT_SEED=… FAULT_PATH=…` (both are printed). */
const runs = Number(process.env['FAULT_RUNS'] ?? 150);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);
const path = process.env['FAULT_PATH'];

const sums = { lives: 0, acts: 0, clicks: 0, orders: 0, requests: 0, tasks: 0, lateTasks: 0, answersSpoilt: 0 };
const writes = { writesSpoilt: 0, ends: 0 };

/** One life of the program: what was done to it, then peace, then the accounts. */
async function live(life: readonly Act[]): Promise<void> {
  // Only an answer that never comes costs real time.
  const world = new CallWorld({ timeoutMs: 150 });
  const story: Story = {
    world,
    orders: 0,
    clicks: [],
    late: [],
    liedAbout: new Set(),
    broken: [],
    faults: { writes: 0, ends: 0 },
  };
  watchUnasked(story);
  world.disguise = (api) => writesLate(story, api);
  await world.open();
  try {
    for (const each of life) await act(story, each);
    await act(story, { act: 'heal' });
    await world.pass(15 * 60_000, 1000);
    await check(story);
  } finally {
    await world.close();
    count(story, life.length);
  }
}

function count({ world, clicks, late, faults }: Story, acts: number): void {
  const own = world.pbx.tasks.filter(({ source }) => source === 'api');
  sums.lives += 1;
  sums.acts += acts;
  sums.clicks += clicks.length;
  sums.orders += new Set(clicks.map(({ id }) => id).filter((id) => id !== null)).size;
  sums.requests += world.requests;
  sums.tasks += own.length;
  sums.lateTasks += late.length;
  sums.answersSpoilt += world.pbx.requests.filter(({ fault }) => fault !== null).length;
  writes.writesSpoilt += faults.writes;
  writes.ends += faults.ends;
}

it('whatever goes wrong, every callback of ours is one order’s, and every order comes to an end', async () => {
  process.stdout.write(`exactly-once: FAULT_SEED=${seed} FAULT_RUNS=${runs}\n`);
  try {
    await fc.assert(fc.asyncProperty(acts, live), {
      numRuns: runs,
      seed,
      ...(path && { path }),
      interruptAfterTimeLimit: 3600_000,
    });
  } finally {
    process.stdout.write(`exactly-once: ${JSON.stringify({ ...sums, ...writes })}\n`);
  }
  expect(sums.lives).toBeGreaterThan(0);
}, 3600_000);
