import { describe, expect, it } from 'vitest';
import { Failure, type ErrorCode, type Params } from '../../../src-main/contract/errors.ts';
import { Connect, fieldOf } from '../../../src-renderer/onboarding/connect.svelte.ts';
import { Passphrase } from '../../../src-renderer/onboarding/secrets.svelte.ts';
import { fakeBridge, refuse } from './fake-bridge.ts';

const free = { connection: {}, locked: [] };
const anna = { extension: '101', name: 'Анна Петрова' };

describe('connecting a VATS', () => {
  it('asks who sits here when no extension was typed, and connects with the answer', async () => {
    const main = fakeBridge({ 'account.check': () => ({ people: [anna] }), 'account.connect': () => undefined });
    const connect = new Connect(main.ask, null, free);
    connect.domain = 'company.vats.example';
    connect.key = 'secret';
    await connect.submit();
    expect(connect.people).toEqual([anna]);
    expect(main.inputsOf('account.connect')).toEqual([]);

    await connect.choose(anna);
    expect(main.inputsOf('account.connect')).toMatchObject([
      { domain: 'company.vats.example', key: 'secret', extension: '101', timeZone: 'Europe/Moscow' },
    ]);
  });

  it('connects at once with an extension', async () => {
    const main = fakeBridge({ 'account.connect': () => undefined });
    const connect = new Connect(main.ask, null, free);
    connect.extension = '101';
    await connect.submit();
    expect(main.asked.map(({ name }) => name)).toEqual(['account.connect']);
  });

  it('knows the account whose key was lost', () => {
    const known = { id: 'a', domain: 'company.vats.example', apiUrl: 'https://pbx.example/api', timeZone: 'Asia/Omsk' };
    const connect = new Connect(fakeBridge({}).ask, { ...known, extension: '101', name: 'Анна', demo: false }, free);
    expect(connect).toMatchObject({ domain: known.domain, extension: '101', timeZone: 'Asia/Omsk', key: '' });
  });

  it('begins with what the administrator has preset, and keeps to what he has locked', () => {
    const connection = { domain: 'office.vats.example', apiUrl: 'https://office.example/api' };
    const { ask } = fakeBridge({});
    expect(new Connect(ask, null, { connection, locked: [] })).toMatchObject({
      ...connection,
      timeZone: 'Europe/Moscow',
      extension: '',
    });
    const known = { ...anna, id: 'a', domain: 'old.example', apiUrl: 'https://old.example/api', timeZone: 'Asia/Omsk' };
    expect(new Connect(ask, { ...known, demo: false }, { connection, locked: ['apiUrl'] })).toMatchObject({
      domain: 'old.example',
      apiUrl: 'https://office.example/api',
      timeZone: 'Asia/Omsk',
      extension: '101',
    });
  });

  it.each<[ErrorCode, Params | undefined, string | null]>([
    ['bad-signature', undefined, 'key'],
    ['key-empty', undefined, 'key'],
    ['key-blanks', undefined, 'key'],
    ['unknown-domain', undefined, 'domain'],
    ['domain-empty', undefined, 'domain'],
    ['domain-invalid', undefined, 'domain'],
    ['extension-length', undefined, 'extension'],
    ['bad-answer', undefined, 'apiUrl'],
    ['http-status', { status: 404 }, 'apiUrl'],
    ['address-invalid', undefined, 'apiUrl'],
    ['address-insecure', undefined, 'apiUrl'],
    ['network', { reason: 'refused' }, 'apiUrl'],
    ['network', { reason: 'dns' }, 'apiUrl'],
    ['network', { reason: 'timeout' }, null],
    ['network', { reason: 'offline' }, null],
    ['zone-invalid', undefined, 'timeZone'],
    ['server-message', { text: 'x' }, null],
  ])('shows %s %o where it belongs: %s', (code, params, field) => {
    expect(fieldOf(new Failure(code, params ? { params } : {}))).toBe(field);
  });

  it('opens what hides the field that is wrong', async () => {
    const connect = new Connect(fakeBridge({ 'account.check': refuse('bad-answer') }).ask, null, free);
    await connect.submit();
    expect(connect.failedField).toBe('apiUrl');
    expect(connect.moreOpen).toBe(true);
    connect.touched('apiUrl');
    expect(connect.failure).toBeNull();
  });

  it('goes back to the form when the key is refused after the choice', async () => {
    const main = fakeBridge({
      'account.check': () => ({ people: [anna] }),
      'account.connect': refuse('bad-signature'),
    });
    const connect = new Connect(main.ask, null, free);
    await connect.submit();
    await connect.choose(anna);
    expect(connect.people).toBeNull();
    expect(connect.failedField).toBe('key');
  });
});

describe('a passphrase', () => {
  it('has to be typed twice alike before it protects anything', async () => {
    const main = fakeBridge({ 'secrets.protect': () => undefined });
    const passphrase = new Passphrase(main.ask);
    passphrase.first = 'correct horse';
    passphrase.second = 'correct hose';
    expect(await passphrase.protect()).toBe(false);
    expect(passphrase.differs).toBe(true);
    expect(main.asked).toEqual([]);

    passphrase.second = 'correct horse';
    expect(await passphrase.protect()).toBe(true);
    expect(passphrase.first).toBe('');
  });

  it('that is wrong stays to be mended', async () => {
    const passphrase = new Passphrase(fakeBridge({ 'secrets.unlock': refuse('passphrase-wrong') }).ask);
    passphrase.first = 'wrong';
    expect(await passphrase.unlock()).toBe(false);
    expect(passphrase.failure?.code).toBe('passphrase-wrong');
    expect(passphrase.first).toBe('wrong');
  });
});
