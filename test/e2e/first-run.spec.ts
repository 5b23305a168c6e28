import { connect, expect, filesWith, test } from './sputnik.ts';

test('the demo is one click away, and its first callback comes to its end', async ({ start }) => {
  const app = await start();
  const { page } = app;
  await page.getByRole('button', { name: 'Попробовать демо' }).click();
  await expect(page.getByText('Это демо')).toBeVisible();
  await page
    .getByRole('link', { name: 'Контакты' })
    .or(page.getByRole('button', { name: 'Контакты' }))
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Перезвонить: / })
    .first()
    .click();
  const card = page.getByRole('region', { name: 'Текущие звонки' });
  await expect(card.getByText(/Принято, задача №\d+/).or(card.getByText('Звоним вам'))).toBeVisible();
  await app.hasten(10);
  await expect(card.getByText(/Разговор состоялся/)).toBeVisible({ timeout: 45_000 });
});

test('domain, key and extension are typed in, and the app is at work', async ({ start, pbx }) => {
  const { page } = await start();
  await connect(page, pbx);
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  await expect(page.getByText(pbx.domain)).toBeVisible();
  expect(pbx.requests[0]).toMatchObject({ action: 'onlycheck', method: 'POST', valid: true });
});

test('who left the extension open picks himself by name', async ({ start, pbx }) => {
  const { page } = await start();
  await connect(page, pbx, { extension: '' });
  await expect(page.getByRole('heading', { name: 'Кто вы?' })).toBeVisible();
  await page.getByRole('radio', { name: '102' }).check();
  await page.getByRole('button', { name: 'Подключить' }).click();
  await expect(page.getByText('доб. 102')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
});

test('who left it open picks himself by the keyboard, too', async ({ start, pbx }) => {
  const { page } = await start();
  await connect(page, pbx, { extension: '' });
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('102');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '102' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('доб. 102')).toBeVisible();
});

test('an API behind something that lets no POST through is spoken to by GET, also later', async ({
  start,
  pbx,
  profile,
}) => {
  pbx.fail({ kind: 'status', status: 405 }, { times: 1 });
  const { page } = await start();
  await connect(page, pbx);
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  expect(pbx.requests.slice(1).every((request) => request.method === 'GET')).toBe(true);
  expect(await filesWith(profile, pbx.key)).toEqual([]);
});

test.describe('each refusal is told in its own words, where it belongs', () => {
  test('a wrong key', async ({ start, pbx }) => {
    const { page } = await start();
    await connect(page, pbx, { key: 'wrong-key' });
    await expect(page.getByText('Ключ не подошёл')).toBeVisible();
    await expect(page.getByLabel('Ключ API')).toHaveAttribute('aria-invalid', 'true');
  });

  test('a domain that the PBX does not know', async ({ start, pbx }) => {
    const { page } = await start();
    await connect(page, pbx, { domain: 'nobody.vats.example' });
    await expect(page.getByText('АТС не знает такого домена')).toBeVisible();
    await expect(page.getByLabel('Домен ВАТС')).toHaveAttribute('aria-invalid', 'true');
  });

  test('nobody listening at the address', async ({ start, pbx }) => {
    const { page } = await start();
    const { apiUrl } = pbx;
    await pbx.down();
    await connect(page, pbx, { apiUrl });
    await expect(page.getByText('Сервер АТС не отвечает')).toBeVisible();
  });

  test('a page that is no API', async ({ start, pbx }) => {
    const { page } = await start();
    pbx.fail({ kind: 'html' });
    await connect(page, pbx);
    await expect(page.getByText('отвечает не API ВАТС')).toBeVisible();
  });

  for (const { what, typed, sentence } of [
    {
      what: 'an extension of two digits',
      typed: { extension: '12' },
      sentence: 'Внутренний номер состоит из 3–20 цифр',
    },
    { what: 'no key', typed: { key: '  ' }, sentence: 'Введите ключ API' },
    { what: 'a key with blanks inside', typed: { key: 'abc def' }, sentence: 'Внутри ключа есть пробелы' },
    { what: 'an address that is none', typed: { apiUrl: 'lkvats' }, sentence: 'Это не похоже на адрес' },
    { what: 'plain http to another host', typed: { apiUrl: 'http://lkvats.cifra1.ru/api' }, sentence: 'По http ключ' },
    { what: 'a domain that is none', typed: { domain: 'моя атс' }, sentence: 'Домен пишется без' },
  ]) {
    test(what, async ({ start, pbx }) => {
      const { page } = await start();
      await connect(page, pbx, typed);
      await expect(page.getByText(sentence)).toBeVisible();
      expect(pbx.requests).toEqual([]);
    });
  }

  test('blanks around the key are no mistake', async ({ start, pbx }) => {
    const { page } = await start();
    await connect(page, pbx, { key: `  ${pbx.key}\n` });
    await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  });
});
