import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { DemoClock } from '../../src-main/demo/clock.ts';
import type { DemoRecord } from '../../src-main/demo/record-days.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { expectPage } from './fax-look.ts';
import { openSection } from './person.ts';
import { expect, filesWith, test as base, type Sputnik } from './sputnik.ts';

const demo = fileURLToPath(new URL('../../resources/demo/', import.meta.url));
const sounds = fileURLToPath(new URL('../fixtures/sounds/', import.meta.url));

/** Marks the file of a fax; must not be found on the disk in the clear. */
const canary = 'canary-7391-in-a-fax';

/** A PDF with a line of text in a font that every reader is expected to have. Without a table of references: it is mended. */
const pdfOf = (text: string) => `%PDF-1.4
%${canary}
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length ${40 + text.length}>> stream
BT /F 60 Tf 20 80 Td (${text}) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>
`;

/** A fax of one strip of G4 that means nothing: decoding it takes for ever. */
function hangingTiff(): Buffer {
  const strip = 2_000_000;
  const entries = [
    [256, 1728],
    [257, 2200],
    [258, 1],
    [259, 4],
    [262, 0],
    [273, 200],
    [277, 1],
    [278, 2200],
    [279, strip],
  ] as const;
  const file = Buffer.alloc(200 + strip);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    file.writeUInt16LE(tag, 10 + index * 12);
    file.writeUInt16LE(4, 12 + index * 12);
    file.writeUInt32LE(1, 14 + index * 12);
    file.writeUInt32LE(value, 18 + index * 12);
  });
  return file;
}

/** The demo's files, some of them spoiled: which one a fax has is told by `variant`. */
const faxes = {
  tiff: { coarse: 2, hanging: 0, damaged: 1 },
  pdf: { text: 0, damaged: 1 },
} as const;

const test = base.extend<{ mediaDir: string; pbx: DemoPbx }>({
  // eslint-disable-next-line no-empty-pattern
  mediaDir: async ({}, use) => {
    const mediaDir = await mkdtemp(path.join(os.tmpdir(), 'sputnik-media-'));
    for (const name of await readdir(demo)) await copyFile(path.join(demo, name), path.join(mediaDir, name));
    await writeFile(path.join(mediaDir, 'offer.tiff'), hangingTiff());
    await writeFile(
      path.join(mediaDir, 'invoice.tiff'),
      Buffer.from('II*\0\x08\0\0\0\x05\0 nothing of a fax', 'latin1'),
    );
    await writeFile(path.join(mediaDir, 'contract.pdf'), pdfOf('Hello 123'));
    await writeFile(path.join(mediaDir, 'acts.pdf'), '%PDF-1.7\nand then the line was cut');
    await use(mediaDir);
    await rm(mediaDir, { recursive: true, force: true });
  },
  pbx: async ({ mediaDir }, use) => {
    const clock = new DemoClock({ speed: 10 });
    const pbx = new DemoPbx({ clock, strict: true, quiet: true, historyDays: 1, callsPerDay: 3, mediaDir });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    clock.stop();
  },
});

interface Asked {
  app: Sputnik;
  pbx: DemoPbx;
}

const listed = (page: Page, number: string): Locator =>
  page.getByRole('grid', { name: 'Записи' }).locator('[role=row][aria-selected]').filter({ hasText: number });

/** A record that comes to the exchange just now, opened in the journal. Each has a number of its own. */
async function openNew({ app, pbx }: Asked, kind: DemoRecord['kind'], given: Partial<DemoRecord>, digits: string) {
  pbx.addRecord(kind, { numberA: `7903555${digits}`, seconds: 30, ...given });
  const { page } = app;
  await openSection(page, 'Журнал');
  await page.evaluate(() => (window as unknown as SputnikWindow).sputnik.call['sync.askNow']?.());
  await select(page, digits);
  return page;
}

const shownNumber = (digits: string) => `+7 903 555-${digits.slice(0, 2)}-${digits.slice(2)}`;
const select = (page: Page, digits: string) => listed(page, shownNumber(digits)).first().click();

interface SputnikWindow {
  sputnik: { call: Record<string, (input?: unknown) => Promise<unknown>> };
}

