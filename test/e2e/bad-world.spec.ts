import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { SmallDisk } from '../support/small-disk.ts';
import { addContact, cards, contactList, expectTalk, openSection, writeContact } from './person.ts';
import { connect, dial, expect, test, type Sputnik } from './sputnik.ts';

const state = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Состояние' }).getByRole('status');
const sent = (pbx: DemoPbx) => pbx.requests.filter(({ action }) => action === 'callback_add');
const contact = { name: 'Семёнова Анна', numbers: [{ written: '+7 903 000-55-66' }] };

test.describe('the exchange', () => {
  test('goes away in the middle of a call: the card stays as it was, and goes on when it is back', async ({
    connected,
    pbx,
  }) => {
    const { page } = connected;
    await connected.hasten(10);
    pbx.decide('79030005555', () => ({ answers: true, cause: 16, waitMs: 1000, talkMs: 600_000, employee: null }));
    await dial(page, '+7 903 000-55-55');
    const card = cards(page).getByRole('article');
    await expect(card.getByText('Идёт разговор')).toBeVisible();
    await pbx.down();
    await expect(state(page)).toHaveText('Нет связи: сервер АТС не отвечает');
    await expect(card.getByText('Идёт разговор')).toBeVisible();
    pbx.clock.advance(600_000);
    await pbx.up();
    await expect(card.getByText('Разговор состоялся, 10:00')).toBeVisible({ timeout: 20_000 });
    await expect(state(page)).toHaveText('На связи');
    expect(sent(pbx)).toHaveLength(1);
  });

  test('is away when a call is ordered: it is refused with the reason, and never sent later', async ({
    connected,
    pbx,
  }) => {
    const { page } = connected;
    await connected.hasten(10);
    await pbx.down();
    await dial(page, '+7 903 000-55-55');
    const card = cards(page).getByRole('article');
    await expect(card.getByText('Звонок не заказан')).toBeVisible();
    await expect(card.getByText(/^Сервер АТС не отвечает/)).toBeVisible();
    await pbx.up();
    await expect(state(page)).toHaveText('На связи');
    expect(sent(pbx)).toEqual([]);
    await card.getByRole('button', { name: 'Повторить' }).click();
    await expectTalk(page);
    expect(sent(pbx)).toHaveLength(1);
  });

  test('has everything but the calls: the line says which, without calling the exchange away', async ({
    connected,
    pbx,
  }) => {
    const { page } = connected;
    const line = page.getByRole('contentinfo', { name: 'Состояние' });
    pbx.fail({ kind: 'status', status: 500 }, { action: 'call_records' });
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(line.getByText(/^не обновились звонки: /)).toBeVisible();
    await expect(state(page)).toHaveText('На связи');
    pbx.heal();
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(line.getByText(/^не обновились/)).toBeHidden();
    await expect(state(page)).toHaveText('На связи');
  });

  test('answers with nonsense when asked for the staff: the list stays, and the reason is told', async ({
    connected,
    pbx,
  }) => {
    const { page } = connected;
    await connected.hasten(20);
    await openSection(page, 'Сотрудники');
    const rows = page.getByRole('grid', { name: 'Список сотрудников' }).getByRole('row');
    await expect(rows).toHaveCount(16);
    for (const fault of [
      { kind: 'html' },
      { kind: 'cut' },
      { kind: 'empty' },
      { kind: 'result', result: 'да' },
      { kind: 'result', result: [[[]]] },
    ] as const) {
      const heal = pbx.fail(fault, { action: 'sip_accounts' });
      const told = page.getByRole('alert').filter({ hasText: 'Не удалось узнать, кто сейчас в сети' });
      await expect(told).toBeVisible();
      await expect(rows).toHaveCount(16);
      heal();
      await expect(told).toBeHidden();
      await expect(rows).toHaveCount(16);
    }
  });

  test('sends records that nobody can read: the others are shown', async ({ connected, pbx }) => {
    const { page } = connected;
    pbx.fail({ kind: 'bad-records' }, { action: 'sip_accounts' });
    await connected.hasten(20);
    const before = pbx.requests.length;
    await openSection(page, 'Сотрудники');
    await expect.poll(() => pbx.requests.length).toBeGreaterThan(before);
    await expect(page.getByRole('grid', { name: 'Список сотрудников' }).getByRole('row')).toHaveCount(16);
  });

  test('no longer takes the key: the window says so', async ({ connected, pbx }) => {
    const { page } = connected;
    pbx.fail({ kind: 'result', result: 'Request is Not Valid' });
    await dial(page, '+7 903 000-55-55');
    await expect(cards(page).getByText('Звонок не заказан')).toBeVisible();
    await expect(state(page)).toContainText('Ключ не подошёл');
  });
});

