import { randomBytes } from 'node:crypto';
import { DemoClock } from '../demo/clock.ts';
import { demoContacts } from '../demo/contacts.ts';
import { demoAccount } from '../demo/options.ts';
import { DemoPbx } from '../demo/server.ts';
import type { RunningDemo } from './workplace.ts';

/** The same company at every start, so that contacts added in the demo still fit it. */
const seed = 'sputnik';

/** Starts the PBX inside the app, with a key of its own that is kept nowhere. `mediaFolder` is `resources/demo`. */
export async function startDemo(mediaFolder: string): Promise<RunningDemo> {
  const key = randomBytes(12).toString('hex');
  const { domain, extension, ownNumber, timeZone } = demoAccount;
  const pbx = new DemoPbx({ domain, key, seed, timeZone, mediaDir: mediaFolder, clock: new DemoClock() });
  const { apiUrl } = await pbx.start();
  return {
    apiUrl,
    domain,
    key,
    timeZone,
    extension,
    ownNumber,
    fill: async ({ contacts }) => {
      const { items } = await contacts.page({ text: '', after: null, limit: 1 });
      if (items.length > 0) return;
      for (const form of demoContacts()) await contacts.add(form);
    },
    stop: () => pbx.stop(),
  };
}
