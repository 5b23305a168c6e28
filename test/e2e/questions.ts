import type { Page } from '@playwright/test';
import { expect } from './sputnik.ts';

/** As «Обновить» does: the usual questions come too seldom for a test. */
export const askNow = (page: Page): Promise<unknown> =>
  page.evaluate(() => window.sputnik.call['sync.askNow'](undefined));

/** The exchange has answered the first questions of all kinds: what comes from now on is new. */
export async function firstAnswers(page: Page): Promise<void> {
  // The PCs of an office ask within some seconds of their start, each in its own moment.
  await askNow(page);
  const state = () => page.evaluate(async () => JSON.stringify(await window.sputnik.call['sync.state'](undefined)));
  await expect.poll(state, { timeout: 20_000 }).toMatch(/"answeredAtMs":\d/);
}
