import type { Page } from '@playwright/test';
import { until } from '../support/desktop/program.ts';
import { expect, type Sputnik } from './sputnik.ts';

/** The palette's page, which is kept, shown or not. */
export const paletteOf = ({ electron }: Sputnik): Promise<Page> =>
  until('the palette', () => Promise.resolve(electron.windows().find((page) => page.url().endsWith('/palette.html'))));

declare global {
  interface Window {
    said: string[];
  }
}

/** From now on `expectSaid` hears it, however shortly its words stand. */
export async function listen(palette: Page): Promise<void> {
  await palette.evaluate(() => {
    if (!window.said)
      new MutationObserver(() => {
        for (const line of document.querySelectorAll('[role=status]')) window.said.push(line.textContent);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    window.said = [];
  });
}

export const expectSaid = (palette: Page, text: string): Promise<void> =>
  expect.poll(() => palette.evaluate(() => window.said.join('\n'))).toContain(text);

export const field = (palette: Page) => palette.getByRole('combobox', { name: 'Кому позвонить' });

/** Whether it is on the screen, as the system tells. */
const isShown = ({ electron }: Sputnik) =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (each) => each.webContents.getURL().endsWith('/palette.html') && each.isVisible(),
    ),
  );
export const shown = (app: Sputnik): ReturnType<typeof expect.poll<boolean>> => expect.poll(() => isShown(app));
