import type { Session } from 'electron';
import { appOrigin } from './app-path.ts';
import { mediaScheme } from './content-policy.ts';

/**
 * May the renderer ask for this? Only for what main itself serves. The developer tools load their own pages, and only
 * where they can be opened at all.
 */
export function mayRequest(url: string, options: { devTools: boolean }): boolean {
  if (url.startsWith(appOrigin) || url.startsWith(`${mediaScheme}://`)) return true;
  return options.devTools && url.startsWith('devtools://');
}

/** Whatever the page does, nothing of it reaches a network or the disk; main's own requests go another way. */
export function blockNetwork(
  session: Pick<Session, 'webRequest' | 'setProxy' | 'setSpellCheckerEnabled'>,
  options: { devTools: boolean; onDenied(url: string): void },
): void {
  // Would download its dictionaries.
  session.setSpellCheckerEnabled(false);
  // TURN over TCP passes by content policy and requests, but not by the proxy: here nobody listens.
  void session.setProxy({ proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const allowed = mayRequest(url, options);
    if (!allowed) options.onDenied(url);
    answer({ cancel: !allowed });
  });
}
