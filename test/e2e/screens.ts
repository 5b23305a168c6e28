import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { copy } from '../support/desktop/clipboard.ts';
import { until } from '../support/desktop/program.ts';
import { expect, startAgain } from './sputnik.ts';
import { clients, type Tour } from './tour.ts';

/** Every screen and every dialog there is, opened one after another by the names that the language gives them. */

export async function firstRun(tour: Tour): Promise<void> {
  const { page, t } = tour;
  await tour.see('welcome', () => tour.button(t.welcome.demo).waitFor());
  await tour.see('welcome, refused', async () => {
    await page.getByText(t.welcome.more, { exact: true }).click();
    await page.getByLabel(t.welcome.domain).fill('моя атс');
    await tour.press(t.welcome.connect);
    await page.getByRole('alert').first().waitFor();
  });
  await page.getByLabel(t.welcome.domain).fill(tour.pbx.domain);
  await page.getByLabel(t.welcome.key, { exact: true }).fill(tour.pbx.key);
  await page.getByLabel(t.welcome.apiUrl).fill(tour.pbx.apiUrl);
  await tour.see('who are you', async () => {
    await tour.press(t.welcome.connect);
    await page.getByRole('heading', { name: t.welcome.who }).waitFor();
  });
}

export async function waiting(tour: Tour): Promise<void> {
  const { page, t } = tour;
  const rows = tour.rows(t.inbox.list);
  const kinds = page.getByRole('radiogroup', { name: t.inbox.kind });
  // The list before stands until the new one is read.
  const kind = async (name: string, count: number) => {
    await kinds.getByRole('radio', { name: new RegExp(`^${name}( |$)`) }).click();
    await expect(rows).toHaveCount(count);
  };
  await tour.see('inbox', () => expect(rows).toHaveCount(3));
  await tour.see('inbox with a call that failed', async () => {
    await tour.dial(clients.lost);
    await expect(rows).toHaveCount(4, { timeout: 30_000 });
    await kind(t.inbox.kinds.callback, 1);
    await rows.first().click();
    await tour.main.getByRole('article').first().waitFor();
  });
  await tour.see('voicemail', async () => {
    await kind(t.inbox.kinds.voicemail, 2);
    await rows.first().click();
    await tour.press(t.media.play, tour.main);
    await tour.button(t.media.pause, tour.main).waitFor();
    await tour.press(t.media.pause, tour.main);
  });
  await tour.see('fax', async () => {
    await kind(t.inbox.kinds.fax, 1);
    await rows.first().click();
    const show = tour.button(t.media.show, tour.main);
    const tools = page.getByRole('toolbar', { name: t.media.tools });
    await expect(show.or(tools).first()).toBeVisible();
    if (await show.isVisible()) await show.click();
    await tools.waitFor({ timeout: 20_000 });
  });
  await kind(t.inbox.kinds.all, 4);
  await tour.see('several chosen', async () => {
    await rows.first().click();
    await page.keyboard.press('Shift+J');
    await page.getByRole('heading', { name: t.inbox.chosen(2) }).waitFor();
  });
  await tour.see('snooze', async () => {
    await page.keyboard.press('s');
    await page.getByRole('menu').waitFor();
  });
  await tour.see('snooze until', async () => {
    await page.getByRole('menuitem', { name: t.inbox.choices.other }).click();
    await tour.dialog.waitFor();
  });
  await tour.leave();
  await tour.see('done, with its notice', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect(rows).toHaveCount(3);
  });
  await tour.see('snoozed', () => tour.radio(t.inbox.shelves.snoozed).click());
  await tour.see('done', () => tour.radio(t.inbox.shelves.done).click());
}

