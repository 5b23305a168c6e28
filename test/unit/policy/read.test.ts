import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPreferences, type LockName, type Preferences } from '../../../src-main/contract/model.ts';
import { readPolicy } from '../../../src-main/policy/read.ts';
import { policyParts } from '../../../src-main/policy/shape.ts';
import { policyView } from '../../../src-main/policy/view.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';

const read = (file: unknown) => readPolicy(JSON.stringify(file));
const documentation = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('a policy', () => {
  it('presets and locks every preference but a moment', () => {
    const all: Partial<Preferences> = { ...defaultPreferences('en'), theme: 'dark', tries: 7 };
    delete all.quietUntilMs;
    for (const part of ['presets', 'locked'] as const)
      expect(read({ [part]: all })).toEqual({ policy: { presets: {}, locked: {}, [part]: all }, notices: [] });
    expect(read({ locked: { quietUntilMs: null } }).notices).toMatchObject([{ code: 'policy-fields' }]);
  });

  it('takes the connection as a person might type it', () => {
    const connection = {
      domain: 'https://Company.VATS.ru/',
      apiUrl: 'https://pbx.example/ api',
      timeZone: ' Asia/Omsk',
    };
    expect(policyView(read({ presets: connection, locked: { domain: 'Office.ru' } }).policy)).toEqual({
      locked: ['domain'],
      connection: { domain: 'office.ru', apiUrl: 'https://pbx.example/api', timeZone: 'Asia/Omsk' },
      demo: true,
      severalAccounts: true,
    });
  });

  it('names the hosts of recordings as addresses write them, each of them or none', () => {
    const hosts = (fileHosts: unknown) => read({ locked: { fileHosts } });
    expect(hosts(['Files.Example.com', 'store.example:8443']).policy.locked).toEqual({
      fileHosts: ['files.example.com', 'store.example:8443'],
    });
    for (const wrong of ['files.example.com', ['https://files.example.com'], ['*.example.com'], [7]])
      expect(hosts(wrong)).toEqual({
        policy: { presets: {}, locked: {} },
        notices: [{ code: 'policy-fields', params: { fields: 'locked.fileHosts' } }],
      });
  });

  it('names each field that is wrong, and the others are in force', () => {
    const { policy, notices } = read({
      presets: { tries: 11, theme: 'dark', demo: false },
      locked: { thme: 'dark', domain: 'моя атс', apiUrl: 'http://pbx.example/api', hideDetails: true },
      version: 1,
    });
    expect(policy).toEqual({ presets: { theme: 'dark' }, locked: { hideDetails: true } });
    const fields = 'presets.tries, presets.demo, locked.thme, locked.domain, locked.apiUrl, version';
    expect(notices).toEqual([{ code: 'policy-fields', params: { fields } }]);
  });

  it.each([
    { key: 'x' },
    { locked: { apiKey: 'x' } },
    { presets: { proxyPassword: 'x' } },
    { locked: { 'Ключ API': 'x' } },
  ])('with a secret in it (%j) is told that it is no place for one; the secret goes nowhere', (file) => {
    const { policy, notices } = read(file);
    expect(policy).toEqual({ presets: {}, locked: {} });
    expect(notices.map(({ code }) => code)).toEqual(['policy-secret']);
    expect(JSON.stringify(notices)).not.toContain('"x"');
  });

  it.each(['', '{', 'null', '[]', '7', '"text"', '\0'])(
    'that is no JSON object (%j) sets nothing and says so',
    (text) => {
      expect(readPolicy(text)).toEqual({ policy: { presets: {}, locked: {} }, notices: [{ code: 'policy-broken' }] });
    },
  );

  it('written by an editor that begins with a byte order mark is read', () => {
    expect(readPolicy('\uFEFF{"locked":{"demo":false}}').policy.locked).toEqual({ demo: false });
  });

  it('whatever is in the file is read without a crash, and what is wrong has a sentence in both languages', () => {
    const names = Object.keys(policyParts.locked);
    const some = fc.oneof(fc.jsonValue(), fc.constantFrom('dark', 'ru', 'a.ru', 'https://a.ru', 3, 120, true));
    const part = fc.dictionary(
      fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor', 'key'), fc.string()),
      some,
    );
    const file = fc.record({ presets: part, locked: part }, { requiredKeys: [] });
    const texts = fc.oneof(
      file.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { policy, notices } = readPolicy(text);
        // What was taken is good: read again, it is the same.
        expect(read(policy)).toEqual({ policy, notices: [] });
        expect(new Set(notices.map(({ code }) => code)).size).toBe(notices.length);
        for (const { code, params } of notices) {
          for (const language of ['ru', 'en'] as const) {
            const i18n = new I18n(language);
            expect(i18n.sentence(code, params)).not.toBe(i18n.sentence('internal'));
          }
          expect(String(params?.['fields'] ?? '').length).toBeLessThan(300);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no field of it is called like a secret', () => {
    for (const name of Object.keys(policyParts.locked) as LockName[])
      expect(read({ locked: { [name]: { wrong: true } } }).notices).toMatchObject([
        { code: 'policy-fields', params: { fields: `locked.${name}` } },
      ]);
  });
});

describe('the documentation for administrators', () => {
  it('has an example that is right in every field, and shows it whole', () => {
    const example = documentation('policy.example.json');
    const { policy, notices } = readPolicy(example);
    expect(notices).toEqual([]);
    expect(policy).toMatchObject({ presets: { tries: 5 }, locked: { domain: 'company.vats.ru', demo: false } });
    expect(documentation('ADMIN.ru.md')).toContain(example.trim());
  });

  it('names every field that there is', () => {
    for (const name of Object.keys(policyParts.locked)) expect(documentation('ADMIN.ru.md')).toContain(`\`${name}\``);
  });
});
