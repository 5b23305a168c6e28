import { extname, join } from 'node:path';

/** `app://sputnik/`: scheme and host of our own pages, with the slash. */
export const appScheme = 'app';
export const appHost = 'sputnik';
export const appOrigin = `${appScheme}://${appHost}/`;

/** The kinds of files that a build of the renderer holds. Of any other there is none. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export type Asset = { file: string; type: string } | { refused: 400 | 404 | 405 };

/** What a file or folder of a build may be called: no dot in front, hence no `..`; no slash of any system; no colon. */
const plainName = /^[\w-][\w.-]*$/;

/** Which file under `root` a request is for, or the HTTP status that refuses it. Touches no disk. */
export function assetOf(root: string, request: { method: string; url: string }): Asset {
  if (request.method !== 'GET') return { refused: 405 };
  let url: URL;
  let path: string;
  try {
    url = new URL(request.url);
    path = decodeURIComponent(url.pathname);
  } catch {
    return { refused: 400 };
  }
  if (url.protocol !== `${appScheme}:` || url.host !== appHost || url.username !== '' || url.password !== '')
    return { refused: 404 };
  const names = path === '/' ? ['index.html'] : path.slice(1).split('/');
  if (!path.startsWith('/') || !names.every((name) => plainName.test(name))) return { refused: 404 };
  const type = types[extname(names.at(-1) ?? '').toLowerCase()];
  return type === undefined ? { refused: 404 } : { file: join(root, ...names), type };
}
