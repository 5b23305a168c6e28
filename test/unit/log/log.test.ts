import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { describe as tell, describeError } from '../../../src-main/log/describe.ts';
import { Log, openLog } from '../../../src-main/log/log.ts';

const nowMs = Date.UTC(2026, 6, 31, 9, 30);
let folder: string;
const open = (more: object = {}) => new Log({ folder: join(folder, 'logs'), nowMs: () => nowMs, ...more });
const read = (name = 'sputnik.log') => readFileSync(join(folder, 'logs', name), 'utf8');

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('writes one line each, with time, level, event and fields', () => {
    const log = open();
    log.info('started', { version: '0.1.0', demo: false });
    log.warn('pbx.slow', { tookMs: 4200, account: null });
    expect(read()).toBe(
      '2026-07-31T09:30:00.000Z info started version=0.1.0 demo=false\n' +
        '2026-07-31T09:30:00.000Z warn pbx.slow tookMs=4200 account=null\n',
    );
    if (process.platform !== 'win32') expect(statSync(join(folder, 'logs', 'sputnik.log')).mode & 0o777).toBe(0o600);
  });

  it('goes on after a restart', () => {
    open().info('one');
    open().info('two');
    expect(read().trim().split('\n')).toHaveLength(2);
  });

  it('leaves out what is below its level', () => {
    const log = open({ level: 'warn' });
    log.info('a');
    log.debug('b');
    log.error('c');
    expect(read()).toMatch(/^\S+ error c\n$/);
  });

  it('keeps three old files and no more', () => {
    const log = open({ maxBytes: 200 });
    for (let number = 0; number < 60; number += 1) log.info(`event-${number}`);
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual([
      'sputnik.1.log',
      'sputnik.2.log',
      'sputnik.3.log',
      'sputnik.log',
    ]);
    expect(read()).toContain('event-59');
    for (const name of readdirSync(join(folder, 'logs'))) expect(read(name).length).toBeLessThanOrEqual(200);
  });

  it('does not stop the work when it cannot be written', () => {
    writeFileSync(join(folder, 'logs'), 'a file in the way');
    expect(() => open().error('x', { error: new Error('y') })).not.toThrow();
  });

  it('says nothing after its end', () => {
    const log = open();
    log.info('a');
    log.close();
    log.info('b');
    expect(read().trim().split('\n')).toHaveLength(1);
  });

  it('mirrors its lines where it is told to, in development', () => {
    const lines: string[] = [];
    openLog(join(folder, 'logs'), (line) => lines.push(line)).info('a', { name: 'Anna' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/Z info a name=‹hidden›$/);
  });

  it('strikes out a key it was told of', () => {
    const log = open();
    log.hide('my-key');
    log.info('odd', { text: 'x', detail: 'in my-key out' });
    expect(read()).not.toContain('my-key');
  });

  it('stays one line whatever is in a field', () => {
    open().info('odd', { detail: 'a\n2026-07-31T09:30:00.000Z error forged\r\u2028b' });
    expect(read().split('\n')).toHaveLength(2);
  });
});

describe('a field', () => {
  it.each([
    'check',
    'key',
    'apiKey',
    'keyHex',
    'passphrase',
    'name',
    'displayName',
    'company',
    'note',
    'body',
    'written',
  ])('called %s is hidden whatever is in it', (name) =>
    expect(tell('x', { [name]: 'plain' })).toBe(`x ${name}=‹hidden›`),
  );

  it('with a long number is masked, with a measure is not', () => {
    expect(tell('x', { to: 74951234567, extension: 101, atMs: 1785490200000, taskId: 123456789, free: 1.5 })).toBe(
      'x to="+7 495 ***-**-67" extension=101 atMs=1785490200000 taskId=123456789 free=1.5',
    );
  });

  it('that is an object is not told', () => {
    expect(tell('x', { row: { a: 1 } as never })).toBe('x row=‹hidden›');
  });

  it('without a value is left out', () => expect(tell('x', { a: undefined })).toBe('x'));
});

describe('an error', () => {
  it('is told by name, code, message and place', () => {
    const error = Object.assign(new TypeError('cannot read'), { code: 'ENOENT' });
    expect(describeError(error)).toMatch(/^TypeError \[ENOENT\]: cannot read at .*log\.test\.ts:\d+:\d+/);
    expect(describeError(error)).not.toContain('/test/unit');
  });

  it('of ours is told by its code, not its parameters', () => {
    const told = describeError(new Failure('server-message', { params: { message: 'Anna' } }));
    expect(told).toMatch(/^Failure: server-message/);
    expect(told).not.toContain('Anna');
  });

  it('is told with its cause', () => {
    const error = new Error('outer', { cause: new Error('inner', { cause: 'plain' }) });
    expect(describeError(error)).toMatch(/^Error: outer.* ← Error: inner.* ← thrown string$/);
  });

  it('does not quote what could not be parsed', () => {
    let error: unknown;
    try {
      JSON.parse('Anna Petrova, key S3CRET');
    } catch (thrown) {
      error = thrown;
    }
    expect(describeError(error)).toMatch(/^SyntaxError at /);
    expect(describeError(error)).not.toContain('Anna');
  });

  it('quotes names of the source only', () => {
    expect(describeError(new Error(`reading 'foo' of "Anna Petrova"`))).toContain(`reading 'foo' of ‹hidden›`);
  });

  it('that is none is told by its type', () => {
    expect(describeError('secret')).toBe('thrown string');
    expect(tell('x', { error: { key: 'secret' } })).toBe('x error="thrown object"');
    expect(describeError(undefined)).toBe('');
  });
});
