import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabasePlace } from '../../../src-main/account/database.ts';
import { startDemo } from '../../../src-main/account/demo.ts';
import { openSession } from '../../../src-main/account/open-session.ts';
import { Workplace } from '../../../src-main/account/workplace.ts';
import type { Failure } from '../../../src-main/contract/errors.ts';
import type { ConnectForm, ContactForm } from '../../../src-main/contract/model.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import type { Policy } from '../../../src-main/policy/shape.ts';
import { Secrets } from '../../../src-main/secrets/secrets.ts';
import { memoryFile } from '../../../src-main/settings/file.ts';
import { Settings } from '../../../src-main/settings/settings.ts';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { spawnInProcess } from '../../support/memory-cache.ts';
import { FakeKeyStore } from '../secrets/fake-key-store.ts';

let folder: string;
let pbx: DemoPbx;
let keyStore: FakeKeyStore;
let settings: Settings;
let defects: unknown[];
let running: Workplace[];
let locked: Policy['locked'];

/** A start of the program on the same profile. */
async function start({ demo = false } = {}): Promise<Workplace> {
  const secrets = new Secrets({ folder, keyStore, nowMs: Date.now });
  const databases = new DatabasePlace({ folder: path.join(folder, 'accounts'), secrets });
  const onDefect = (error: unknown) => defects.push(error);
  const workplace = new Workplace({
    settings,
    secrets,
    policy: { presets: {}, locked },
    newTrial: (connecting) => new VatsClient({ ...connecting, transport: 'post', key: () => connecting.key }),
    startDemo: () => startDemo('resources/demo'),
    openSession: (account, key, runningDemo) =>
      openSession(
        {
          databases,
          settings,
          spawnCache: spawnInProcess,
          onChanged: () => undefined,
          onNews: () => undefined,
          onDefect,
        },
        account,
        key,
        runningDemo,
      ),
    eraseAll: async () => {
      await databases.erase();
      await secrets.erase();
      settings.erase();
    },
    keepDatabase: ({ id }) => databases.keep(id, Date.now()),
    onChanged: () => undefined,
  });
  running.push(workplace);
  await workplace.start({ demo });
  return workplace;
}

async function restart(): Promise<Workplace> {
  await running.at(-1)?.stop();
  return start();
}

/** A second exchange, as of a company's other office. */
async function startBranch(): Promise<DemoPbx> {
  const branch = new DemoPbx({
    strict: true,
    arrivals: null,
    domain: 'branch.vats.example',
    key: 'branch-key-000000000',
  });
  await branch.start();
  onTestFinished(() => branch.stop());
  return branch;
}

const form = (changes: Partial<ConnectForm> = {}, exchange = pbx): ConnectForm => ({
  domain: exchange.domain,
  key: exchange.key,
  extension: '101',
  apiUrl: exchange.apiUrl,
  timeZone: '',
  ...changes,
});
const anna: ContactForm = { name: 'Анна', company: '', note: '', favourite: false, numbers: [] };
const names = async ({ session }: Workplace) =>
  (await session.contacts.page({ text: '', after: null, limit: 10 })).items.map((contact) => contact.name);
/** Of this client, once there are so many; they come in when the exchange is first asked. */
const messages = (workplace: Workplace, number: string, count: number) =>
  vi.waitFor(
    async () => {
      const { journal, sync } = workplace.session;
      if (sync.state().voicemail.answeredAtMs === null) throw new Error('not asked yet');
      const { items } = await journal.page({ filter: { text: number }, after: null, limit: 10 });
      expect(items).toHaveLength(count);
      return items;
    },
    { timeout: 20_000, interval: 50 },
  );
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: Failure) => error.code,
  );

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sputnik-work-'));
  pbx = new DemoPbx({ strict: true, arrivals: null });
  await pbx.start();
  keyStore = new FakeKeyStore();
  settings = new Settings({ file: memoryFile(path.join(folder, 'settings.json')), language: 'ru', nowMs: Date.now });
  defects = [];
  running = [];
  locked = {};
});

afterEach(async () => {
  for (const workplace of running) await workplace.stop();
  await pbx.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(defects).toEqual([]);
});

