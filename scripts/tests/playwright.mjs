import { runScript } from '../ready/process.mjs';
import { freshReport, playwrightCounts } from './counts.mjs';

/**
 * Runs the tests of a folder under test/ that has a Playwright configuration.
 * @param {'e2e' | 'package'} suite
 * @param {string[]} args of Playwright
 * @param {NodeJS.ProcessEnv} env what they find in their environment
 */
export async function runPlaywright(suite, args, env) {
  const report = freshReport(suite);
  const code = await runScript(
    'node_modules/@playwright/test/cli.js',
    ['test', `--config=test/${suite}/playwright.config.ts`, ...args],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return playwrightCounts(report, suite, code === 0);
}
