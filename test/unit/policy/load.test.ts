import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src-main/policy/load.ts';
import { policyPlace, type PolicyPlace } from '../../../src-main/policy/place.ts';

const isRoot = process.getuid?.() === 0;
const userId = process.getuid?.();
const good = '{"locked":{"hideDetails":true}}';

let folder: string;
let file: string;
/** As an unpackaged program takes it with the switch. */
const place = (): PolicyPlace =>
  policyPlace({ platform: 'linux', programData: undefined, isPackaged: false, words: [`--policy=${file}`], userId });
const load = (changes: Partial<PolicyPlace> = {}) => loadPolicy({ ...place(), ...changes });
const codes = (changes: Partial<PolicyPlace> = {}) => load(changes).notices.map(({ code }) => code);
const nothing = { presets: {}, locked: {} };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'policy-'));
  file = path.join(folder, 'policy.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('where the policy lies', () => {
  const installed = {
    programData: 'D:\\Data',
    isPackaged: true,
    words: ['app', '--policy=/tmp/mine.json'],
    userId: 1000,
  };

  it.each([
    ['linux', '/etc/vats-sputnik/policy.json', [0]],
    ['darwin', '/Library/Application Support/VATS Sputnik/policy.json', [0]],
    ['win32', 'D:\\Data\\VATS Sputnik\\policy.json', null],
  ] as const)('on %s is %s, whatever an installed program is started with', (platform, expected, owners) => {
    expect(policyPlace({ ...installed, platform })).toMatchObject({ file: expected, owners });
  });

  it('can be told to a program that is run from its source', () => {
    expect(policyPlace({ ...installed, platform: 'linux', isPackaged: false })).toEqual({
      file: '/tmp/mine.json',
      owners: [0, 1000],
      groups: [0],
      upTo: '/tmp',
    });
  });
});

describe('a policy file', () => {
  it('that is not there is no matter', () => {
    expect(load()).toEqual({ policy: nothing, notices: [] });
    file = path.join(folder, 'no/such/policy.json');
    expect(load()).toEqual({ policy: nothing, notices: [] });
  });

  it('that only its owner can write is in force', () => {
    writeFileSync(file, good, { mode: 0o644 });
    expect(load()).toEqual({ policy: { presets: {}, locked: { hideDetails: true } }, notices: [] });
  });

  it('tells where it lies with whatever is wrong in it', () => {
    writeFileSync(file, '{"locked":{"thme":1}}', { mode: 0o644 });
    expect(load().notices).toEqual([{ code: 'policy-fields', params: { fields: 'locked.thme', file } }]);
    writeFileSync(file, '{');
    expect(load().notices).toEqual([{ code: 'policy-broken', params: { file } }]);
  });

  it.each([
    ['the file', () => chmodSync(file, 0o646)],
    ['its folder', () => chmodSync(folder, 0o707)],
    ['its folder, even with the sticky bit', () => chmodSync(folder, 0o1777)],
  ])('is not trusted when everybody can write %s', (_what, change) => {
    writeFileSync(file, good, { mode: 0o644 });
    change();
    expect(load()).toEqual({ policy: nothing, notices: [{ code: 'policy-untrusted', params: { file } }] });
  });

  it('is not trusted when a group can write it that is not the administrators’', () => {
    writeFileSync(file, good);
    chmodSync(file, 0o664);
    expect(codes({ groups: [] })).toEqual(['policy-untrusted']);
    expect(codes({ groups: [process.getgid?.() ?? 0] })).toEqual([]);
  });

  it('is not trusted when it or its folder is somebody else’s', () => {
    writeFileSync(file, good, { mode: 0o644 });
    expect(codes({ owners: [(userId ?? 0) + 1] })).toEqual(['policy-untrusted']);
    expect(codes()).toEqual([]);
  });

  it.skipIf(!isRoot)('of root is trusted, one that a user has made is not', () => {
    writeFileSync(file, good, { mode: 0o644 });
    expect(codes({ owners: [0] })).toEqual([]);
    chownSync(file, 65_534, 65_534);
    expect(codes({ owners: [0] })).toEqual(['policy-untrusted']);
    chownSync(file, 0, 0);
    chownSync(folder, 65_534, 65_534);
    expect(codes({ owners: [0] })).toEqual(['policy-untrusted']);
  });

  it('is not trusted below a folder that others can write, however far up', () => {
    writeFileSync(file, good, { mode: 0o644 });
    // The system's folder for temporary files is everybody's.
    expect(codes({ upTo: '/' })).toEqual(['policy-untrusted']);
  });

  it('is not followed through a link, nor is its folder', () => {
    const real = path.join(folder, 'real');
    mkdirSync(real, { mode: 0o755 });
    writeFileSync(path.join(real, 'policy.json'), good, { mode: 0o644 });
    symlinkSync(path.join(real, 'policy.json'), file);
    expect(codes()).toEqual(['policy-untrusted']);
    symlinkSync(real, path.join(folder, 'link'));
    file = path.join(folder, 'link/policy.json');
    expect(codes()).toEqual(['policy-untrusted']);
    renameSync(real, path.join(folder, 'kept'));
    file = path.join(folder, 'kept/policy.json');
    expect(codes()).toEqual([]);
  });

  it('that is a folder, a pipe that nobody fills, or far too big cannot be read', () => {
    mkdirSync(file);
    expect(codes()).toEqual(['policy-unreadable']);
    rmSync(file, { recursive: true });
    execFileSync('mkfifo', ['-m', '644', file]);
    expect(codes()).toEqual(['policy-unreadable']);
    rmSync(file);
    writeFileSync(file, `${good}${' '.repeat(300_000)}`, { mode: 0o644 });
    expect(codes()).toEqual(['policy-unreadable']);
  });

  it('without owners (Windows) is not trusted when whoever is at work can write it', () => {
    writeFileSync(file, good, { mode: 0o644 });
    expect(codes({ owners: null })).toEqual(['policy-untrusted']);
  });
});
