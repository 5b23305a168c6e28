import { expectTalk } from './person.ts';
import { connect, dial, expect, filesWith, test } from './sputnik.ts';

const sections = 'Разделы';

/** Every signature that went over the wire. */
const checksOf = (requests: readonly { pairs: readonly (readonly [string, string])[] }[]) =>
  requests.flatMap(({ pairs }) => pairs.filter(([name]) => name === 'check').map(([, value]) => value));

test('the key lies in the key ring, is used after a restart, and is nowhere on the disk', async ({
  start,
  pbx,
  profile,
}) => {
  const first = await start();
  await connect(first.page, pbx);
  await expect(first.page.getByRole('navigation', { name: sections })).toBeVisible();
  await dial(first.page, '+7 903 000-55-55');
  await expectTalk(first.page);
  await first.quit();

  const before = pbx.requests.length;
  const second = await start();
  await expect(second.page.getByRole('navigation', { name: sections })).toBeVisible();
  await expect.poll(() => pbx.requests.length).toBeGreaterThan(before);
  expect(pbx.requests.slice(before).every((request) => request.valid)).toBe(true);
  await second.quit();

  const signatures = checksOf(pbx.requests);
  expect(signatures.length).toBeGreaterThan(3);
  expect(await filesWith(profile, pbx.key, ...signatures, '+79030005555', '79030005555')).toEqual([]);
});

test('without a key ring nothing secret is on the disk, the app says so, and asks again', async ({
  start,
  pbx,
  profile,
}) => {
  const first = await start({ keyStore: 'none' });
  await expect(first.page.getByText('Ключ будет храниться только до выхода')).toBeVisible();
  await connect(first.page, pbx);
  await expect(first.page.getByRole('navigation', { name: sections })).toBeVisible();
  await dial(first.page, '+7 903 000-55-55');
  await expectTalk(first.page);
  expect(await filesWith(profile, pbx.key, ...checksOf(pbx.requests), '79030005555')).toEqual([]);
  await first.quit();
  expect(await filesWith(profile, pbx.key, ...checksOf(pbx.requests), '79030005555')).toEqual([]);

  const second = await start({ keyStore: 'none' });
  await expect(second.page.getByLabel('Ключ API')).toBeVisible();
  await expect(second.page.getByLabel('Домен ВАТС')).toHaveValue(pbx.domain);
});

test('the renderer never gets the key, nor any signature', async ({ connected, pbx }) => {
  const seen = await connected.page.evaluate(async () => {
    const { call } = (
      globalThis as unknown as { sputnik: { call: Record<string, (input?: unknown) => Promise<unknown>> } }
    ).sputnik;
    const replies = await Promise.all(
      ['app.state', 'settings.get', 'team.list', 'callbacks.cards'].map((name) => call[name]?.()),
    );
    return JSON.stringify(replies) + document.documentElement.outerHTML + JSON.stringify({ ...localStorage });
  });
  expect(seen).toContain(pbx.domain);
  expect(seen).not.toContain(pbx.key);
  for (const signature of checksOf(pbx.requests)) expect(seen).not.toContain(signature);
});