describe('connecting', () => {
  it('begins work, and a restart goes on without asking', async () => {
    const first = await start();
    expect(first.view()).toMatchObject({ phase: 'welcome', account: null });
    await first.connect(form());
    expect(first.view()).toMatchObject({ phase: 'ready', account: { extension: '101', demo: false } });
    await first.session.contacts.add(anna);
    const second = await restart();
    expect(second.view().phase).toBe('ready');
    expect(await names(second)).toEqual(['Анна']);
  });

  it('once, when «Подключить» was pressed twice', async () => {
    const workplace = await start();
    await Promise.all([workplace.connect(form()), workplace.connect(form())]);
    expect(settings.accounts).toHaveLength(1);
    await workplace.session.contacts.add(anna);
    expect(await names(workplace)).toEqual(['Анна']);
  });

  it('with a wrong key stores nothing', async () => {
    const workplace = await start();
    expect(await codeOf(workplace.connect(form({ key: 'wrong' })))).toBe('bad-signature');
    expect(settings.accounts).toEqual([]);
    expect(keyStore.encrypted).toBe(0);
    expect(workplace.view().phase).toBe('welcome');
  });

  it('tells who may sit here, by name, and stores nothing', async () => {
    const workplace = await start();
    const { people } = await workplace.check(form({ extension: '' }));
    expect(people.length).toBeGreaterThan(10);
    expect(people.every(({ extension }) => /^\d{3,}$/.test(extension))).toBe(true);
    expect(settings.accounts).toEqual([]);
  });

  it('works although the list of accounts cannot be had', async () => {
    pbx.fail({ kind: 'result', result: false }, { action: 'sip_accounts' });
    const workplace = await start();
    await workplace.connect(form());
    expect(workplace.view()).toMatchObject({ phase: 'ready', account: { name: '' } });
  });
});

describe('leaving', () => {
  it('forgets the key and keeps the address book for the next time', async () => {
    const workplace = await start();
    await workplace.connect(form());
    await workplace.session.contacts.add(anna);
    await workplace.leave();
    expect(workplace.view()).toMatchObject({ phase: 'welcome', account: null });
    expect((await restart()).view().phase).toBe('welcome');
    const again = running.at(-1)!;
    await again.connect(form());
    expect(await names(again)).toEqual(['Анна']);
  });

  it('the demo goes back to the account from before, whose people are its own', async () => {
    const workplace = await start();
    await workplace.connect(form());
    await workplace.session.contacts.add(anna);
    await workplace.startDemo();
    expect(workplace.view().account?.demo).toBe(true);
    expect(await names(workplace)).not.toContain('Анна');
    await workplace.leave();
    expect(workplace.view()).toMatchObject({ phase: 'ready', account: { demo: false } });
    expect(await names(workplace)).toEqual(['Анна']);
  });
});

describe('several accounts', () => {
  it('are gone over to and fro without asking for a key, each with its own people', async () => {
    const branch = await startBranch();
    const workplace = await start();
    await workplace.connect(form());
    await workplace.session.contacts.add(anna);
    const [first] = workplace.view().accounts;
    await workplace.addAnother();
    expect(workplace.view()).toMatchObject({ phase: 'welcome', account: null, accounts: [first] });
    await workplace.connect(form({}, branch));
    expect(await names(workplace)).toEqual([]);

    await workplace.use(first!.id);
    expect(workplace.view()).toMatchObject({ phase: 'ready', account: { domain: pbx.domain } });
    expect(await names(workplace)).toEqual(['Анна']);
    expect((await restart()).view()).toMatchObject({ phase: 'ready', account: { domain: pbx.domain } });
    // Leaving one goes on with the other.
    await running.at(-1)!.leave();
    expect(running.at(-1)!.view()).toMatchObject({ account: { domain: branch.domain }, accounts: [{}] });
    expect(await codeOf(running.at(-1)!.use('nobody'))).toBe('not-found');
  });

  it('keep records, notes and files apart, though the same message came to both', async () => {
    const branch = await startBranch();
    const startMs = Math.floor(pbx.clock.nowMs() / 1000) * 1000 - 60_000;
    const file = { format: 'wav', variant: 0 } as const;
    for (const each of [pbx, branch])
      each.addRecord('voicemail', { startMs, numberA: '79030005577', numberB: '101', seconds: 1, file });
    pbx.addRecord('voicemail', { startMs: startMs + 1000, numberA: '79030005578', numberB: '101', seconds: 1, file });

    const workplace = await start();
    await workplace.connect(form());
    const [first] = workplace.view().accounts;
    const [same] = await messages(workplace, '+79030005577', 1);
    await messages(workplace, '+79030005578', 1);
    await workplace.session.journal.setNote(same!.id, 'Только здесь');
    await workplace.session.journal.setClientNote('+79030005577', 'О клиенте: только здесь');
    await workplace.session.files.fetch(same!.mediaId!);
    expect(await messages(workplace, '+79030005577', 1)).toMatchObject([{ note: 'Только здесь', mediaHere: true }]);

    await workplace.connect(form({}, branch));
    const [other] = await messages(workplace, '+79030005577', 1);
    expect(other).toMatchObject({ note: '', mediaHere: false, mediaId: same!.mediaId });
    expect((await workplace.session.journal.client('+79030005577')).note).toBe('');
    await messages(workplace, '+79030005578', 0);
    expect(branch.fileRequests).toEqual([]);

    await workplace.use(first!.id);
    expect(await messages(workplace, '+79030005577', 1)).toMatchObject([{ note: 'Только здесь', mediaHere: true }]);
    expect((await workplace.session.journal.client('+79030005577')).note).toBe('О клиенте: только здесь');
    expect(pbx.fileRequests).toHaveLength(1);
  });
});

