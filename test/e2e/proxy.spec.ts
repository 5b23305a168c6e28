import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, expect, test } from './sputnik.ts';

test('the exchange is asked through the proxy of the system', async ({ start, pbx }) => {
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(String(request.url));
    // The app may hang up before it has the answer.
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 407 Who are you\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const before = process.env['HTTPS_PROXY'];
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    const { page } = await start();
    await connect(page, pbx, { apiUrl: 'https://pbx.example/api' });
    await expect.poll(() => asked).toContain('pbx.example:443');
  } finally {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
    proxy.close();
  }
});
