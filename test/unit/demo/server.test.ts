import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import type { DemoPbxOptions } from '../../../src-main/demo/options.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';

/** A Wednesday, noon in Moscow. */
const NOON = Date.UTC(2026, 2, 11, 9);
const mediaDir = fileURLToPath(new URL('../../../resources/demo', import.meta.url));
let pbx: DemoPbx;
afterEach(() => pbx.stop());

async function started(options: DemoPbxOptions = {}) {
  const clock = new DemoClock({ startMs: NOON, speed: 0 });
  pbx = new DemoPbx({ clock, mediaDir, arrivals: null, domain: 'd', key: 'k', ...options });
  await pbx.start();
  return { clock };
}

type Pairs = Record<string, string>;

/** Signed by hand, apart from the client. */
function form(action: string, values: Pairs = {}): string {
  const pairs = { action, domain: 'd', ...values };
  const check = createHash('md5')
    .update(`${Object.values(pairs).join('')}k`)
    .digest('hex');
  return new URLSearchParams({ ...pairs, check }).toString();
}

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(pbx.apiUrl, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    redirect: 'manual',
  });

async function ask(action: string, values: Pairs = {}): Promise<unknown> {
  const answer = (await (await post(form(action, values))).json()) as { result: unknown };
  return answer.result;
}

const order = { calltypeid: '1', cgpn: '79750120143', cdpn: '101' };