export async function calls(tour: Tour): Promise<void> {
  const { page, pbx, t } = tour;
  const view = (name: string) => tour.radio(name, tour.main).click();
  await page.evaluate(() => window.sputnik.call['settings.set']({ tries: 3 }));
  await tour.see('no callbacks', () => tour.section(t.pages.callbacks));
  await tour.dial('+7 903 000-55-17');
  await tour.see('a card', async () => {
    await tour.cards.getByText(t.calls.stage.waiting('', 1, 3)).waitFor({ timeout: 20_000 });
    // From here on it stays under way, however long each screen is looked at.
    pbx.clock.speed = 1;
  });
  await tour.see('asked again', async () => {
    // Within a second it would be the second press of a double one, and asked about by nobody.
    await page.waitForTimeout(1100);
    // The order before has emptied the field: what is typed sooner would go with it.
    await expect(page.getByRole('textbox', { name: t.dial.label, exact: true })).toHaveValue('');
    await tour.dial('+7 903 000-55-17');
    await tour.dialog.filter({ hasText: t.calls.again.title }).waitFor();
  });
  await tour.leave();
  await tour.see('plan', async () => {
    await tour.dial('+7 903 000-55-18', 'Shift+Enter');
    await tour.dialog.filter({ hasText: t.plan.action }).waitFor();
    await expect(tour.dialog.locator(':focus')).toHaveCount(1);
  });
  await page.keyboard.press('Enter');
  await tour.see('planned', async () => {
    await expect(tour.cards.getByText(t.plan.held('')).first()).toBeVisible();
    // It can be taken back for some seconds only, and is to be changed when all has been looked at.
    await page.evaluate(async () => {
      const cards = await window.sputnik.call['callbacks.cards'](undefined);
      const held = cards.ok && cards.value.find(({ stage }) => stage === 'holding');
      if (held) await window.sputnik.call['callbacks.holdOn']({ id: held.id });
    });
  });
  await tour.see('change', async () => {
    await tour.press(t.words.edit, tour.cards);
    await tour.dialog.filter({ hasText: t.plan.changeTitle }).waitFor();
  });
  await tour.leave();
  await tour.see('usual times', async () => {
    await page.getByRole('textbox', { name: t.dial.label, exact: true }).fill('+7 903 000-55-19');
    await tour.press(t.plan.action);
    await page.getByRole('menu').waitFor();
  });
  await tour.leave();
  await tour.see('detail of a call', async () => {
    await tour.rows(t.history.list).last().click();
    await tour.main.getByRole('article').first().waitFor();
  });
  await tour.see('planned calls', async () => {
    await view(t.callViews.planned);
    await tour.rows(t.planned.list).first().click();
  });
  await tour.see('tasks on the PBX', async () => {
    await view(t.callViews.pbx);
    await tour.rows(t.pbxTasks.list).nth(2).click();
  });
  await tour.see('a number that is none', async () => {
    await tour.dial('112');
    await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
  });
  await tour.see('own number', async () => {
    await tour.dial('102');
    await tour.dialog.filter({ hasText: t.calls.ownNumber.title }).waitFor();
  });
  await tour.leave();
  await tour.see('keys', async () => {
    await page.keyboard.press('F1');
    await tour.dialog.filter({ hasText: t.keys.title }).waitFor();
  });
  await tour.leave();
}

async function addContact(page: Page, name: string, written: string): Promise<void> {
  const note = 'asks for Ann';
  const form = { name, company: 'Acme', note, favourite: true, numbers: [{ written, label: 'work' as const }] };
  await page.evaluate((contact) => window.sputnik.call['contacts.add'](contact), form);
}

const table = [
  'Name;Company;Work phone;Mobile',
  'Kate Brown;Acme;8 495 012-45-67;8 903 000-55-88',
  'Nobody;;7,9031E+10;',
  ';;later;',
  '',
].join('\r\n');

