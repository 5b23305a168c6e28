import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { Secrets } from '../../../src-main/secrets/secrets.ts';
import { FakeKeyStore } from './fake-key-store.ts';

const nowMs = Date.UTC(2026, 6, 31, 9, 30);
const key = 'f2A9-very-secret-key-71';
const passphrase = 'три рыжих кота';

let folder: string;
let keyStore: FakeKeyStore;
const file = () => join(folder, 'secrets.json');
const open = () => new Secrets({ folder, keyStore, nowMs: () => nowMs });
/** Opened, and what is in the file looked at. */
const opened = async () => {
  const secrets = open();
  await secrets.get('');
  return secrets;
};
const disk = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
const text = () => readFileSync(file(), 'utf8');
const failsWith = (code: string) => expect.objectContaining({ name: 'Failure', code });
interface OnDisk {
  keeping: string;
  backend?: string;
  derivation?: { N: number; r: number; p: number; salt: string };
  entries: Record<string, string>;
}
const parsed = () => JSON.parse(text()) as OnDisk;
const rewrite = (change: (content: OnDisk) => void) => {
  const content = parsed();
  change(content);
  writeFileSync(file(), JSON.stringify(content));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  keyStore = new FakeKeyStore();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('with a key store', () => {
  it('a key is there after a restart, and on disk only as ciphertext', async () => {
    await open().set('api-key:a', key);
    const again = open();
    expect(await again.get('api-key:a')).toBe(key);
    expect(again.state()).toEqual({ keeping: 'key-store', available: true, locked: null });
    expect(disk().join()).not.toContain(key);
    expect(parsed().backend).toBe('gnome_libsecret');
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('nothing is written before there is something to keep', async () => {
    const secrets = await opened();
    expect(secrets.state()).toEqual({ keeping: 'key-store', available: true, locked: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('what is removed is gone from the disk too', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.remove('api-key:a');
    expect(await secrets.get('api-key:a')).toBeNull();
    expect(parsed().entries).toEqual({});
  });

  it('many writes at once all arrive', async () => {
    const secrets = open();
    await Promise.all(Array.from({ length: 20 }, (_, number) => secrets.set(`api-key:${number}`, `${key}${number}`)));
    const again = open();
    for (let number = 0; number < 20; number += 1) expect(await again.get(`api-key:${number}`)).toBe(`${key}${number}`);
  });

  it('a random secret is made once, also for two who ask at the same time', async () => {
    const secrets = open();
    const [one, two] = await Promise.all([
      secrets.ensureRandom('cache-key:a', 32),
      secrets.ensureRandom('cache-key:a', 32),
    ]);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(two).toBe(one);
    expect(await open().ensureRandom('cache-key:a', 32)).toBe(one);
    expect(await open().ensureRandom('cache-key:b', 32)).not.toBe(one);
  });

  it('an entry moved to the name of another does not open', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.set('api-key:b', 'other');
    rewrite(({ entries }) => (entries['api-key:b'] = entries['api-key:a']!));
    const again = open();
    expect(await again.get('api-key:b')).toBeNull();
    expect(await again.get('api-key:a')).toBe(key);
  });

  it('with a new key of its own gets everything encrypted anew', async () => {
    await open().set('api-key:a', key);
    const before = parsed().entries['api-key:a'];
    keyStore.rotated = true;
    expect(await open().get('api-key:a')).toBe(key);
    expect(parsed().entries['api-key:a']).not.toBe(before);
  });

  it('protecting with a passphrase is refused: the key store does it', async () => {
    await expect(open().protect(passphrase)).rejects.toEqual(failsWith('bad-input'));
  });
});

describe('a key store that does not open what it closed', () => {
  const locks: [string, () => void][] = [
    ['locked', () => (keyStore.locked = true)],
    ['another ring', () => keyStore.replaceRing()],
    ['gone: the system has none now', () => (keyStore.name = 'basic_text')],
  ];

  it.each(locks)('(%s) locks, and leaves the file as it is', async (_, happen) => {
    await open().set('api-key:a', key);
    const before = text();
    happen();
    const secrets = await opened();
    expect(secrets.state()).toMatchObject({ keeping: 'key-store', locked: 'key-store' });
    expect(await secrets.get('api-key:a')).toBeNull();
    await expect(secrets.set('api-key:b', 'x')).rejects.toEqual(failsWith('key-store-locked'));
    await expect(secrets.ensureRandom('cache-key:a', 32)).rejects.toEqual(failsWith('key-store-locked'));
    await expect(secrets.protect(passphrase)).rejects.toEqual(failsWith('key-store-locked'));
    await expect(secrets.unlock('')).rejects.toEqual(failsWith('key-store-locked'));
    expect(text()).toBe(before);
  });

  it('is asked again, and opens', async () => {
    await open().set('api-key:a', key);
    keyStore.locked = true;
    const secrets = await opened();
    keyStore.locked = false;
    await secrets.unlock('');
    expect(secrets.state()).toEqual({ keeping: 'key-store', available: true, locked: null });
    expect(await secrets.get('api-key:a')).toBe(key);
  });

  it('is asked again by unlock', async () => {
    await open().set('api-key:a', key);
    keyStore.locked = true;
    const secrets = await opened();
    keyStore.locked = false;
    await secrets.unlock('');
    expect(await secrets.get('api-key:a')).toBe(key);
  });

  it('that has moved under another name but opens all the same is taken, and noted', async () => {
    await open().set('api-key:a', key);
    keyStore.name = 'kwallet6';
    const secrets = open();
    expect(await secrets.get('api-key:a')).toBe(key);
    expect(secrets.state().locked).toBeNull();
    expect(parsed().backend).toBe('kwallet6');
  });

  it('for one entry only takes no other with it; a new value sets the old file aside', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.set('cache-key:a', '00ff');
    rewrite(({ entries }) => (entries['api-key:a'] = Buffer.from('spoilt').toString('base64')));
    const before = text();
    const again = open();
    expect(await again.get('cache-key:a')).toBe('00ff');
    expect(await again.get('api-key:a')).toBeNull();
    await again.set('api-key:a', 'new');
    expect(await open().get('api-key:a')).toBe('new');
    expect(readFileSync(`${file()}.broken-2026-07-31T09-30-00`, 'utf8')).toBe(before);
  });

  it('never has a database key replaced by a new one', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.ensureRandom('cache-key:a', 32);
    rewrite(({ entries }) => (entries['cache-key:a'] = Buffer.from('spoilt').toString('base64')));
    const before = text();
    await expect(open().ensureRandom('cache-key:a', 32)).rejects.toEqual(failsWith('key-store-locked'));
    expect(text()).toBe(before);
  });

  it('can be left behind: the file is set aside and the app begins anew', async () => {
    await open().set('api-key:a', key);
    const before = text();
    keyStore.replaceRing();
    const secrets = open();
    await secrets.startOver();
    expect(secrets.state().locked).toBeNull();
    await secrets.set('api-key:a', 'new');
    expect(await open().get('api-key:a')).toBe('new');
    expect(readFileSync(`${file()}.broken-2026-07-31T09-30-00`, 'utf8')).toBe(before);
  });

  it('lets what is in it be forgotten, and is no lock when nothing is left', async () => {
    await open().set('api-key:a', key);
    keyStore.locked = true;
    const secrets = open();
    await secrets.remove('api-key:a');
    expect(parsed().entries).toEqual({});
    expect(secrets.state()).toEqual({ keeping: 'memory', available: false, locked: null });
  });

  it('that throws at the very first question locks instead of crashing', async () => {
    keyStore.available = () => Promise.reject(new Error('no bus'));
    const secrets = await opened();
    expect(secrets.state().locked).toBe('key-store');
  });
});

describe.each(['basic_text', 'unknown'])('without a key store (%s)', (backend) => {
  beforeEach(() => (keyStore.name = backend));

  it('secrets live in memory only: nothing at all is written', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    const random = await secrets.ensureRandom('cache-key:a', 32);
    expect(secrets.state()).toEqual({ keeping: 'memory', available: false, locked: null });
    expect(await secrets.get('api-key:a')).toBe(key);
    expect(await secrets.ensureRandom('cache-key:a', 32)).toBe(random);
    expect(readdirSync(folder)).toEqual([]);
    expect(keyStore.encrypted).toBe(0);
    expect(await open().get('api-key:a')).toBeNull();
  });
});

describe('under a passphrase', () => {
  beforeEach(() => (keyStore.name = 'basic_text'));
  const protectedOnes = async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.protect(passphrase);
    return secrets;
  };

  it('what was in memory is kept, and opens after a restart with that passphrase only', async () => {
    expect((await protectedOnes()).state()).toEqual({ keeping: 'passphrase', available: false, locked: null });
    const again = await opened();
    expect(again.state()).toEqual({ keeping: 'passphrase', available: false, locked: 'passphrase' });
    expect(await again.get('api-key:a')).toBeNull();
    await expect(again.unlock('три рыжих кита')).rejects.toEqual(failsWith('passphrase-wrong'));
    expect(again.state().locked).toBe('passphrase');
    await again.unlock(passphrase);
    expect(again.state().locked).toBeNull();
    expect(await again.get('api-key:a')).toBe(key);
  });

  it('the disk shows neither the key nor the passphrase, and a costly derivation', async () => {
    await protectedOnes();
    expect(disk().join()).not.toContain(key);
    expect(Buffer.from(disk().join(), 'latin1').toString()).not.toContain(passphrase);
    const { N, r, p, salt } = parsed().derivation!;
    expect(N).toBeGreaterThanOrEqual(2 ** 17);
    expect([r, p]).toEqual([8, 1]);
    expect(Buffer.from(salt, 'base64').length).toBeGreaterThanOrEqual(16);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('new secrets are kept too', async () => {
    const secrets = await protectedOnes();
    const random = await secrets.ensureRandom('cache-key:a', 32);
    const again = open();
    await again.unlock(passphrase);
    expect(await again.ensureRandom('cache-key:a', 32)).toBe(random);
  });

  it('the same letters composed otherwise open it', async () => {
    const secrets = open();
    await secrets.protect('йод и ёлка'.normalize('NFD'));
    const again = open();
    await again.unlock('йод и ёлка'.normalize('NFC'));
    expect(again.state().locked).toBeNull();
  });

  it.each(['', '1234567', '       a       '])('%j is too weak, and nothing is written', async (weak) => {
    const secrets = open();
    await expect(secrets.protect(weak)).rejects.toEqual(failsWith('passphrase-weak'));
    expect(readdirSync(folder)).toEqual([]);
    expect(secrets.state().keeping).toBe('memory');
  });

  it('the passphrase can be changed; the old one opens nothing then', async () => {
    const secrets = await protectedOnes();
    await secrets.protect('another good one');
    await secrets.set('api-key:b', 'later');
    const again = open();
    await expect(again.unlock(passphrase)).rejects.toEqual(failsWith('passphrase-wrong'));
    await again.unlock('another good one');
    expect([await again.get('api-key:a'), await again.get('api-key:b')]).toEqual([key, 'later']);
  });

  it('an entry that was altered or moved does not open, the others do', async () => {
    const secrets = await protectedOnes();
    await secrets.set('api-key:b', 'other');
    await secrets.set('api-key:c', 'third');
    rewrite(({ entries }) => {
      entries['api-key:b'] = entries['api-key:a']!;
      const bytes = Buffer.from(entries['api-key:c']!, 'base64');
      bytes[14]! ^= 1;
      entries['api-key:c'] = bytes.toString('base64');
    });
    const again = open();
    await again.unlock(passphrase);
    expect(await again.get('api-key:a')).toBe(key);
    expect(await again.get('api-key:b')).toBeNull();
    expect(await again.get('api-key:c')).toBeNull();
  });

  it('nothing can be kept or changed while it is locked', async () => {
    await protectedOnes();
    const before = text();
    const again = open();
    await expect(again.set('api-key:b', 'x')).rejects.toEqual(failsWith('key-store-locked'));
    await expect(again.protect('a new passphrase')).rejects.toEqual(failsWith('key-store-locked'));
    expect(text()).toBe(before);
  });

  it('a cheap or ruinous derivation in the file is no file of ours', async () => {
    await protectedOnes();
    for (const N of [1024, 2 ** 17 + 1, 2 ** 30]) {
      rewrite((content) => (content.derivation!.N = N));
      const again = await opened();
      expect(again.notice?.code).toBe('secrets-broken');
      rmSync(file(), { force: true });
      const aside = readdirSync(folder).find((name) => name.includes('broken'))!;
      writeFileSync(file(), readFileSync(join(folder, aside)));
      rmSync(join(folder, aside));
    }
  });

  it('a forgotten passphrase can be left behind', async () => {
    await protectedOnes();
    const again = open();
    await again.startOver();
    expect(again.state()).toEqual({ keeping: 'memory', available: false, locked: null });
    expect(await again.get('api-key:a')).toBeNull();
  });

  it('after close nothing is there any more', async () => {
    const secrets = await protectedOnes();
    secrets.close();
    expect(await secrets.get('api-key:a')).toBeNull();
    await expect(secrets.set('api-key:b', 'x')).rejects.toEqual(failsWith('key-store-locked'));
  });
});

describe('a file that is no secrets file', () => {
  it.each([
    '',
    '{',
    '[]',
    '{"version":1}',
    '{"version":1,"keeping":"key-store","backend":"x","entries":{"a":"not base64!"}}',
  ])('(%j) is moved aside and reported, and the app begins with none', async (content) => {
    writeFileSync(file(), content);
    const secrets = await opened();
    const kept = 'secrets.json.broken-2026-07-31T09-30-00';
    expect(secrets.notice).toEqual({ code: 'secrets-broken', params: { file: kept } });
    expect(readFileSync(join(folder, kept), 'utf8')).toBe(content);
    await secrets.set('api-key:a', key);
    expect(await open().get('api-key:a')).toBe(key);
  });

  it('but of a newer app is left alone, and locks', async () => {
    const newer = JSON.stringify({ version: 2, keeping: 'chip' });
    writeFileSync(file(), newer);
    const secrets = await opened();
    expect(secrets.state().locked).toBe('key-store');
    await expect(secrets.set('api-key:a', key)).rejects.toEqual(failsWith('key-store-locked'));
    await expect(secrets.unlock('')).rejects.toEqual(failsWith('key-store-locked'));
    expect(text()).toBe(newer);
  });

  it('but a leftover of a crash in the middle of writing does no harm', async () => {
    await open().set('api-key:a', key);
    writeFileSync(`${file()}.new`, '{"version":1,"keep', { mode: 0o644 });
    const again = open();
    expect(await again.get('api-key:a')).toBe(key);
    await again.set('api-key:b', 'x');
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });
});

describe('what fails', () => {
  it('never quotes a secret', async () => {
    keyStore.name = 'basic_text';
    const secrets = open();
    await secrets.set('api-key:a', key);
    await secrets.protect(passphrase);
    const again = open();
    const wrong = 'quite the wrong one';
    const error: unknown = await again.unlock(wrong).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    const told = JSON.stringify([(error as Failure).view(), (error as Failure).stack, (error as Failure).cause]);
    for (const secret of [wrong, passphrase, key]) expect(told).not.toContain(secret);
  });

  it('to write keeps what was there, in memory and on disk', async () => {
    const secrets = open();
    await secrets.set('api-key:a', key);
    const before = text();
    keyStore.locked = true;
    await expect(secrets.set('api-key:a', 'new')).rejects.toThrow();
    expect(await secrets.get('api-key:a')).toBe(key);
    expect(text()).toBe(before);
  });
});
