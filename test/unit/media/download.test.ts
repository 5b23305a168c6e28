import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import {
  defaultDownloadLimits,
  download,
  type DownloadOptions,
  type Progress,
} from '../../../src-main/media/download.ts';
import { FileServer } from './support/file-server.ts';
import { bytesOf, wavOf } from './support/files.ts';

let pbx: FileServer;
let other: FileServer;
beforeEach(async () => void ([pbx, other] = [await new FileServer().start(), await new FileServer().start()]));
afterEach(async () => {
  await pbx.stop();
  await other.stop();
});

const path = '/file?file=azdq_secret:53:sb_';
const wav = wavOf('download', 300_000);

function options(
  more: Partial<DownloadOptions> = {},
  limits: Partial<DownloadOptions['limits']> = {},
): DownloadOptions {
  return {
    trust: { apiUrl: new URL(`${pbx.origin}/api`), allowedHosts: [] },
    limits: { ...defaultDownloadLimits, ...limits },
    signal: new AbortController().signal,
    ...more,
  };
}

const fetched = (link: string, given = options()) => bytesOf(download(link, given));

/** It failed, and nothing that can be seen of the failure holds the link. */
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret');
  expect((error as Failure).cause).toBeUndefined();
  return error as Failure;
}

describe('a file', () => {
  it('comes as it is, with progress; the link goes out as it came, with nothing of ours', async () => {
    pbx.serve = (response) =>
      response.writeHead(200, { 'content-length': wav.length, 'content-type': 'text/html' }).end(wav);
    const progress: Progress[] = [];
    expect((await fetched(pbx.origin + path, options({ onProgress: (p) => progress.push(p) }))).equals(wav)).toBe(true);
    expect(pbx.requests[0]?.url).toBe(path);
    expect(pbx.requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    for (const name of ['cookie', 'authorization', 'referer', 'origin'])
      expect(pbx.requests[0]?.headers).not.toHaveProperty(name);
    expect(progress.at(-1)).toEqual({ receivedBytes: wav.length, totalBytes: wav.length });
    expect(progress.map((p) => p.receivedBytes)).toEqual(
      [...progress.map((p) => p.receivedBytes)].sort((a, b) => a - b),
    );
  });

  it('comes also without a length', async () => {
    pbx.serve = (response) => response.writeHead(200).end(wav);
    const progress: Progress[] = [];
    expect((await fetched(pbx.origin + path, options({ onProgress: (p) => progress.push(p) }))).equals(wav)).toBe(true);
    pbx.serve = (response) => {
      response.write(wav.subarray(0, 1000));
      response.end(wav.subarray(1000));
    };
    await fetched(pbx.origin + path, options({ onProgress: (p) => progress.push(p) }));
    expect(progress.at(-1)).toEqual({ receivedBytes: wav.length, totalBytes: null });
  });

  it.each([301, 302, 303, 307, 308])('may be moved (%i) on the PBX itself', async (status) => {
    pbx.serve = (response, { url }) =>
      url === path ? response.writeHead(status, { location: '/store/1?x=1' }).end() : response.writeHead(200).end(wav);
    expect((await fetched(pbx.origin + path)).equals(wav)).toBe(true);
    expect(pbx.requests.map(({ url }) => url)).toEqual([path, '/store/1?x=1']);
  });

  it.each([401, 403, 404, 410])('that the server knows no more (%i) is gone', async (status) => {
    pbx.serve = (response) => response.writeHead(status).end('<html>');
    expect(await failureOf(fetched(pbx.origin + path))).toMatchObject({ code: 'file-gone', params: { status } });
  });

  it.each([204, 206, 300, 304, 500, 503])('with status %i is none', async (status) => {
    pbx.serve = (response) => response.writeHead(status).end();
    expect(await failureOf(fetched(pbx.origin + path))).toMatchObject({ code: 'http-status', params: { status } });
  });
});

describe('a hostile server', () => {
  it('that sends elsewhere: nobody there is asked', async () => {
    other.serve = (response) => response.writeHead(200).end(wav);
    for (const location of [
      `${other.origin}/secret`,
      `//127.0.0.1:${new URL(other.origin).port}/secret`,
      'http://[::1]:9/secret',
      'https://evil.example/secret',
      'http://user:word@127.0.0.1/secret',
      `${pbx.origin.replace('//', '//user@')}/secret`,
      'file:///etc/secret',
      'data:,secret',
      'http://%zz/secret',
    ]) {
      pbx.serve = (response) => response.writeHead(302, { location }).end();
      expect((await failureOf(fetched(pbx.origin + path))).code).toBe('file-untrusted');
    }
    expect(other.requests).toEqual([]);
  });

  it('that sends round in circles', async () => {
    pbx.serve = (response) => response.writeHead(302, { location: path }).end();
    expect((await failureOf(fetched(pbx.origin + path))).code).toBe('http-status');
    expect(pbx.requests.length).toBeLessThan(6);
  });

  it('that says at once it is too much: not a byte is read', async () => {
    pbx.serve = (response) => response.writeHead(200, { 'content-length': 10_001 }).write(Buffer.alloc(100));
    const progress: Progress[] = [];
    const work = fetched(pbx.origin + path, options({ onProgress: (p) => progress.push(p) }, { maxBytes: 10_000 }));
    expect(await failureOf(work)).toMatchObject({ code: 'file-too-large', retry: false });
    expect(progress).toEqual([]);
  });

  it('that never ends is cut off at the limit', async () => {
    let gone = false;
    pbx.serve = (response) => {
      response.on('close', () => (gone = true));
      const more = (): void => void (!gone && response.write(Buffer.alloc(64 * 1024), () => setImmediate(more)));
      more();
    };
    const work = fetched(pbx.origin + path, options({}, { maxBytes: 3 * 1024 * 1024 }));
    expect(await failureOf(work)).toMatchObject({ code: 'file-too-large', params: { limitMb: 3 } });
    await expect.poll(() => gone).toBe(true);
  });

  it('that says nothing, or stops in the middle, or drips for ever', async () => {
    const short = { timeouts: { response: 150, socket: 150, request: 600 } };
    pbx.serve = () => undefined;
    expect(await failureOf(fetched(pbx.origin + path, options({}, short)))).toMatchObject({
      code: 'network',
      params: { reason: 'timeout' },
    });
    pbx.serve = (response) => response.writeHead(200).write(wav.subarray(0, 1000));
    expect(await failureOf(fetched(pbx.origin + path, options({}, short)))).toMatchObject({
      code: 'network',
      params: { reason: 'timeout' },
    });
    pbx.serve = (response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await failureOf(fetched(pbx.origin + path, options({}, short)))).toMatchObject({
      code: 'network',
      params: { reason: 'timeout' },
    });
  });

  it('that hangs up: half a file is no file', async () => {
    pbx.serve = (response) => response.destroy();
    expect(await failureOf(fetched(pbx.origin + path))).toMatchObject({ code: 'network', params: { reason: 'reset' } });
    pbx.serve = (response) => {
      response.writeHead(200, { 'content-length': wav.length });
      response.write(wav.subarray(0, 100_000), () => response.destroy());
    };
    expect(await failureOf(fetched(pbx.origin + path))).toMatchObject({ code: 'network', retry: true });
    pbx.serve = (response) => response.write(wav.subarray(0, 100_000), () => response.destroy());
    expect(await failureOf(fetched(pbx.origin + path))).toMatchObject({ code: 'network', retry: true });
  });

  it('that is not there', async () => {
    const link = pbx.origin + path;
    const given = options();
    await pbx.stop();
    expect(await failureOf(fetched(link, given))).toMatchObject({ code: 'network', params: { reason: 'refused' } });
    await pbx.start();
  });
});

it('is broken off when nobody wants it any more', async () => {
  let gone = 0;
  pbx.serve = (response) => {
    response.on('close', () => (gone += 1));
    response.writeHead(200, { 'content-length': wav.length }).write(wav.subarray(0, 1000));
  };
  const control = new AbortController();
  const work = fetched(pbx.origin + path, options({ signal: control.signal, onProgress: () => control.abort() }));
  expect(await failureOf(work)).toMatchObject({ code: 'network', retry: false, params: { reason: 'aborted' } });
  for await (const piece of download(pbx.origin + path, options())) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => gone).toBe(2);
});