describe('an import of contacts', () => {
  it('is not broken off by changing the account: that is refused until it has ended or was stopped', async () => {
    const workplace = await start();
    await workplace.connect(form());
    const id = 'a1b2c3d4-0000-4000-8000-000000000001';
    settings.putAccount({ ...workplace.session.account, id });
    const file = path.join(folder, 'people.csv');
    const rows = Array.from({ length: 20_000 }, (_, n) => `Имя ${n};+7903${1_000_000 + n}`);
    writeFileSync(file, ['Имя;Телефон', ...rows].join('\n'));
    const { contactImport } = workplace.session;
    await contactImport.open(file);
    expect(contactImport.run()).toMatchObject({ phase: 'running', rowCount: 20_000 });
    for (const change of [() => workplace.use(id), () => workplace.leave(), () => workplace.addAnother()])
      expect(await codeOf(change())).toBe('import-busy');
    expect(contactImport.state().phase).toBe('running');
    await contactImport.cancel();
    await workplace.addAnother();
    expect(workplace.view().phase).toBe('welcome');
  });
});

describe('an order of one account while another takes its place', () => {
  it('goes by the account in which it was clicked, once, whatever the moment', async () => {
    settings.setPreferences({ cancelSeconds: 0 });
    const branch = await startBranch();
    const workplace = await start();
    await workplace.connect(form());
    const [first] = workplace.view().accounts;
    await workplace.connect(form({}, branch));
    const second = workplace.view().account!;
    let ordered = 0;
    for (const waitMs of [0, 1, 4, 12, 40]) {
      await workplace.use(first!.id);
      const written = `+7903555${String(1000 + waitMs)}`;
      const order = workplace.session.desk.order({ target: { kind: 'client', written }, name: null, repeat: false });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const gone = workplace.use(second.id);
      // In between nobody is at work, so that nobody can be rung by the wrong account.
      expect(await codeOf(Promise.resolve().then(() => workplace.session))).toBe('no-account');
      ordered += await order.then(
        () => 1,
        () => 0,
      );
      await gone;
    }
    expect(branch.tasks).toHaveLength(0);
    await workplace.use(first!.id);
    const open = async () =>
      (await workplace.session.desk.cards()).filter(({ stage }) => stage === 'sending' || stage === 'checking');
    await expect.poll(open, { timeout: 20_000 }).toEqual([]);
    const numbers = pbx.tasks.map((task) => task.order.cgpn);
    expect(new Set(numbers).size).toBe(numbers.length);
    const cards = await workplace.session.desk.cards();
    expect(cards.filter(({ taskId }) => taskId !== null)).toHaveLength(numbers.length);
    expect(cards.length).toBeGreaterThanOrEqual(ordered);
  }, 60_000);
});

describe('«Стереть всё с этого компьютера»', () => {
  it('leaves no account, no data, no key and no settings, also of what was set aside; the app begins as new', async () => {
    const workplace = await start();
    await workplace.connect(form());
    await workplace.session.contacts.add(anna);
    settings.setPreferences({ ownNumber: '+79031112233', tries: 7 });
    await workplace.erase();
    expect(workplace.view()).toMatchObject({ phase: 'welcome', account: null, accounts: [], notices: [] });
    expect(settings.preferences).toMatchObject({ ownNumber: '', tries: 3, language: 'ru' });
    expect(readdirSync(folder)).toEqual([]);
    await workplace.connect(form());
    expect(await names(workplace)).toEqual([]);
  });
});