const position = (page: Page): Locator => page.getByRole('slider', { name: 'Позиция в записи' });
const secondsNow = async (page: Page) => Number(await position(page).getAttribute('aria-valuenow'));
const sheet = (page: Page, number = 1): Locator =>
  page.getByRole('img', { name: new RegExp(`^Страница ${number} из`) });
const drawn = (page: Page, number = 1): Locator => sheet(page, number).locator('canvas[data-drawn]');

interface Look {
  width: number;
  height: number;
  /** Parts of all pixels. */
  white: number;
  black: number;
  coloured: number;
}

const look = (canvas: Locator): Promise<Look> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    const counts = { white: 0, black: 0, coloured: 0 };
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 12) counts.coloured += 1;
      else if (red > 240) counts.white += 1;
      else if (red < 90) counts.black += 1;
    }
    const part = (count: number) => count / (width * height);
    return { width, height, white: part(counts.white), black: part(counts.black), coloured: part(counts.coloured) };
  });

/** Black on white, with something written on it. */
async function expectPaper(canvas: Locator): Promise<Look> {
  const seen = await look(canvas);
  expect(seen.coloured).toBe(0);
  expect(seen.white).toBeGreaterThan(0.7);
  expect(seen.black).toBeGreaterThan(0.002);
  return seen;
}

for (const format of ['gsm', 'mp3', 'wav'] as const) {
  test(`a voicemail as ${format} is heard, and its shape is seen`, async ({ connected: app, pbx }) => {
    const page = await openNew({ app, pbx }, 'voicemail', { file: { format, variant: 0 } }, '0101');
    expect(pbx.fileRequests).toEqual([]);
    await page.getByRole('button', { name: 'Слушать' }).click();
    await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(2);
    await expect(position(page)).toHaveAttribute('aria-valuetext', /^0:0\d из 0:30$/);
    const heights = await position(page)
      .locator('path')
      .first()
      .evaluate((path) => [...path.getAttribute('d')!.matchAll(/v([\d.]+)/g)].map(([, tall]) => Number(tall)));
    expect(heights.length).toBeGreaterThan(50);
    expect(new Set(heights).size).toBeGreaterThan(8);
    expect(pbx.fileRequests).toHaveLength(1);
  });
}

/** A sound of a second as one of many: its blocks stand alone, and the header is told how many there are. */
function longer(wav: Buffer, times: number): Buffer {
  const dataAt = wav.indexOf('data', 12, 'latin1') + 8;
  const head = Buffer.from(wav.subarray(0, dataAt));
  const data = Buffer.concat(Array<Buffer>(times).fill(wav.subarray(dataAt)));
  head.writeUInt32LE(dataAt - 8 + data.length, 4);
  const factAt = head.indexOf('fact', 12, 'latin1') + 8;
  head.writeUInt32LE(head.readUInt32LE(factAt) * times, factAt);
  head.writeUInt32LE(data.length, dataAt - 4);
  return Buffer.concat([head, data]);
}

test('a codec that nobody here knows is told as such and saved as it came; ADPCM plays all the same', async ({
  connected: app,
  pbx,
  mediaDir,
}) => {
  const adpcm = longer(await readFile(path.join(sounds, 'noise-ima.wav')), 10);
  // Frames of AMR at 12.2 kbit/s, and a tag of WAV that is nobody's.
  const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(32 * 50, Buffer.from([0x3c, ...Array(31).keys()]))]);
  const unknown = Buffer.from(adpcm);
  unknown.writeUInt16LE(0x7777, 20);
  // What a file is, its own bytes tell: the exchange says that these are faxes.
  await writeFile(path.join(mediaDir, 'offer.tiff'), amr);
  await writeFile(path.join(mediaDir, 'invoice.tiff'), unknown);
  await writeFile(path.join(mediaDir, 'request.tiff'), adpcm);
  for (const [variant, digits, format, bytes] of [
    [0, '0117', 'amr', amr],
    [1, '0118', 'wav', unknown],
  ] as const) {
    const page = await openNew({ app, pbx }, 'voicemail', { file: { format: 'tiff', variant } }, digits);
    await page.getByRole('button', { name: 'Слушать' }).click();
    await expect(page.getByRole('alert')).toContainText(
      `Спутник не умеет играть этот формат (${format}). Сохраните файл и откройте его в другой программе.`,
    );
    const place = path.join(mediaDir, `saved-${digits}`);
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, place);
    await page.getByRole('alert').getByRole('button', { name: 'Сохранить…' }).click();
    await expect(page.getByText('Файл сохранён').first()).toBeVisible();
    // Those words may still be there from the one before.
    await expect
      .poll(() =>
        readFile(place).then(
          (saved) => saved.equals(bytes),
          () => false,
        ),
      )
      .toBe(true);
  }
  const page = await openNew({ app, pbx }, 'voicemail', { file: { format: 'tiff', variant: 2 } }, '0119');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('alert')).toBeHidden();
});

