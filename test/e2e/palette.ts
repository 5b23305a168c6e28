import type { Page } from '@playwright/test';
import { until } from '../support/desktop/program.ts';
import { expect, type Sputnik } from './sputnik.ts';

/** The palette's page, which is kept, shown or not. */
export const paletteOf = ({ electron }: Sputnik): Promise<Page> =>
  until('the palette', () => Promise.resolve(electron.windows().find((page) => page.url().endsWith('/palette.html'))));

export const field = (palette: Page) => palette.getByRole('combobox', { name: 'Кому позвонить' });

/** Whether it is on the screen, as the system tells. */
const isShown = ({ electron }: Sputnik) =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (each) => each.webContents.getURL().endsWith('/palette.html') && each.isVisible(),
    ),
  );
export const shown = (app: Sputnik): ReturnType<typeof expect.poll<boolean>> => expect.poll(() => isShown(app));
