import { expectTalk, inboxList } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { dial, expect, test } from './sputnik.ts';

const cards = 'Текущие звонки';

test('one click orders exactly one valid callback and follows it to the talk', async ({ connected, pbx }) => {
  const { page } = connected;
  await dial(page, '8 (903) 000-55-55');
  const card = page.getByRole('region', { name: cards });
  await expect(card.getByText('+7 903 000-55-55')).toBeVisible();
  await expect(card.getByText(/Разговор состоялся, 0:1\d/)).toBeVisible();
  const sent = pbx.requests.filter((request) => request.action === 'callback_add');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ valid: true, method: 'POST' });
  expect(Object.fromEntries(sent[0]?.pairs ?? [])).toMatchObject({ calltypeid: '1', cgpn: '79030005555', cdpn: '101' });
});

test('a busy number shows its tries and the cause, and in the end that nobody was reached', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await dial(page, '+7 903 000-55-17');
  const card = page.getByRole('region', { name: cards });
  await expect(card.getByText(/Занято, попытка 1 из 3/)).toBeVisible();
  pbx.clock.speed = 200;
  await connected.hasten(5);
  await expect(card.getByText('Не дозвонились: 3 попытки')).toBeVisible({ timeout: 40_000 });
  await expect(card.getByText(/Клиент: занято/i)).toBeVisible();
  expect(pbx.validRequests('callback_add')).toHaveLength(1);
});

test('a lost answer never rings the client twice: the task is found and adopted', async ({ connected, pbx }) => {
  const { page } = connected;
  pbx.fail({ kind: 'lost' }, { action: 'callback_add', times: 1 });
  const blind = pbx.fail({ kind: 'result', result: false }, { action: 'stat_callback' });
  await dial(page, '+7 903 000-55-55');
  const card = page.getByRole('region', { name: cards });
  await expect(card.getByText('Проверяем, создана ли задача')).toBeVisible();
  blind();
  await expect(card.getByText(/Разговор состоялся/)).toBeVisible({ timeout: 30_000 });
  expect(pbx.tasks).toHaveLength(1);
  expect(pbx.rings.filter((ring) => ring.leg === 'client')).toHaveLength(1);
});

test('killed between order and answer, the next start settles it, and the phone rang once', async ({
  connected,
  start,
  pbx,
}) => {
  pbx.fail({ kind: 'hang' }, { action: 'callback_add', times: 1, carriesOut: true });
  await dial(connected.page, '+7 903 000-55-55');
  await expect.poll(() => pbx.requests.filter((request) => request.action === 'callback_add').length).toBe(1);
  await connected.kill();
  const { page } = await start();
  await expectTalk(page);
  expect(pbx.tasks).toHaveLength(1);
  expect(pbx.rings.filter((ring) => ring.leg === 'client')).toHaveLength(1);
});

test('two fast clicks are one call', async ({ connected, pbx }) => {
  const { page } = connected;
  await page.getByRole('textbox', { name: 'Номер', exact: true }).fill('+7 903 000-55-55');
  await page.getByRole('button', { name: 'Перезвонить', exact: true }).dblclick();
  await expectTalk(page);
  expect(pbx.validRequests('callback_add')).toHaveLength(1);
});

test('the same client again is asked about first', async ({ connected, pbx }) => {
  const { page } = connected;
  pbx.clock.speed = 1;
  await dial(page, '+7 903 000-55-55');
  await expect(page.getByRole('region', { name: cards }).getByText(/Принято|Звоним вам/)).toBeVisible();
  await page.waitForTimeout(1100);
  await dial(page, '8 903 000 55 55');
  const question = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await expect(question.getByText('Позвонить ещё раз?')).toBeVisible();
  await question.getByRole('button', { name: 'Не звонить' }).click();
  expect(pbx.validRequests('callback_add')).toHaveLength(1);
  await dial(page, '8 903 000 55 55');
  await question.getByRole('button', { name: 'Позвонить ещё раз' }).click();
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(2);
});

test.describe('what cannot be dialled is told at the field, and nothing is sent', () => {
  for (const { written, sentence } of [
    { written: '', sentence: 'Введите номер' },
    { written: '12', sentence: 'Такого номера не бывает' },
    { written: '112', sentence: 'Экстренные службы' },
    { written: '+7 903 000-55-55,,1', sentence: 'Такого номера не бывает' },
    { written: '101', sentence: 'внутренний номер' },
  ]) {
    test(`«${written}»`, async ({ connected, pbx }) => {
      await dial(connected.page, written);
      await expect(connected.page.getByText(sentence).first()).toBeVisible();
      expect(pbx.requests.filter((request) => request.action === 'callback_add')).toEqual([]);
    });
  }
});

test('what is wrong with a number does not stay over the page', async ({ connected }) => {
  const { page } = connected;
  const problem = page.getByText('Введите номер');
  await dial(page, '');
  await expect(problem).toBeVisible();
  await page.getByRole('textbox', { name: 'Номер', exact: true }).press('Escape');
  await expect(problem).toBeHidden();
  await dial(page, '');
  await expect(problem).toBeVisible();
  await inboxList(page).or(page.getByText('Никто не ждёт ответа')).first().click();
  await expect(problem).toBeHidden();
});

test('a notice does not lie on how a call goes', async ({ connected, pbx }) => {
  const { page } = connected;
  await firstAnswers(page);
  pbx.addRecord('voicemail', { startMs: pbx.clock.nowMs() - 2000, numberA: '79030005511', numberB: '101' });
  await askNow(page);
  await dial(page, '+7 903 000-55-55');
  const card = page.getByRole('region', { name: cards }).getByRole('article');
  await expect(card).toBeVisible();
  await inboxList(page).getByRole('row').first().click();
  await page.keyboard.press('e');
  const notice = page.getByRole('status').filter({ hasText: 'Готово' });
  await expect(notice).toBeVisible();
  const [above, below] = [await notice.boundingBox(), await card.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);
});

test('what was ordered on this PC is still listed after a restart, offline too', async ({ connected, start, pbx }) => {
  await dial(connected.page, '+7 903 000-55-55');
  await expectTalk(connected.page);
  await connected.quit();
  await pbx.down();
  const { page } = await start();
  await page
    .getByRole('navigation', { name: 'Разделы' })
    .getByText('Обратные звонки')
    .or(page.getByLabel('Обратные звонки'))
    .first()
    .click();
  await expect(page.getByText('+7 903 000-55-55').first()).toBeVisible();
});