/** How many seconds of the recording go by in one, told by the page itself over six of them. */
const paceOf = (page: Page): Promise<number> =>
  position(page).evaluate(async (slider) => {
    const moved = () =>
      new Promise<{ second: number; atMs: number }>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve({ second: Number(slider.getAttribute('aria-valuenow')), atMs: performance.now() });
        });
        observer.observe(slider, { attributeFilter: ['aria-valuenow'] });
      });
    const first = await moved();
    let last = first;
    while (last.second < first.second + 6) last = await moved();
    return ((last.second - first.second) * 1000) / (last.atMs - first.atMs);
  });

test('a recording is sought by mouse and keys, and goes faster', async ({ connected: app, pbx }) => {
  const page = await openNew({ app, pbx }, 'call', { seconds: 100, file: { format: 'mp3', variant: 1 } }, '0102');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  const box = (await position(page).boundingBox())!;
  await position(page).click({ position: { x: box.width / 2, y: box.height / 2 } });
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(50);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Слушать' })).toBeVisible();
  const at = await secondsNow(page);
  expect(at).toBeLessThan(80);
  await page.keyboard.press('ArrowRight');
  expect(await secondsNow(page)).toBe(at + 5);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await secondsNow(page)).toBe(at - 5);
  await page.keyboard.press('Home');
  expect(await secondsNow(page)).toBe(0);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('BracketRight');
  await expect(page.getByRole('combobox', { name: 'Скорость' })).toHaveText('2×');
  await page.keyboard.press('Space');
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  const pace = await paceOf(page);
  expect(pace).toBeGreaterThan(1.5);
  expect(pace).toBeLessThan(2.5);
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Слушать' })).toBeVisible();
});

test('a recording on another server is played once the person has allowed it, which can be taken back', async ({
  connected: app,
  pbx,
}) => {
  const host = 'files.example.ru';
  const page = await openNew({ app, pbx }, 'voicemail', { file: { format: 'wav', variant: 1 } }, '0107');
  pbx.fail({ kind: 'redirect', to: `https://${host}/voicemail` }, { action: 'file', times: 1 });
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect(page.getByRole('alert')).toContainText(`не на вашу АТС, а на ${host}`);
  const allow = page.getByRole('button', { name: `Разрешить ${host}` });
  await allow.click();
  const question = page.getByRole('dialog', { name: `Разрешить ${host}` });
  await question.getByRole('button', { name: 'Отмена' }).click();
  await expect(allow).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Разрешить', exact: true }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  // Nothing else can be allowed from the page, neither by the call nor by the settings.
  const ask = (name: string, input: unknown) =>
    page.evaluate(
      ([call, given]) => (window as unknown as SputnikWindow).sputnik.call[call as string]?.(given),
      [name, input],
    );
  expect(await ask('settings.set', { fileHosts: ['evil.example'] })).toMatchObject({
    value: { fileHosts: [host] },
  });

  await openSection(page, 'Настройки');
  const hosts = page.getByRole('group', { name: 'Разрешённые серверы файлов' });
  await expect(hosts.getByRole('listitem')).toHaveText(host);
  await hosts.getByRole('button', { name: `Больше не загружать с ${host}` }).click();
  await expect(hosts).toBeHidden();
});

test('what was fetched once is there without the exchange; what was not says so, and is tried again', async ({
  connected: app,
  pbx,
}) => {
  const page = await openNew({ app, pbx }, 'voicemail', { file: { format: 'gsm', variant: 2 } }, '0103');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  await openNew({ app, pbx }, 'voicemail', { file: { format: 'mp3', variant: 2 } }, '0104');
  await expect(page.getByRole('button', { name: 'Слушать' })).toBeVisible();
  await pbx.down();
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect(page.getByRole('alert')).toContainText('Сервер АТС не отвечает');
  await select(page, '0103');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  await select(page, '0104');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await pbx.up();
  await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
});