describe('as a web server', () => {
  it('listens on the loopback only, and says what PHP would say', async () => {
    await started();
    expect(pbx.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    const answer = await post(form('onlycheck'));
    expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(answer.headers.get('date')).toBe(new Date(NOON).toUTCString());
    expect(await answer.text()).toBe('{"result":"OK"}');
  });

  it('takes GET as well, and has pages for what it does not know', async () => {
    await started();
    const get = await fetch(`${pbx.apiUrl}?${form('onlycheck')}`);
    expect(await get.text()).toBe('{"result":"OK"}');
    const put = await fetch(pbx.apiUrl, { method: 'PUT', body: form('onlycheck') });
    expect([put.status, put.headers.get('content-type')]).toEqual([405, 'text/html']);
    const elsewhere = await fetch(pbx.apiUrl.replace('/api', '/cabinet'));
    expect([elsewhere.status, (await elsewhere.text()).includes('<html>')]).toEqual([404, true]);
    const long = await post(`${form('onlycheck')}&x=${'x'.repeat(70_000)}`);
    expect(long.status).toBe(413);
  });

  it('reads a body only when it is a form, as PHP does', async () => {
    await started();
    const text = await post(form('onlycheck'), { 'content-type': 'application/json' });
    expect(await text.text()).toBe('{"result":"Action Not Found"}');
  });

  it('goes down and comes up again on the same port, with what it knew', async () => {
    await started();
    const id = await ask('callback_add', order);
    await pbx.down();
    await expect(ask('onlycheck')).rejects.toThrow();
    await pbx.up();
    expect(await ask('stat_callback', { task: String(id) })).toHaveProperty(String(id));
  });
});

describe('the log', () => {
  it('tells each request, what became of it, and what was wrong', async () => {
    await started();
    await ask('callback_add', order);
    await ask('callback_add', { ...order, cgpn: '1' });
    await post('action=onlycheck&domain=d&check=no');
    expect(pbx.requests.map(({ action, valid, carriedOut, refusal }) => [action, valid, carriedOut, refusal])).toEqual([
      ['callback_add', true, true, null],
      ['callback_add', false, false, 'Parameter cgpn – Incorrect'],
      ['onlycheck', false, false, 'Request is Not Valid'],
    ]);
    expect(pbx.requests[0]).toMatchObject({ method: 'POST', atMs: NOON, pairs: [['action', 'callback_add'], ['domain', 'd'], ['calltypeid', '1'], ['cgpn', '79750120143'], ['cdpn', '101'], ['check', expect.any(String)]] }); // prettier-ignore
    expect(pbx.validRequests('callback_add')).toHaveLength(1);
    expect(pbx.tasks).toHaveLength(1);
  });

  it('counts the phones that rang', async () => {
    const { clock } = await started();
    await ask('callback_add', order);
    clock.advance(60_000);
    expect(pbx.rings.map(({ leg, number, attempt }) => [leg, number, attempt])).toEqual([
      ['employee', '101', 1],
      ['client', '79750120143', 1],
    ]);
  });

  it('notes what a client must not send; a strict PBX refuses it', async () => {
    await started();
    expect(await ask('onlycheck', { colour: 'red' })).toBe('OK');
    expect(pbx.violations).toEqual([{ atMs: NOON, action: 'onlycheck', what: 'colour is no parameter of onlycheck' }]);
    await pbx.stop();
    await started({ strict: true });
    expect(await ask('onlycheck', { colour: 'red' })).toBe('Request is Not Valid');
  });
});

describe('callbacks', () => {
  it('numbers go on, also over a restart', async () => {
    const { clock } = await started();
    const first = Number(await ask('callback_add', order));
    expect(Number(await ask('callback_add', order))).toBe(first + 1);
    await pbx.stop();
    clock.advance(60_000);
    await started({ clock });
    expect(Number(await ask('callback_add', order))).toBeGreaterThan(first + 1);
  });

  it('stat_callback: by task, by employee, newer than, how many, in which order', async () => {
    await started({ firstTaskId: 500 });
    for (const cdpn of ['101', '102', '101']) await ask('callback_add', { ...order, cdpn });
    pbx.addForeignTask({ callTypeId: 2, cgpn: '79760120155', cdpn: '101' });
    const ids = async (values: Pairs) => Object.keys((await ask('stat_callback', values)) as object);
    expect(await ids({ last_task: '499' })).toEqual(['500', '501', '502', '503']);
    expect(await ids({ cdpn: '101', last_task: '499' })).toEqual(['500', '502', '503']);
    expect(await ids({ task: '501' })).toEqual(['501']);
    expect(await ids({ data_count: '2', order_field: 'task_id', order_type: 'desc' })).toEqual(['502', '503']);
    expect(await ids({ cdpn: '102', task: '500' })).toEqual([]);
    expect(await ask('stat_callback', { task: '77777777' })).toBe('Task is invalid');
    const text = await (await post(form('stat_callback', { last_task: '499', order_type: 'desc' }))).text();
    expect(text.match(/"task_id":"\d+"/g)?.join()).toBe(
      '"task_id":"503","task_id":"502","task_id":"501","task_id":"500"',
    );
    // Those of the days before are older, and over.
    expect((await ids({})).length).toBeGreaterThan(10);
  });

  it('calldelay wins over calldt', async () => {
    await started();
    const executeAt = async (values: Pairs) => {
      const id = String(await ask('callback_add', { ...order, ...values }));
      return ((await ask('stat_callback', { task: id })) as Record<string, Pairs>)[id]?.['out_call_exec_dt'];
    };
    expect(await executeAt({ calldt: '2026-03-11T15:00:00' })).toBe('2026-03-11 15:00:00');
    expect(await executeAt({ calldt: '2026-03-11T15:00:00', calldelay: '90' })).toBe('2026-03-11 12:01:30');
    expect(await ask('callback_add', { ...order, calldt: '2026-03-11T25:00:00' })).toBe('Parameter calldt – Incorrect');
  });

  it('a hastened clock brings a task with three tries to its end in a moment', async () => {
    const { clock } = await started();
    clock.speed = 5000;
    const id = String(await ask('callback_add', { ...order, cgpn: '79750120119', trycount: '3' }));
    const state = async () => ((await ask('stat_callback', { task: id })) as Record<string, Pairs>)[id]?.['state'];
    await expect.poll(state).toBe('Не удалось дозвониться');
  });
});

describe('records and files', () => {
  const day = { dtStart: '11.03.2026', dtEnd: '11.03.2026' };
  interface Told {
    dt: string;
    file: string;
    num_a: string;
  }
  const told = async (action: string, days: Pairs = day) =>
    Object.values((await ask(action, days)) as object) as Told[];

  it('a voicemail that is added is told at once, and can be fetched', async () => {
    await started();
    const before = (await told('voicemail_files')).length;
    pbx.addRecord('voicemail', { numberA: '74950001020', seconds: 9, file: { format: 'wav', variant: 1 } });
    const all = await told('voicemail_files');
    expect(all).toHaveLength(before + 1);
    const [added] = all.filter(({ num_a }) => num_a === '74950001020');
    const file = await fetch(added!.file);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'audio/x-wav']);
    expect((await file.arrayBuffer()).byteLength).toBe(44 + 9 * 16_000);
    expect(pbx.fileRequests).toMatchObject([{ status: 200 }]);
  });

  it('an erased one leaves a hole, so the list becomes an object', async () => {
    await started();
    expect(await ask('fax_files', { dtStart: '01.01.2030', dtEnd: '02.01.2030' })).toEqual([]);
    const march = { dtStart: '01.03.2026', dtEnd: '10.03.2026' };
    pbx.addRecord('fax', { startMs: Date.UTC(2026, 2, 1), erased: true });
    expect(Array.isArray(await ask('fax_files', march))).toBe(false);
  });

  it('every kind of file is served', async () => {
    await started();
    const month = { dtStart: '01.02.2026', dtEnd: '11.03.2026' };
    const links = (
      await Promise.all(['call_records', 'fax_files', 'voicemail_files'].map((action) => told(action, month)))
    )
      .flat()
      .filter(({ file }) => file !== null);
    const types = new Set<string | null>();
    // One of each: the letter behind the first _ tells the format.
    const ofEach = new Map(links.map(({ file }) => [/=\w{12}_(\w)/.exec(file)?.[1], file]));
    for (const file of ofEach.values()) {
      const answer = await fetch(file);
      expect((await answer.arrayBuffer()).byteLength).toBe(Number(answer.headers.get('content-length')));
      types.add(answer.headers.get('content-type'));
    }
    expect(types).toEqual(new Set(['audio/mpeg', 'audio/x-wav', 'image/tiff', 'application/pdf']));
  });

  it('links are re-issued; old ones work until they are revoked', async () => {
    await started();
    pbx.addRecord('voicemail', { numberA: '74950001020', file: { format: 'wav', variant: 1 } });
    const link = async () => (await told('voicemail_files')).find(({ num_a }) => num_a === '74950001020')!.file;
    const first = await link();
    pbx.reissueLinks();
    const second = await link();
    expect(second).not.toBe(first);
    const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer()).toString('base64');
    expect(await bytes(first)).toBe(await bytes(second));
    pbx.reissueLinks({ revokeOld: true });
    expect((await fetch(second)).status).toBe(404);
    expect((await fetch(await link())).status).toBe(200);
  });

  it('reordered, late, and identical ones', async () => {
    await started();
    const twin = { startMs: NOON - 60_000, numberA: '74950001020', numberB: '101', seconds: 5 };
    pbx.addRecord('call', twin);
    pbx.addRecord('call', twin);
    const before = await told('call_records');
    expect(before.filter(({ num_a, dt }) => num_a === '74950001020' && dt === '2026-03-11 11:59:00')).toHaveLength(2);
    pbx.orderRecords('newest-first');
    expect(await told('call_records')).toEqual(before.toReversed());
    pbx.delayRecords(86_400_000);
    expect(await told('call_records')).toEqual([]);
  });

  it('an unknown link is no file', async () => {
    await started();
    expect((await fetch(pbx.apiUrl.replace('/api', '/file?file=../../etc/passwd'))).status).toBe(404);
    expect((await fetch(pbx.apiUrl.replace('/api', '/file'))).status).toBe(404);
  });
});

