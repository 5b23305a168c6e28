import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VatsClient, VatsClientOptions } from '../../../src-main/vats/client.ts';
import { failureOf as failureAt } from './failures.ts';
import { hangsUp, says, sends, staysSilent, StubPbx } from './stub-pbx.ts';

const pbx: { current: StubPbx } = { current: new StubPbx() };
beforeEach(async () => {
  pbx.current = new StubPbx();
  await pbx.current.start();
});
afterEach(() => pbx.current.stop());

const failureOf = (promise: Promise<unknown>) => failureAt(pbx.current, promise);
const client = (options: Partial<VatsClientOptions> = {}) => pbx.current.client(options);
const ring = (client: VatsClient) => client.addCallback({ first: 'b', cgpn: '79031112233', cdpn: '101' });

describe('an order whose fate is unknown', () => {
  const unknown: [string, StubPbx['reply'], object][] = [
    [
      'the connection is cut before the answer',
      hangsUp,
      { code: 'network', params: { reason: 'reset', detail: 'ECONNRESET' } },
    ],
    [
      'the connection is cut in the answer',
      (response) => {
        response.writeHead(200, { 'content-length': '400' }).write('{"result":"10');
        setTimeout(() => response.destroy(), 20);
      },
      { code: 'network', params: { reason: 'reset' } },
    ],
    [
      'the connection is cut in an answer of unknown length',
      (response) => {
        response.write('{"result":"10');
        setTimeout(() => response.destroy(), 20);
      },
      { code: 'network', params: { reason: 'reset' } },
    ],
    [
      'the answer does not come in time',
      staysSilent,
      { code: 'network', params: { reason: 'timeout', detail: 'TIMEOUT_RESPONSE' } },
    ],
    [
      'the answer drips',
      (response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      },
      { code: 'network', params: { reason: 'timeout', detail: 'TIMEOUT_READ' } },
    ],
    ['a gateway answers', sends(502, '<html>Bad Gateway</html>'), { code: 'http-status', params: { status: 502 } }],
    ['a page comes', sends(200, '<html>Log in</html>'), { code: 'bad-answer', params: { reason: 'html' } }],
    [
      'a PHP notice comes first',
      sends(200, '<b>Notice</b>\n{"result":"7"}'),
      { code: 'bad-answer', params: { reason: 'html' } },
    ],
    ['the JSON is cut off', sends(200, '{"result":"10'), { code: 'bad-answer', params: { reason: 'not-json' } }],
    ['nothing comes', sends(200), { code: 'bad-answer', params: { reason: 'empty' } }],
    ['the answer is no id', says(false), { code: 'bad-answer', params: { reason: 'wrong-shape' } }],
    ['it is sent elsewhere', sends(307, '', { location: '/other' }), { code: 'http-status', params: { status: 307 } }],
    [
      'the answer is no HTTP',
      (response) => response.socket?.end('SIP/2.0 200 OK\r\n\r\n'),
      { code: 'network', params: { reason: 'other' } },
    ],
    ['the packing of the answer is broken', sends(200, 'no gzip', { 'content-encoding': 'gzip' }), { code: 'network' }],
  ];
  for (const [what, reply, expected] of unknown) {
    it(`because ${what}, is sent once and does not invite to try again`, async () => {
      pbx.current.reply = reply;
      const failure = await failureOf(ring(client({ timeouts: { response: 200, read: 200 } })));
      expect(failure).toMatchObject({ delivery: 'unknown', retry: false, ...expected });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(pbx.current.requests).toHaveLength(1);
    });
  }

  it('because the client was closed under way', async () => {
    const closing = client();
    pbx.current.reply = () => closing.close();
    expect(await failureOf(ring(closing))).toMatchObject({ delivery: 'unknown', params: { reason: 'aborted' } });
  });
});

describe('an order that was refused', () => {
  for (const [text, code] of [
    ['Request is Not Valid', 'bad-signature'],
    ['Parameter cgpn – Incorrect', 'bad-parameter'],
    ['Нет денег', 'server-message'],
  ] as const) {
    it(`with «${text}» was answered, once`, async () => {
      pbx.current.reply = says(text);
      expect(await failureOf(ring(client()))).toMatchObject({ code, delivery: 'answered', retry: false });
      expect(pbx.current.requests).toHaveLength(1);
    });
  }
});
