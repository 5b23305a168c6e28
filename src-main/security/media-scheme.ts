import type { Session } from 'electron';
import { appHost, appScheme } from './app-path.ts';
import { mediaScheme } from './content-policy.ts';

const ownOrigin = `${appScheme}://${appHost}`;

/** Answers one request for a recording or a fax of the page of that origin; never rejects. */
type Respond = (origin: string, request: Request) => Promise<Response>;

/**
 * Streams recordings and faxes to our own page, and to nobody else. Who asks is not told to a scheme's handler (Chromium
 * sends custom schemes neither `Origin` nor `Referer`), so it is looked at one step earlier; a worker counts as its page.
 */
export function serveMedia(
  { protocol, webRequest }: Pick<Session, 'protocol' | 'webRequest'>,
  options: { respond: Respond; onDenied(what: string): void },
): void {
  webRequest.onBeforeSendHeaders({ urls: [`${mediaScheme}://*/*`] }, ({ frame }, answer) => {
    const cancel = frame?.origin !== ownOrigin;
    if (cancel) options.onDenied('media');
    answer({ cancel });
  });
  protocol.handle(mediaScheme, (request) => options.respond(ownOrigin, request));
}