describe('the administrator’s policy', () => {
  it('lets nobody connect to another PBX or elsewhere than it says, nor even try a key there', async () => {
    locked = { domain: pbx.domain, apiUrl: pbx.apiUrl, timeZone: 'Europe/Moscow' };
    const workplace = await start();
    for (const changes of [
      { domain: 'other.example' },
      { apiUrl: 'https://other.example/' },
      { timeZone: 'Asia/Omsk' },
    ]) {
      expect(await codeOf(workplace.check(form(changes)))).toBe('policy-locked');
      expect(await codeOf(workplace.connect(form(changes)))).toBe('policy-locked');
    }
    expect(pbx.requests).toEqual([]);
    await workplace.connect(form());
    expect(workplace.view().phase).toBe('ready');
  });

  it('with another address asks for the key anew, sends nothing there before, and loses no contacts', async () => {
    const first = await start();
    await first.connect(form());
    await first.session.contacts.add(anna);
    await first.stop();
    const moved = new DemoPbx({ strict: true, arrivals: null });
    await moved.start();
    try {
      locked = { apiUrl: moved.apiUrl };
      const second = await start();
      expect(second.view()).toMatchObject({ phase: 'welcome', accounts: [], notices: [{ code: 'policy-account' }] });
      expect(await codeOf(second.use(settings.accounts[0]!.id))).toBe('not-found');
      expect(moved.requests).toEqual([]);
      await second.connect(form({ apiUrl: moved.apiUrl, key: moved.key }));
      expect(second.view()).toMatchObject({ phase: 'ready', notices: [] });
      expect(await names(second)).toEqual(['Анна']);
      await second.stop();
    } finally {
      await moved.stop();
    }
  });

  it('of another domain leaves the account of before alone, for when the lock goes', async () => {
    await (await start()).connect(form());
    locked = { domain: 'office.example' };
    expect((await restart()).view()).toMatchObject({ phase: 'welcome', accounts: [] });
    locked = {};
    expect((await restart()).view()).toMatchObject({ phase: 'ready', account: { domain: pbx.domain } });
  });

  it('sets the time zone of accounts that are connected already', async () => {
    await (await start()).connect(form());
    locked = { timeZone: 'Asia/Omsk' };
    const workplace = await restart();
    expect(workplace.view()).toMatchObject({ phase: 'ready', account: { timeZone: 'Asia/Omsk' } });
    expect(workplace.session.account.timeZone).toBe('Asia/Omsk');
    expect(settings.accounts).toMatchObject([{ timeZone: 'Europe/Moscow' }]);
  });

  it('without the demo refuses it, also to whoever was in it', async () => {
    const first = await start({ demo: true });
    expect(first.view().phase).toBe('ready');
    locked = { demo: false };
    const second = await restart();
    expect(second.view()).toMatchObject({ phase: 'welcome', account: null, notices: [{ code: 'policy-demo' }] });
    expect(await codeOf(second.startDemo())).toBe('policy-demo');
  });

  it('of one account lets it be connected, left and connected again, but no second one', async () => {
    locked = { severalAccounts: false };
    const workplace = await start();
    await workplace.connect(form());
    expect(await codeOf(workplace.addAnother())).toBe('policy-one-account');
    expect(await codeOf(workplace.connect(form({ apiUrl: `${pbx.apiUrl}?second` })))).toBe('policy-one-account');
    await workplace.connect(form({ extension: '102' }));
    await workplace.leave();
    await workplace.connect(form());
    expect(workplace.view()).toMatchObject({ phase: 'ready', accounts: [{ extension: '101' }] });
  });
});

describe('a key store that does not open', () => {
  it('locks the app and touches nothing; asked again when it is open, all goes on', async () => {
    await (await start()).connect(form());
    await running[0]?.stop();
    keyStore.locked = true;
    const locked = await start();
    expect(locked.view()).toMatchObject({ phase: 'locked', lock: 'key-store', account: { extension: '101' } });
    expect(await codeOf(locked.unlock(''))).toBe('key-store-locked');
    keyStore.locked = false;
    await locked.unlock('');
    expect(locked.view().phase).toBe('ready');
  });

  it('that was replaced can be given up, and the old file is kept aside', async () => {
    await (await start()).connect(form());
    await running[0]?.stop();
    keyStore.replaceRing();
    const locked = await start();
    expect(locked.view().phase).toBe('locked');
    await locked.startOver();
    expect(locked.view()).toMatchObject({ phase: 'welcome', account: null });
    await locked.connect(form());
    expect(locked.view()).toMatchObject({ phase: 'ready', notices: [{ code: 'cache-key-wrong' }] });
    expect(readdirSync(folder).filter((name) => name.startsWith('secrets'))).toHaveLength(2);
  });
});

describe('without a key store', () => {
  beforeEach(() => {
    keyStore.name = 'basic_text';
  });

  it('the next start asks for the key again, and nothing of the last run is left', async () => {
    const first = await start();
    await first.connect(form());
    await first.session.contacts.add(anna);
    const second = await restart();
    expect(second.view()).toMatchObject({ phase: 'welcome', account: { domain: pbx.domain } });
    await second.connect(form());
    expect(await names(second)).toEqual([]);
  });

  it('a passphrase keeps what was entered before it was chosen', async () => {
    const first = await start();
    await first.connect(form());
    await first.session.contacts.add(anna);
    expect(await codeOf(first.protect('short'))).toBe('passphrase-weak');
    await first.protect('три слова подряд');
    expect(await names(first)).toEqual(['Анна']);
    const second = await restart();
    expect(second.view()).toMatchObject({ phase: 'locked', lock: 'passphrase' });
    expect(await codeOf(second.unlock('не тот пароль'))).toBe('passphrase-wrong');
    await second.unlock('три слова подряд');
    expect(await names(second)).toEqual(['Анна']);
  });
});
