import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { Keys } from './keys.ts';
import { addContact, cards, contactList, expectTalk, openSection } from './person.ts';
import { connect, expect, test as base } from './sputnik.ts';

const mediaDir = path.join(fileURLToPath(new URL('../..', import.meta.url)), 'resources/demo');

/** The other company's exchange. */
const test = base.extend<{ otherPbx: DemoPbx }>({
  // eslint-disable-next-line no-empty-pattern
  otherPbx: async ({}, use) => {
    const clock = new DemoClock({ speed: 10 });
    const pbx = new DemoPbx({ domain: 'branch.vats.example', clock, mediaDir, strict: true, quiet: true });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    clock.stop();
  },
});

const sent = (pbx: DemoPbx) => pbx.requests.filter(({ action }) => action === 'callback_add');

test('a call pressed in the instant after the account was changed rings by neither', async ({
  connected,
  pbx,
  otherPbx,
}) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  await page.getByRole('button', { name: 'Подключить ещё одну' }).click();
  await connect(page, otherPbx);
  const number = page.getByRole('textbox', { name: 'Номер', exact: true });
  await number.fill('+7 903 000-55-55');
  await expect(page.getByRole('button', { name: 'Перезвонить' }).first()).toBeEnabled();
  const before = await page.evaluate(async () => {
    const state = await window.sputnik.call['app.state'](undefined);
    const { account, accounts } = state.ok ? state.value : { account: null, accounts: [] };
    return accounts.find(({ id }) => id !== account?.id)?.id ?? '';
  });
  // The window still shows the one account when main works with the other already: it hears nothing for so long.
  await number.evaluate((field, id) => {
    void window.sputnik.call['account.use']({ id });
    const endMs = performance.now() + 3_000;
    while (performance.now() < endMs);
    field.closest('form')?.requestSubmit();
  }, before);
  await expect(page.getByText(/^Это осталось от другого аккаунта/)).toBeVisible();
  await expect(number).toHaveValue('');
  await expect(cards(page).getByRole('article')).toHaveCount(0);
  expect([sent(pbx), sent(otherPbx)]).toEqual([[], []]);
  await number.fill('+7 903 000-55-55');
  await number.press('Enter');
  await expectTalk(page);
  expect([sent(pbx).length, sent(otherPbx).length]).toEqual([1, 0]);
});

test('between two companies one goes by keys, from the settings and from the first window, and each has its own', async ({
  connected,
  pbx,
  otherPbx,
}) => {
  const { page } = connected;
  const keys = new Keys(page);
  const account = page.getByRole('region', { name: 'Подключение' });
  const state = page.getByRole('contentinfo', { name: 'Состояние' });
  const toAnother = async () => {
    await openSection(page, 'Настройки');
    await keys.tabTo(account.getByRole('button', { name: 'Подключить ещё одну' }));
    await keys.press('Enter');
  };
  await addContact(page, { name: 'Из первой компании', numbers: [{ written: '+7 903 000-55-11' }] });
  await toAnother();
  const back = page.getByRole('button', { name: `Вернуться к ${pbx.domain}` });
  await keys.tabTo(back);
  await keys.press('Enter');
  await expect(state).toContainText(pbx.domain);
  await openSection(page, 'Контакты');
  await expect(contactList(page).getByText('Из первой компании')).toBeVisible();

  await toAnother();
  await connect(page, otherPbx);
  await expect(state).toContainText(otherPbx.domain);
  await addContact(page, { name: 'Из второй компании', numbers: [{ written: '+7 903 000-55-11' }] });
  await expect(contactList(page).getByRole('row')).toHaveText([/Из второй компании/]);
  await page.getByRole('textbox', { name: 'Номер', exact: true }).fill('+7 903 000-55-11');
  await openSection(page, 'Настройки');
  await expect(account.getByRole('listitem')).toHaveText([new RegExp(`${pbx.domain} · доб. 101`)]);
  await keys.tabTo(account.getByRole('button', { name: `Перейти к ${pbx.domain}` }));
  await keys.press('Enter');
  await expect(state).toContainText(pbx.domain);
  // Nothing that was begun for the one is left for the other.
  const number = page.getByRole('textbox', { name: 'Номер', exact: true });
  await expect(number).toHaveValue('');
  await openSection(page, 'Контакты');
  await expect(contactList(page).getByRole('row')).toHaveText([/Из первой компании/]);
  await number.fill('+7 903 000-55-11');
  await number.press('Enter');
  await expect(cards(page).getByRole('article', { name: 'Из первой компании' })).toBeVisible();
  await expect.poll(() => [sent(pbx).length, sent(otherPbx).length]).toEqual([1, 0]);
});
