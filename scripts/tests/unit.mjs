import { runScript } from '../ready/process.mjs';
import { freshReport, vitestCounts } from './counts.mjs';

/** Unit and contract tests, in plain Node. `env`: what they find in their environment besides ours. */
export async function runUnitTests(args, env = {}) {
  const report = freshReport('unit');
  const options = [
    '--config=scripts/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await runScript('node_modules/vitest/vitest.mjs', ['run', ...options, ...args], {
    ...process.env,
    ...env,
  });
  const counts = vitestCounts(report, ['unit', 'contract'], code === 0);
  // With a filter, a suite may rightly be left out.
  return args.length > 0 ? counts.filter(({ passed, failed }) => passed + failed > 0) : counts;
}

const longRun = ['kill', 'killed-migrations', 'damage'].map((name) => `test/unit/cache/${name}.test.ts`);

/**
 * The database's long run, before a release: processes that write are killed 300 times (or SPUTNIK_KILLS), every migration
 * before each of its statements, and 200 files have a bit flipped. `npm test` takes samples of the same.
 */
export function runKillTests(args) {
  const kills = process.env.SPUTNIK_KILLS ?? '300';
  return runUnitTests([...longRun, '--reporter=verbose', ...args], { SPUTNIK_KILLS: kills });
}
