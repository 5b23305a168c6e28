import type { Session } from 'electron';
import { appHost, appScheme } from './app-path.ts';
import { mediaScheme } from './content-policy.ts';

/** Answers one request for a recording or a fax; never rejects. */
type Respond = (origin: string, request: Request) => Promise<Response>;

/** Streams recordings and faxes to our own page. `respond` is the media room's; null before an account is at work. */
export function serveMedia({ protocol }: Session, respond: Respond): void {
  protocol.handle(mediaScheme, (request) => respond(`${appScheme}://${appHost}`, request));
}
