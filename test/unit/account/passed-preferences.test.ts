import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { passPreferencesOn } from '../../../src-main/account/passed-preferences.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { memoryFile } from '../../../src-main/settings/file.ts';
import { Settings } from '../../../src-main/settings/settings.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';

const mediaDir = path.join(fileURLToPath(new URL('../../../', import.meta.url)), 'resources', 'demo');
const dayMs = 24 * 3600_000;

it('files that are to be kept for fewer days than before go at once', async () => {
  const pbx = new DemoPbx({
    clock: new DemoClock({ speed: 1 }),
    mediaDir,
    arrivals: null,
    historyDays: 0,
    callsPerDay: 0,
  });
  pbx.addRecord('voicemail', { numberA: '79161234567', numberB: '101', startMs: pbx.clock.nowMs() - 60_000 });
  const settings = new Settings({ file: memoryFile(''), language: 'ru', nowMs: () => pbx.clock.nowMs() });
  settings.setPreferences({ keepFilesDays: 90 });
  const session = await sessionAtWork(pbx, { preferences: () => settings.preferences });
  settings.onChange(passPreferencesOn(settings, () => session));
  const page = () => session.journal.page({ filter: { client: '+79161234567' }, after: null, limit: 5 });
  await expect.poll(async () => (await page()).items.length, { timeout: 20_000 }).toBe(1);
  const id = (await page()).items[0]?.mediaId ?? '';
  await session.files.fetch(id);
  pbx.clock.advance(10 * dayMs);
  settings.setPreferences({ keepFilesDays: 30 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(session.files.has(id)).toBe(true);
  settings.setPreferences({ keepFilesDays: 7 });
  await expect.poll(() => session.files.has(id)).toBe(false);
});
