import { defineConfig } from '@playwright/test';

/** One for each worker, made by scripts/tests/e2e.mjs: what its programs are to find in their environment. */
const desktops = JSON.parse(process.env['SPUTNIK_DESKTOPS'] ?? '[{}]') as NodeJS.ProcessEnv[];

// Every worker reads this file before the tests. Those on one desktop share clipboard, key ring and notifications: one at a time.
Object.assign(process.env, desktops[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]);

/**
 * No test is tried again: one that passes only at times tells of a fault. Run by scripts/test.mjs, which makes the desktops
 * and reads the JSON report.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: desktops.length,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json']],
  use: { trace: 'off', actionTimeout: 10_000 },
});
