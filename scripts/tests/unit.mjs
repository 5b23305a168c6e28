import { inProject } from '../ready/paths.mjs';
import { runInForeground } from '../ready/process.mjs';
import { freshReport, vitestCounts } from './counts.mjs';

/** Unit and contract tests, in plain Node. */
export async function runUnitTests(args) {
  const report = freshReport('unit');
  const code = await runInForeground(process.execPath, [
    inProject('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config=scripts/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  const counts = vitestCounts(report, ['unit', 'contract'], code === 0);
  // With a filter, a suite may rightly be left out.
  return args.length > 0 ? counts.filter(({ passed, failed }) => passed + failed > 0) : counts;
}
