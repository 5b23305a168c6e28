import { chromium, type Browser, type Page } from '@playwright/test';
import { until } from './program.ts';

/** The page of a program that runs already, by the end of its address. `port`: of its remote debugging. */
export async function pageOfRunning(port: number | string, ending: string): Promise<{ browser: Browser; page: Page }> {
  const address = `http://127.0.0.1:${port}`;
  await until('its pages', () => areLoaded(address), 30_000);
  const browser = await chromium.connectOverCDP(address);
  const find = () => browser.contexts().flatMap((context) => context.pages());
  const page = await until(ending, () => Promise.resolve(find().find((each) => each.url().endsWith(ending))), 30_000);
  return { browser, page };
}

/** A page that Playwright meets in the middle of its first navigation is never told to be loaded, and waited for in vain. */
async function areLoaded(address: string): Promise<boolean> {
  const answer = await fetch(new URL('/json/list', address));
  const targets = (await answer.json()) as { type: string; title: string }[];
  const titles = targets.filter(({ type }) => type === 'page').map(({ title }) => title);
  // As long as it has no title of its own its address stands for one.
  return titles.length > 0 && titles.every((title) => title !== '' && !title.endsWith('.html'));
}
