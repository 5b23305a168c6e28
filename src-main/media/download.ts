import got, { TimeoutError, type Delays, type Request, type Response } from 'got';
import { Failure } from '../contract/errors.ts';
import type { Agents } from '../vats/exchange.ts';
import { httpStatus, networkFailure, reasonOf } from '../vats/failure.ts';
import { trustedLink, type Trust } from './trusted.ts';

export interface DownloadLimits {
  /** 200 MB: a day of telephone sound as MP3. */
  maxBytes: number;
  /** Each in milliseconds; `socket` is silence in between, `request` all of it. */
  timeouts: Delays;
}

export const defaultDownloadLimits: DownloadLimits = {
  maxBytes: 200 * 1024 * 1024,
  timeouts: {
    lookup: 5_000,
    connect: 10_000,
    secureConnect: 10_000,
    send: 10_000,
    response: 30_000,
    socket: 30_000,
    request: 30 * 60_000,
  },
};

export interface Progress {
  receivedBytes: number;
  /** Null: the server does not say. */
  totalBytes: number | null;
}

export interface DownloadOptions {
  trust: Trust;
  limits: DownloadLimits;
  signal: AbortSignal;
  agents?: Agents | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

const mostRedirects = 3;
/** The server knows the link no more, or never did: other than a server that is broken. */
const goneStatuses = new Set([401, 403, 404, 410]);
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * The bytes behind a link that the PBX gave. A redirect is followed only to where the link itself might have led; no
 * credentials, cookies or retries. What the caller leaves unread is broken off.
 *
 * Failures `file-untrusted`, `file-gone`, `file-too-large`, `http-status`, `network` (`aborted` among its reasons). None has
 * the link in it: whoever has the link has the recording.
 */
export async function* download(link: string, options: DownloadOptions): AsyncGenerator<Buffer> {
  let url = trustedLink(link, options.trust);
  for (let redirected = 0; ; redirected += 1) {
    const { stream, head } = await ask(url, options);
    try {
      const next = redirects.has(head.statusCode) ? head.headers.location : undefined;
      if (next === undefined) {
        yield* bodyOf(stream, head, options);
        return;
      }
      if (redirected === mostRedirects) throw httpStatus(head.statusCode);
      url = trustedLink(URL.canParse(next, url.href) ? new URL(next, url).href : next, options.trust);
    } finally {
      stream.destroy();
    }
  }
}

async function ask(url: URL, options: DownloadOptions): Promise<{ stream: Request; head: Response }> {
  const stream = got.stream(url, {
    ...(options.agents && { agent: options.agents }),
    signal: options.signal,
    // Compressed sound is no smaller, and the length would be that of something else.
    headers: { 'user-agent': 'vats-sputnik', accept: '*/*', 'accept-encoding': 'identity' },
    timeout: { ...options.limits.timeouts },
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  });
  try {
    const head = await new Promise<Response>((resolve, reject) => {
      stream.once('response', resolve);
      // Stays: errors that come later are met where the body is read, and must not end the program.
      stream.on('error', reject);
    });
    return { stream, head };
  } catch (error) {
    stream.destroy();
    throw asFailure(error, options.signal);
  }
}

async function* bodyOf(stream: Request, head: Response, options: DownloadOptions): AsyncGenerator<Buffer> {
  const { statusCode } = head;
  if (goneStatuses.has(statusCode)) throw new Failure('file-gone', { params: { status: statusCode } });
  if (statusCode !== 200) throw httpStatus(statusCode);
  const { maxBytes } = options.limits;
  const totalBytes = toldLength(head);
  if (totalBytes !== null && totalBytes > maxBytes) throw tooLarge(maxBytes);
  let receivedBytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      receivedBytes += piece.length;
      if (receivedBytes > maxBytes) throw tooLarge(maxBytes);
      yield piece;
      options.onProgress?.({ receivedBytes, totalBytes });
    }
  } catch (error) {
    throw error instanceof Failure ? error : asFailure(error, options.signal);
  }
  // Broken off at the very end, some servers' ways of hanging up look like the end of the body.
  if (totalBytes !== null && receivedBytes < totalBytes) throw networkFailure('reset', 'unknown');
}

function toldLength({ headers }: Response): number | null {
  const told = Number(headers['content-length'] ?? NaN);
  return headers['content-encoding'] === undefined && Number.isSafeInteger(told) && told >= 0 ? told : null;
}

const tooLarge = (maxBytes: number) =>
  new Failure('file-too-large', { params: { limitMb: Math.floor(maxBytes / 1024 / 1024) } });

/** Without the library's error: its options hold the link. */
function asFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return networkFailure('aborted', 'unknown');
  if (error instanceof TimeoutError) {
    return networkFailure('timeout', 'unknown', `TIMEOUT_${error.event.toUpperCase()}`);
  }
  const code = (error as { code?: unknown } | null)?.code;
  const detail = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
  return networkFailure(reasonOf(detail), 'unknown', detail);
}