test('a recording on its way can be given up', async ({ connected: app, pbx }) => {
  const heal = pbx.fail({ kind: 'hang' }, { action: 'file' });
  const page = await openNew({ app, pbx }, 'voicemail', { file: { format: 'mp3', variant: 3 } }, '0105');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect(page.getByRole('progressbar', { name: 'Загружаем…' })).toBeVisible();
  await page.getByRole('button', { name: 'Отменить загрузку' }).click();
  await expect(page.getByRole('progressbar', { name: 'Загружаем…' })).toBeHidden();
  await expect(page.getByRole('alert')).toBeHidden();
  heal();
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
});

test('a coarse fax is black on white and as tall as its sheet; it is turned and enlarged', async ({
  connected: app,
  pbx,
}) => {
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'tiff', variant: faxes.tiff.coarse } }, '0106');
  await drawn(page).waitFor();
  const upright = await expectPaper(drawn(page));
  await expectPage(drawn(page), 'request');
  // 1728 × 1146 dots, 204 × 98 an inch.
  expect(upright.height / upright.width).toBeCloseTo(297 / 215, 1);
  await page.getByRole('button', { name: 'Повернуть' }).click();
  await expect.poll(async () => (await look(drawn(page))).height / upright.width).toBeLessThan(0.8);
  await expectPage(drawn(page), 'request', true);
  await page.getByRole('button', { name: 'Повернуть' }).click();
  await page.getByRole('button', { name: 'Крупнее' }).click();
  await page.getByRole('button', { name: 'Крупнее' }).click();
  await expect.poll(async () => (await look(drawn(page))).width).toBeGreaterThan(upright.width * 1.2);
  await expectPaper(drawn(page));
  await page.getByRole('button', { name: 'Страница целиком' }).click();
  const view = (await page.getByRole('group', { name: '1 страница' }).boundingBox())!;
  await expect.poll(async () => (await sheet(page).boundingBox())!.height).toBeLessThan(view.height);
});

test('a PDF is drawn with the fonts that it takes for granted', async ({ connected: app, pbx }) => {
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'pdf', variant: faxes.pdf.text } }, '0107');
  await drawn(page).waitFor();
  const { width, height, black } = await expectPaper(drawn(page));
  expect(width / height).toBeCloseTo(2, 1);
  // Letters and digits, and no boxes in their place: as much ink as Helvetica has.
  expect(black).toBeGreaterThan(0.03);
  expect(black).toBeLessThan(0.12);
});

test('a PDF of scanned pages is drawn, page after page', async ({ connected: app, pbx, mediaDir }) => {
  await copyFile(path.join(demo, 'contract.pdf'), path.join(mediaDir, 'contract.pdf'));
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'pdf', variant: 0 } }, '0116');
  await drawn(page, 1).waitFor();
  await expectPaper(drawn(page, 1));
  await page.getByRole('group', { name: '2 страницы' }).focus();
  await page.keyboard.press('PageDown');
  await expect(page.getByText('2 из 2', { exact: true })).toBeVisible();
  await expect(sheet(page, 2)).toBeInViewport();
  await expectPaper(drawn(page, 2));
});

test('only the pages are printed, whole, black on white in the dark too', async ({ connected: app, pbx }) => {
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'tiff', variant: faxes.tiff.coarse } }, '0108');
  await page.emulateMedia({ colorScheme: 'dark' });
  await drawn(page).waitFor();
  await page.evaluate(() => (window.print = () => (document.title = 'printing')));
  await page.getByRole('button', { name: 'Печать…' }).click();
  await expect(page).toHaveTitle('printing');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('#app')).toBeHidden();
  await expectPaper(page.locator('.sheets canvas'));
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe('rgba(0, 0, 0, 0)');
  await page.emulateMedia({ media: 'screen' });
  const printed = await app.native((window) => window.webContents.printToPDF({}).then((bytes) => [...bytes]));
  expect(
    Buffer.from(printed)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g),
  ).toHaveLength(1);
  await expect(page.locator('.sheets')).toHaveCount(0);
});

