import { defineConfig } from '@playwright/test';

/**
 * The tests share one desktop, its clipboard, key ring and notifications, hence one at a time. No test is tried again: one
 * that passes only at times tells of a fault. Run by scripts/test.mjs, which makes the desktop and reads the JSON report.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json']],
  use: { trace: 'off', actionTimeout: 10_000 },
});