export async function people(tour: Tour, folder: string): Promise<void> {
  const { page, t } = tour;
  const menu = async (item: string) => {
    await tour.press(t.contactFiles.more);
    await page.getByRole('menuitem', { name: item }).click();
  };
  const panel = (name: string) => page.getByRole('region', { name, exact: true }).waitFor();
  await tour.see('no contacts', () => tour.section(t.pages.contacts));
  await addContact(page, 'Mary Jones', '+7 903 000-55-11');
  await addContact(page, 'M. Jones', '8 903 000 55 11');
  await tour.see('contact', async () => {
    await tour.rows(t.contacts.list).first().click();
    await tour.main.getByRole('article').first().waitFor();
  });
  await tour.see('editor', () => tour.press(t.words.edit));
  await tour.see('leaving it unsaved', async () => {
    await page.getByRole('form').getByLabel(t.contacts.company).fill('Other');
    await page.keyboard.press('Escape');
    await tour.dialog.filter({ hasText: t.contacts.discardTitle }).waitFor();
  });
  await tour.press(t.contacts.discard, tour.dialog);
  await tour.see('menu of files', async () => {
    await tour.press(t.contactFiles.more);
    await page.getByRole('menu').waitFor();
  });
  await tour.leave();
  await tour.see('duplicates', async () => {
    await menu(t.contactFiles.findDuplicates);
    await tour.main.getByRole('article').first().waitFor();
  });
  await tour.press(t.contactFiles.back);
  const file = path.join(folder, 'contacts.csv');
  await writeFile(file, table);
  await tour.willPick(file);
  await tour.see('import', async () => {
    await menu(t.contactFiles.load);
    await expect(tour.button(t.contactFiles.run)).toBeEnabled();
  });
  await tour.see('import ended', async () => {
    await tour.press(t.contactFiles.run);
    await panel(t.contactFiles.ends.done);
  });
  await tour.see('import undone', async () => {
    await tour.press(t.contactFiles.undo);
    await panel(t.contactFiles.ends.undone);
  });
  await tour.press(t.contactFiles.done);
  await tour.see('nobody found', async () => {
    await page.getByRole('searchbox').fill('xyzzy');
    await tour.main.getByText(t.contacts.nothing, { exact: true }).waitFor();
  });
  await tour.see('team', async () => {
    await tour.section(t.pages.team);
    await tour.rows(t.team.list).first().click();
  });
}

export async function records(tour: Tour, folder: string): Promise<void> {
  const { page, t } = tour;
  const filters = page.getByRole('group', { name: t.filters.region });
  await tour.section(t.pages.journal);
  await page.getByRole('searchbox').fill('903 000-55');
  const rows = tour.rows(t.journal.list);
  await tour.see('journal', () => expect(rows).toHaveCount(5));
  await tour.see('a recording', async () => {
    await rows.last().click();
    await tour.button(t.media.play, tour.main).waitFor();
  });
  for (const chip of ['period', 'kinds', 'directions', 'people', 'groups', 'extensions', 'duration'] as const) {
    await tour.see(`filter: ${chip}`, async () => {
      await tour.press(t.filters.chips[chip], filters);
      await tour.dialog.waitFor();
    });
    await tour.leave();
  }
  await tour.see('filtered', async () => {
    await tour.press(t.filters.chips.kinds, filters);
    await tour.dialog.getByLabel(t.filters.kinds.voicemail).click();
    await page.keyboard.press('Escape');
    await expect(rows).toHaveCount(2);
  });
  await tour.see('saved filters', async () => {
    await tour.press(t.filters.saved);
    await tour.dialog.getByRole('textbox').fill('Messages');
    await tour.press(t.words.save, tour.dialog);
    await tour.button(t.filters.remove('Messages'), tour.dialog).waitFor();
  });
  await tour.leave();
  await tour.see('export', async () => {
    await tour.press(t.exporting.open);
    await tour.dialog.waitFor();
  });
  await tour.willPick(path.join(folder, 'journal.xlsx'));
  await tour.see('export ended', async () => {
    await tour.press(t.exporting.save, tour.dialog);
    await tour.button(t.exporting.done, tour.dialog).waitFor();
  });
  await tour.leave();
  await tour.see('nothing found', async () => {
    await page.getByRole('searchbox').fill('xyzzy');
    await tour.main.getByText(t.journal.nothing, { exact: true }).waitFor();
  });
}

export async function figures(tour: Tour): Promise<void> {
  const { page, t } = tour;
  await tour.see('numbers', async () => {
    await tour.section(t.pages.numbers);
    await tour.main.getByRole('listitem').first().waitFor();
  });
  await tour.see('a number copied', async () => {
    await tour.main.getByRole('listitem').getByRole('button').first().click();
    await page.getByText(t.numbers.copied('')).first().waitFor();
  });
  await tour.see('no number', async () => {
    await page.getByRole('searchbox').fill('000000');
    await tour.main.getByText(t.numbers.nothing, { exact: true }).waitFor();
  });
  await tour.see('statistics', async () => {
    await tour.section(t.pages.statistics);
    await tour.radio(t.statistics.spans.week).click();
    await page.getByRole('slider', { name: t.statistics.days.title.day }).waitFor();
  });
  await tour.see('statistics as tables', async () => {
    const turns = tour.main.getByRole('button', { name: t.statistics.tableOf('') });
    for (let left = await turns.count(); left > 0; left -= 1) await turns.first().click();
    await tour.main.getByRole('table').first().waitFor();
  });
  await tour.see('own dates', () => tour.radio(t.statistics.spans.own).click());
}

