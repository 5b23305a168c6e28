import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { calls, figures, firstRun, palette, people, records, settings, waiting } from './screens.ts';
import { expect, type Sputnik } from './sputnik.ts';
import { languages, prepare, test, Tour } from './tour.ts';

/** WCAG 2.2, levels A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What breaks the rules on what is shown now, in both themes, a line for each element. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const each of await moving(page)) found.push(`${colorScheme} moves: ${each}`);
    // The other way of looking at a page opens a window of its own, which this app never does.
    // What is well need not be described: that takes longer than to look.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    // The themes differ in colours alone.
    const held = colorScheme === 'light' ? axe.withTags(rules) : axe.withRules('color-contrast');
    for (const { id, nodes } of (await held.analyze()).violations) {
      for (const { html, failureSummary = '' } of nodes) {
        // What lies under an open panel is not to be pressed before that is closed.
        if (failureSummary.includes('partially obscured')) continue;
        found.push(`${colorScheme} ${id}: ${html} ${failureSummary}`);
      }
    }
  }
  return found;
}

/** What still moves a moment after motion was asked away; after it colours are drawn as they will stay. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    // What came this very moment is over at once.
    const lasts = ({ effect }: Animation) => Number(effect?.getComputedTiming().activeDuration) > 1;
    return document
      .getAnimations()
      .filter(lasts)
      .map(({ effect }) => {
        const { target } = effect as KeyframeEffect;
        return target?.outerHTML.slice(0, 120) ?? '';
      });
  });
}

const held = async (page: Page, screen: string) => expect.soft(await faults(page), screen).toEqual([]);

async function tourOf(app: Sputnik, pbx: Tour['pbx']): Promise<Tour> {
  await prepare(app, pbx, 'ru');
  return new Tour(app, pbx, languages.ru, held);
}

test.describe('WCAG 2.2 AA, in both themes, without motion', () => {
  test.setTimeout(150_000);

  test('first run', async ({ start, pbx }) => {
    await firstRun(new Tour(await start(), pbx, languages.ru, held));
  });
  test('what waits for an answer', async ({ start, pbx }) => {
    await waiting(await tourOf(await start(), pbx));
  });
  test('calls', async ({ start, pbx }) => {
    await calls(await tourOf(await start(), pbx));
  });
  test('people', async ({ start, pbx, profile }) => {
    await people(await tourOf(await start(), pbx), profile);
  });
  test('records', async ({ start, pbx, profile }) => {
    await records(await tourOf(await start(), pbx), profile);
  });
  test('numbers and statistics', async ({ start, pbx }) => {
    await figures(await tourOf(await start(), pbx));
  });
  test('settings', async ({ start, pbx }) => {
    await settings(await tourOf(await start(), pbx));
  });
  test('palette', async ({ start, pbx, profile }) => {
    await palette(await tourOf(await start(), pbx), profile);
  });
});

test('under a contrast theme of the system what is chosen, on and focused is still told apart', async ({
  start,
  pbx,
}) => {
  const app = await start();
  const { page } = app;
  await prepare(app, pbx, 'ru');
  await page.emulateMedia({ forcedColors: 'active' });
  const ground = (target: Locator) => target.evaluate((element) => getComputedStyle(element).backgroundColor);
  const apart = async (chosen: Locator, other: Locator) => expect(await ground(chosen)).not.toBe(await ground(other));

  const rows = page.getByRole('grid', { name: 'Требуют внимания' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await rows.first().click();
  await page.keyboard.press('j');
  await apart(rows.nth(1), rows.nth(2));
  expect(await rows.nth(1).evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('dashed');
  const rail = page.getByRole('navigation').getByRole('button');
  await apart(rail.first(), rail.nth(1));

  await rail.last().click();
  const themes = page.getByRole('radiogroup', { name: 'Тема' }).getByRole('radio');
  await apart(themes.first(), themes.nth(1));
  await apart(
    page.getByRole('switch', { checked: true }).first(),
    page.getByRole('switch', { checked: false }).first(),
  );
});
