import { randomBytes } from 'node:crypto';
import { DemoClock } from '../demo/clock.ts';
import { colleagueAt } from '../demo/colleagues.ts';
import { demoContacts } from '../demo/contacts.ts';
import { demoAccount } from '../demo/options.ts';
import { DemoPbx } from '../demo/server.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { Session } from './session.ts';

/** One demo on a PC: its database stays the same from start to start. */
const id = '00000000-0000-4000-8000-00000000de30';

/** The same company at every start, so that contacts added in the demo still fit it. */
const seed = 'sputnik';

const waitingDays = 2;

/** The demo PBX while it runs. */
export interface RunningDemo {
  account: StoredAccount;
  key: string;
  /** The outside number of the person at this PC. */
  ownNumber: string;
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
  const name = colleagueAt(extension)?.name ?? '';
  return {
    account: { id, apiUrl, domain, extension, name, timeZone, transport: 'post', demo: true },
    key,
    ownNumber,
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
