import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DatabasePlace } from '../../../src-main/account/database.ts';
import { Secrets } from '../../../src-main/secrets/secrets.ts';
import { FakeKeyStore } from '../secrets/fake-key-store.ts';

let folder: string;
let keyStore: FakeKeyStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sputnik-place-'));
  keyStore = new FakeKeyStore();
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** A start of the program on the same profile. */
async function start(): Promise<{ places: DatabasePlace; secrets: Secrets }> {
  const secrets = new Secrets({ folder, keyStore, nowMs: Date.now });
  await secrets.ready();
  return { secrets, places: new DatabasePlace({ folder: path.join(folder, 'accounts'), secrets }) };
}

const fetched = (filesFolder: string, name = 'fetched') => {
  mkdirSync(filesFolder, { recursive: true });
  writeFileSync(path.join(filesFolder, name), name);
};

describe('recordings and faxes of an account', () => {
  it('lie beside its database under a key of their own, which every start finds again', async () => {
    const first = await (await start()).places.prepare('a');
    expect(first.filesFolder).toBe(path.join(folder, 'accounts', 'a', 'files'));
    expect(path.dirname(first.file)).toBe(path.dirname(first.filesFolder));
    expect(first.filesKeyHex).toMatch(/^[\da-f]{64}$/);
    expect(first.filesKeyHex).not.toBe(first.keyHex);
    fetched(first.filesFolder);
    const { places } = await start();
    expect(await places.prepare('a')).toEqual(first);
    expect(readdirSync(first.filesFolder)).toEqual(['fetched']);
    const other = await places.prepare('b');
    expect(other.filesKeyHex).not.toBe(first.filesKeyHex);
    expect(other.filesFolder).not.toBe(first.filesFolder);
  });

  it('without a key store are for this run only: the next one removes what it could not read', async () => {
    keyStore.name = 'basic_text';
    const { places } = await start();
    const place = await places.prepare('a');
    expect(place.filesFolder).toBe(path.join(folder, 'accounts', 'a', 'session-files'));
    fetched(place.filesFolder);
    // Left and opened again in the same run.
    expect(await places.prepare('a')).toEqual(place);
    expect(readdirSync(place.filesFolder)).toEqual(['fetched']);
    const next = await (await start()).places.prepare('a');
    expect(next.filesKeyHex).not.toBe(place.filesKeyHex);
    expect(existsSync(place.filesFolder)).toBe(false);
  });

  it('are kept from the moment a passphrase keeps their key; older ones, that nobody can open, go', async () => {
    keyStore.name = 'basic_text';
    const { places, secrets } = await start();
    const passing = await places.prepare('a');
    fetched(passing.filesFolder);
    fetched(path.join(folder, 'accounts', 'a', 'files'), 'of an older key');
    await secrets.protect('довольно длинная фраза');
    await places.keep('a', 5);
    const kept = await places.prepare('a');
    expect(kept.filesKeyHex).toBe(passing.filesKeyHex);
    expect(readdirSync(kept.filesFolder)).toEqual(['fetched']);
    expect(existsSync(passing.filesFolder)).toBe(false);
    const next = await start();
    await next.secrets.unlock('довольно длинная фраза');
    expect(await next.places.prepare('a')).toEqual(kept);
  });

  it('are kept also when nothing was fetched yet', async () => {
    keyStore.name = 'basic_text';
    const { places, secrets } = await start();
    await places.prepare('a');
    await secrets.protect('довольно длинная фраза');
    await places.keep('a', 5);
    expect((await places.prepare('a')).filesFolder).toBe(path.join(folder, 'accounts', 'a', 'files'));
  });

  it('of an account whose secrets are locked are left alone while the demo runs', async () => {
    const real = await (await start()).places.prepare('a');
    fetched(real.filesFolder);
    keyStore.locked = true;
    const { places } = await start();
    const demo = await places.prepare('demo');
    const again = await places.prepare('demo');
    expect(demo.filesFolder).toBe(path.join(folder, 'accounts', 'demo', 'session-files'));
    expect(again.filesKeyHex).not.toBe(demo.filesKeyHex);
    expect(readFileSync(path.join(real.filesFolder, 'fetched'), 'utf8')).toBe('fetched');
  });

  it('have no place where a file is in the way', async () => {
    writeFileSync(path.join(folder, 'accounts'), '');
    await expect((await start()).places.prepare('a')).rejects.toMatchObject({ code: 'cache-readonly' });
  });
});
