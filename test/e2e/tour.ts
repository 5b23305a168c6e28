import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { en } from '../../src-renderer/i18n/en.ts';
import { ru, type Messages } from '../../src-renderer/i18n/ru.ts';
import { askNow, firstAnswers } from './questions.ts';
import { connect, expect, test as base, type Sputnik } from './sputnik.ts';

export const languages = { ru, en };

/** The program under way through its screens. */
export class Tour {
  readonly app: Sputnik;
  readonly page: Page;
  readonly pbx: DemoPbx;
  readonly t: Messages;
  readonly #look: (page: Page, screen: string) => Promise<void>;

  constructor(app: Sputnik, pbx: DemoPbx, t: Messages, look: (page: Page, screen: string) => Promise<void>) {
    this.app = app;
    this.page = app.page;
    this.pbx = pbx;
    this.t = t;
    this.#look = look;
  }

  /** Opens a screen and looks at it. */
  async see(screen: string, open: () => Promise<unknown>, page = this.page): Promise<void> {
    await base.step(screen, async () => {
      await open();
      await this.#look(page, screen);
    });
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  async press(name: string, within: Page | Locator = this.page): Promise<void> {
    await this.button(name, within).first().click();
  }

  radio(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('radio', { name, exact: true });
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get cards(): Locator {
    return this.page.getByRole('region', { name: this.t.calls.region });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  async section(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name }).click();
    await expect(this.page.getByRole('main', { name })).toBeVisible();
  }

  rows(list: string): Locator {
    return this.page.getByRole('grid', { name: list, exact: true }).locator('[role=row][aria-selected]');
  }

  async leave(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.locator('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')).toHaveCount(0);
  }

  async dial(written: string, key = 'Enter'): Promise<void> {
    const field = this.page.getByRole('textbox', { name: this.t.dial.label, exact: true });
    await field.fill(written);
    await field.press(key);
  }

  /** What the person answers in the system's own windows. */
  async willPick(file: string): Promise<void> {
    await this.app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
  }
}

export const clients = { mary: '79030005511', john: '79030005512', fax: '79030005513', lost: '+7 903 000-55-01' };

/** An exchange of one day, without calls but those that are made here; its own people have Russian names. */
export const test = base.extend({
  // eslint-disable-next-line no-empty-pattern
  pbx: async ({}, use) => {
    const mediaDir = fileURLToPath(new URL('../../resources/demo/', import.meta.url));
    const clock = new DemoClock({ speed: 10 });
    const pbx = new DemoPbx({ clock, strict: true, quiet: true, historyDays: 1, callsPerDay: 0, mediaDir });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    clock.stop();
  },
});

/** Connected, in that language, with a message of each kind waiting. */
export async function prepare({ page }: Sputnik, pbx: DemoPbx, language: 'ru' | 'en'): Promise<void> {
  const from = (numberA: string, secondsAgo: number) => ({
    numberA,
    numberB: '101',
    startMs: pbx.clock.nowMs() - secondsAgo * 1000,
  });
  const of = { user: 'Ann Smith', group: 'Sales' };
  pbx.addRecord('call', { ...from(clients.mary, 50), ...of, seconds: 65, file: { format: 'mp3', variant: 1 } });
  pbx.addRecord('call', { ...from(clients.john, 40), ...of, seconds: 0, file: null });
  await connect(page, pbx);
  await page.getByRole('navigation').waitFor();
  await page.evaluate((chosen) => window.sputnik.call['settings.set']({ language: chosen, tries: 1 }), language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await firstAnswers(page);
  // What began before the first answer is history, and waits for nobody.
  pbx.clock.advance(5000);
  pbx.addRecord('voicemail', { ...from(clients.john, 3), ...of, seconds: 9, file: { format: 'wav', variant: 2 } });
  pbx.addRecord('voicemail', { ...from(clients.mary, 2), ...of, seconds: 42, file: { format: 'wav', variant: 1 } });
  pbx.addRecord('fax', { ...from(clients.fax, 1), ...of, file: { format: 'tiff', variant: 2 } });
  await askNow(page);
}