test('damaged faxes say so, and can be saved', async ({ connected: app, pbx }) => {
  for (const [format, digits] of [
    ['tiff', '0109'],
    ['pdf', '0110'],
  ] as const) {
    const file = { format, variant: faxes[format].damaged };
    const page = await openNew({ app, pbx }, 'fax', { file }, digits);
    await expect(page.getByRole('alert')).toContainText('Файл факса повреждён');
    await expect(page.getByRole('button', { name: 'Сохранить…' })).toBeVisible();
  }
});

test('a fax that would be decoded for ever is ended in time, and the window never waits for it', async ({
  connected: app,
  pbx,
}) => {
  const file = { format: 'tiff', variant: faxes.tiff.hanging } as const;
  // What a page may take, fifteen seconds: here five.
  await app.page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = ((run: () => void, delayMs = 0) =>
      setTimeout(run, delayMs >= 10_000 ? delayMs / 3 : delayMs)) as typeof window.setTimeout;
  });
  const page = await openNew({ app, pbx }, 'fax', { file }, '0111');
  await sheet(page).waitFor();
  const waits: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const beganMs = Date.now();
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
    waits.push(Date.now() - beganMs);
    await page.waitForTimeout(100);
  }
  // Five seconds it would stand still if the page did the decoding itself.
  expect(Math.max(...waits)).toBeLessThan(4000);
  await expect(page.getByText('Эта страница открывается слишком долго')).toBeVisible({ timeout: 25_000 });
  await expect.poll(() => page.workers().length).toBe(0);
});

test('a page that is gone from the exchange is told as such', async ({ connected: app, pbx }) => {
  pbx.fail({ kind: 'status', status: 404 }, { action: 'file' });
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'pdf', variant: 0 } }, '0112');
  await expect(page.getByRole('alert')).toContainText('этого файла больше нет');
});

test('nobody but the page itself reads recordings and faxes', async ({ connected: app, pbx }) => {
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'pdf', variant: faxes.pdf.text } }, '0113');
  await drawn(page).waitFor();
  const found = (await page.evaluate(() =>
    (window as unknown as SputnikWindow).sputnik.call['journal.page']?.({
      filter: { kinds: ['fax'] },
      after: null,
      limit: 1,
    }),
  )) as { value: { items: { mediaId: string }[] } };
  const address = `sputnik-media://fax/${encodeURIComponent(found.value.items[0]!.mediaId)}`;
  const read = `fetch(${JSON.stringify(address)}).then((response) => response.text(), () => 'refused')`;
  expect(await page.evaluate(read)).toContain(canary);
  const foreign = await app.electron.evaluate(
    async ({ BrowserWindow }, { script, media }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL('about:blank');
      const byFetch = (await window.webContents.executeJavaScript(script)) as unknown;
      const opened = await window.loadURL(media).then(
        () => 'opened',
        () => 'refused',
      );
      window.destroy();
      return { byFetch, opened };
    },
    { script: read, media: address },
  );
  expect(foreign).toEqual({ byFetch: 'refused', opened: 'refused' });
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src, name: 'thief' });
    document.body.append(frame);
    return new Promise((loaded) => (frame.onload = loaded));
  }, address);
  expect(await page.frame({ name: 'thief' })!.evaluate(() => document.documentElement.outerHTML)).not.toContain(canary);
});

test('neither recordings nor faxes are on the disk in the clear', async ({ connected: app, pbx, profile }) => {
  const page = await openNew({ app, pbx }, 'fax', { file: { format: 'pdf', variant: faxes.pdf.text } }, '0114');
  await drawn(page).waitFor();
  await openNew({ app, pbx }, 'voicemail', { file: { format: 'mp3', variant: 0 } }, '0115');
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect.poll(() => secondsNow(page)).toBeGreaterThanOrEqual(1);
  await app.quit();
  const sound = (await readFile(path.join(demo, 'talk.mp3'))).subarray(1000, 1060);
  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(path.join(parentPath, name))));
  expect(contents.filter((content) => content.includes(sound))).toEqual([]);
  expect(await filesWith(profile, canary)).toEqual([]);
  // They are there, though.
  const sealed = files.filter(({ parentPath }) => /media|files/.test(path.basename(parentPath)));
  expect(sealed.length).toBeGreaterThanOrEqual(2);
});
