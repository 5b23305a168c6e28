import { defineConfig } from '@playwright/test';

/** The tests install, use and purge one package, in this order. Run by scripts/test.mjs, which makes the package. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/package',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json']],
  use: { trace: 'off' },
});
