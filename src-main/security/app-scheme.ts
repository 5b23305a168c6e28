import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { appScheme, assetOf } from './app-path.ts';
import { mediaScheme, securityHeaders } from './content-policy.ts';

/** Before `ready`, once: a second call of Electron's would take back the first, so every scheme of ours is here. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    // The bytes are fetched by our page, of another scheme: without CORS nothing of another origin is.
    {
      scheme: mediaScheme,
      privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, corsEnabled: true },
    },
  ]);
}

/** Serves the built renderer, also from inside an asar: hence Electron's own `fs`, and no `file:` request. */
export function serveApp({ protocol }: Session, folder: string): void {
  protocol.handle(appScheme, (request) => answer(folder, request));
}

/** Never rejects: what is not there is 404, whatever the reason. */
export async function answer(folder: string, request: { method: string; url: string }): Promise<Response> {
  const asset = assetOf(folder, request);
  if ('refused' in asset) return refusal(asset.refused);
  try {
    const body = new Uint8Array(await readFile(asset.file));
    return new Response(body, { headers: { ...securityHeaders, 'Content-Type': asset.type } });
  } catch {
    return refusal(404);
  }
}

const refusal = (status: number) =>
  new Response(null, { status, headers: { ...securityHeaders, ...(status === 405 && { Allow: 'GET' }) } });