describe('faults', () => {
  it('hit one action, so many times, until they are taken back', async () => {
    await started();
    pbx.fail({ kind: 'html', status: 502 }, { action: 'onlycheck', times: 1 });
    expect(await ask('sip_accounts')).toHaveLength(17);
    expect((await post(form('onlycheck'))).status).toBe(502);
    expect(await ask('onlycheck')).toBe('OK');
    const takeBack = pbx.fail({ kind: 'result', result: false });
    expect(await ask('call_records', { dtStart: '01.03.2026', dtEnd: '01.03.2026' })).toBe(false);
    takeBack();
    expect(await ask('onlycheck')).toBe('OK');
  });

  it('a lost answer leaves the task behind, a reset does not', async () => {
    await started();
    pbx.fail({ kind: 'lost' }, { times: 1 });
    await expect(ask('callback_add', order)).rejects.toThrow();
    expect(pbx.tasks).toHaveLength(1);
    pbx.fail({ kind: 'reset' }, { times: 1 });
    await expect(ask('callback_add', order)).rejects.toThrow();
    expect(pbx.tasks).toHaveLength(1);
    expect(pbx.requests.map(({ fault, carriedOut }) => [fault, carriedOut])).toEqual([
      ['lost', true],
      ['reset', false],
    ]);
  });

  it('stopping ends requests that hang or drip', async () => {
    await started();
    pbx.fail({ kind: 'hang' }, { times: 1 });
    const hanging = ask('onlycheck');
    pbx.fail({ kind: 'slow', everyMs: 20 }, { times: 1 });
    const dripping = ask('onlycheck');
    await expect.poll(() => pbx.requests.length).toBe(2);
    const ends = Promise.allSettled([hanging, dripping]);
    await pbx.stop();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