test.describe('the database', () => {
  /** The process that has the database. */
  const cacheProcess = ({ electron }: Sputnik) =>
    electron.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'VATS Sputnik cache')?.pid ?? 0);

  test('loses its process: the next click works again, and nothing that was written is lost', async ({
    connected,
    pbx,
  }) => {
    const { page } = connected;
    await addContact(page, contact);
    for (const name of ['Борисов Пётр', 'Волкова Вера']) {
      const pid = await cacheProcess(connected);
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGKILL');
      await addContact(page, { ...contact, name });
      expect(await cacheProcess(connected)).not.toBe(pid);
    }
    await expect(contactList(page).getByRole('row')).toHaveText([/Борисов/, /Волкова/, /Семёнова/]);
    const last = await cacheProcess(connected);
    process.kill(last, 'SIGKILL');
    await expect.poll(() => cacheProcess(connected)).not.toBe(last);
    await dial(page, '+7 903 000-55-55');
    await expectTalk(page);
    expect(sent(pbx)).toHaveLength(1);
  });

  test('loses its process in the middle of a call: the call is followed to its end', async ({ connected, pbx }) => {
    const { page } = connected;
    await connected.hasten(10);
    await dial(page, '+7 903 000-55-88');
    await expect(cards(page).getByText(/Принято|Звоним вам|Идёт разговор/)).toBeVisible();
    process.kill(await cacheProcess(connected), 'SIGKILL');
    pbx.clock.advance(600_000);
    await expect(cards(page).getByText('Разговор состоялся, 10:00')).toBeVisible({ timeout: 30_000 });
    expect(sent(pbx)).toHaveLength(1);
  });

  test('lies on a disk that is full: an order is refused with the reason, and nothing is sent', async ({
    start,
    pbx,
    profile,
  }) => {
    await using disk = smallDisk(path.join(profile, 'accounts'));
    const app = await start();
    const { page } = app;
    await connect(page, pbx);
    await addContact(page, contact);
    disk.fill();
    await dial(page, '+7 903 000-55-55');
    await expect(page.getByText(/^На диске нет места/)).toBeVisible();
    await expect(cards(page).getByRole('article')).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Номер', exact: true }).press('Escape');
    const form = await writeContact(page, { name: 'Борисов Пётр' });
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await expect(form.getByRole('alert')).toContainText('На диске нет места');
    expect(sent(pbx)).toEqual([]);

    disk.free();
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await expect(contactList(page).getByRole('row')).toHaveText([/Борисов/, /Семёнова/]);
    await dial(page, '+7 903 000-55-55');
    await expectTalk(page);
    expect(sent(pbx)).toHaveLength(1);
  });

  test('lies where nothing may be written: an order is refused with the reason, and nothing is sent', async ({
    start,
    pbx,
    profile,
  }) => {
    await using disk = smallDisk(path.join(profile, 'accounts'));
    const first = await start();
    await connect(first.page, pbx);
    await addContact(first.page, contact);
    await first.quit();
    disk.lock();
    const { page } = await start();
    await expect(page.getByText(/^В папку программы нельзя писать/).first()).toBeVisible();
    expect(sent(pbx)).toEqual([]);
  });
});

function smallDisk(folder: string): SmallDisk {
  const disk = new SmallDisk(folder);
  test.skip(disk.problem !== null, disk.problem ?? '');
  return disk;
}
