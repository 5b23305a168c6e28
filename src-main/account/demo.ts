import { randomBytes } from 'node:crypto';
import { DemoClock } from '../demo/clock.ts';
import { colleagueAt } from '../demo/colleagues.ts';
import { demoContacts } from '../demo/contacts.ts';
import { demoAccount } from '../demo/options.ts';
import { DemoPbx } from '../demo/server.ts';
import type { Session } from './session.ts';

/** The same company at every start, so that contacts added in the demo still fit it. */
const seed = 'sputnik';

const waitingDays = 2;

/** The demo PBX while it runs. */
export interface RunningDemo {
  apiUrl: string;
  domain: string;
  key: string;
  extension: string;
  name: string;
  /** The outside number of the person at this PC. */
  ownNumber: string;
  timeZone: string;
  /** Puts the demo's people into an empty address book. */
  fill(session: Session): Promise<void>;
  stop(): Promise<void>;
}

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
    name: colleagueAt(extension)?.name ?? '',
    fill: async (session) => {
      const { contacts } = session;
      // Otherwise nobody would wait for an answer in the first minute of the demo.
      await session.messagesWaitSince(Date.now() - waitingDays * 86_400_000);
      const { items } = await contacts.page({ text: '', after: null, limit: 1 });
      if (items.length > 0) return;
      for (const form of demoContacts()) await contacts.add(form);
    },
    stop: () => pbx.stop(),
  };
}