export async function settings(tour: Tour): Promise<void> {
  const { page, t } = tour;
  await tour.see('settings', () => tour.section(t.pages.settings));
  const search = page.getByRole('searchbox', { name: t.finding.search });
  await tour.see('a setting found', () => search.fill(t.settings.theme));
  await tour.see('no setting found', async () => {
    await search.fill('qqqq');
    await page.getByText(t.finding.nothing).waitFor();
  });
  await search.fill('');
  const bounds = await tour.app.native((window) => window.getContentBounds());
  await tour.app.native((window) => window.setContentSize(760, 520));
  await tour.see('settings in the smallest window', () => tour.button(t.finding.section(t.settings.calling)).waitFor());
  await tour.see('the menu of their sections', async () => {
    await tour.press(t.finding.section(t.settings.calling));
    await page.getByRole('menu').waitFor();
  });
  await tour.leave();
  const browserWindow = await tour.app.electron.browserWindow(page);
  await browserWindow.evaluate((window, { width, height }) => window.setContentSize(width, height), bounds);
  const asks = async (screen: string, button: string) => {
    await tour.see(screen, async () => {
      await tour.press(button, tour.main);
      await tour.dialog.waitFor();
    });
    await tour.leave();
  };
  await tour.see('a list of choices', async () => {
    await tour.main.getByRole('combobox').first().click();
    await page.getByRole('listbox').waitFor();
  });
  await tour.leave();
  await tour.see('recording keys', async () => {
    await tour.main.getByRole('button', { name: t.system.setShortcut('Ctrl+Alt+K') }).click();
    await page.keyboard.press('k');
    await tour.main.getByText(t.system.unfit).waitFor();
  });
  await page.keyboard.press('Escape');
  await tour.see('proxy by hand', () => tour.radio(t.proxy.modes.manual).click());
  await tour.radio(t.proxy.modes.system, page.getByRole('radiogroup', { name: t.proxy.label })).click();
  await asks('report', t.diagnostics.action);
  await asks('erase', t.erase.action);
  await asks('disconnect', t.settings.disconnect);
}

/** The window that lies over all others. */
export async function palette(tour: Tour, profile: string): Promise<void> {
  const { app, page, t } = tour;
  await addContact(page, 'Mary Jones', '+7 903 000-55-11');
  await copy('8 (495) 123-45-67');
  await copy('', 'primary');
  // What is copied is waited for so shortly that a busy PC may not hand it out in time.
  await app.hasten(1 / 20);
  await page.evaluate(() => window.sputnik.call['palette.open'](undefined));
  const shown = () => Promise.resolve(app.electron.windows().find((each) => each.url().endsWith('/palette.html')));
  const over = await until('the palette', shown);
  const field = over.getByRole('combobox', { name: t.palette.title });
  const found = over.getByRole('option');
  await tour.see('palette: a number offered', () => expect(found.first()).toContainText('+7 495 123-45-67'), over);
  await app.hasten(20);
  await tour.see(
    'palette: found',
    async () => {
      await field.fill('Jones');
      await expect(found.filter({ hasText: 'Mary Jones' })).toBeVisible();
    },
    over,
  );
  await tour.see('palette: nobody found', () => nobody(field, over, t.palette.nothing), over);
  await tour.see(
    'palette: a link refused',
    async () => {
      await startAgain(profile, ['tel:112']);
      await over.getByRole('alert').waitFor();
    },
    over,
  );
}

async function nobody(field: Locator, over: Page, words: string): Promise<void> {
  await field.fill('xyzzy');
  await over.getByText(words).waitFor();
}
