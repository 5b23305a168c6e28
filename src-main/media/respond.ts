import { Failure, type ErrorCode } from '../contract/errors.ts';
import { mediaType } from './kind.ts';
import type { MediaFile } from './media-file.ts';
import { readRange, type ByteRange } from './range.ts';

/** `MediaLibrary` is one. */
export interface FileSource {
  open(id: string, form: 'playable', options: { signal?: AbortSignal | undefined }): Promise<MediaFile>;
}

export interface MediaRequest {
  method: string;
  url: string;
  headers: Headers;
  signal?: AbortSignal | undefined;
}

/** The two kinds of address: what lies behind must be of that kind. */
const hosts = { recording: 'sound', fax: 'pages' } as const;
/** What an id may consist of; nothing that a path could mean something by. */
const isId = /^[\w:~-][\w:.~-]{0,199}$/;

/** Of every answer. No one else embeds it, nothing in it runs, and Chromium keeps no copy on the disk. */
const securityHeaders = {
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  // The pages are another scheme's, hence of another site.
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

const statuses: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'file-gone': 410,
  'file-untrusted': 403,
  'file-too-large': 413,
  'file-web-page': 415,
  'file-unknown-type': 415,
  'file-unplayable': 415,
  'file-damaged': 502,
  'bad-answer': 502,
  'http-status': 502,
  network: 504,
  'file-not-saved': 507,
};

/**
 * Answers `sputnik-media://recording/<id>` and `sputnik-media://fax/<id>` to the page of `origin`: whole, or the range asked for.
 * Fetches what is not there yet. Never rejects; which failure it was, the page learns by asking through the contract.
 */
export async function respond(files: FileSource, origin: string, request: MediaRequest): Promise<Response> {
  const headers = { ...securityHeaders, 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
  const refuse = (status: number, more: Record<string, string> = {}) =>
    new Response(null, { status, headers: { ...headers, ...more } });
  const from = request.headers.get('origin');
  if (from !== null && from !== origin) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { Allow: 'GET, HEAD' });
  const asked = readAddress(request.url);
  if (!asked) return refuse(404);
  let file: MediaFile;
  try {
    file = await files.open(asked.id, 'playable', { signal: request.signal });
  } catch (error) {
    return refuse((error instanceof Failure && statuses[error.code]) || 500);
  }
  const answered = answerOf(file, asked.of, request);
  if (answered.bytes === null) await file.close();
  const body = answered.bytes && streamOf(file, answered.bytes);
  return new Response(body, { status: answered.status, headers: { ...headers, ...answered.headers } });
}

function readAddress(address: string): { id: string; of: 'sound' | 'pages' } | null {
  try {
    const url = new URL(address);
    const id = decodeURIComponent(url.pathname.slice(1));
    const of = Object.hasOwn(hosts, url.host) ? hosts[url.host as keyof typeof hosts] : null;
    return of && isId.test(id) && url.username === '' ? { id, of } : null;
  } catch {
    return null;
  }
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  /** What the body consists of; null: there is none. */
  bytes: ByteRange | null;
}

function answerOf({ kind, size }: MediaFile, of: 'sound' | 'pages', request: MediaRequest): Answer {
  if (kind.of !== of) return { status: 415, headers: {}, bytes: null };
  const range = readRange(request.headers.get('range'), size);
  const headers = { 'Content-Type': mediaType(kind), 'Accept-Ranges': 'bytes' };
  if (range === 'none')
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` }, bytes: null };
  const { start, end } = range === 'all' ? { start: 0, end: size } : range;
  const bytes = request.method === 'HEAD' ? null : { start, end };
  const told = { ...headers, 'Content-Length': String(end - start) };
  if (range === 'all') return { status: 200, headers: told, bytes };
  return { status: 206, headers: { ...told, 'Content-Range': `bytes ${start}-${end - 1}/${size}` }, bytes };
}

/** Reads no further than is asked for, and closes the file at the end, whoever comes to it first. */
function streamOf(file: MediaFile, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  const pieces = file.read(start, end);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (!done) return controller.enqueue(value);
          await file.close();
          controller.close();
        } catch (error) {
          await file.close();
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
        await file.close();
      },
    },
    { highWaterMark: 0 },
  );
}
