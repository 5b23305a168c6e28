import { isIPv4 } from 'node:net';
import { Failure } from '../contract/errors.ts';

/**
 * Reads the API's address as it was typed or stored. The document's samples hold a blank («… / api»), and people paste
 * them, so blanks are dropped. A path and a query are kept, a fragment is not.
 *
 * Throws `address-invalid` for what is no web address or holds a password, `address-insecure` for plain `http` to
 * another computer: whoever listens there could replay the signed request.
 */
export function readApiUrl(text: string): URL {
  const compact = text.replace(/\s+/gu, '');
  const url = URL.canParse(compact) ? new URL(compact) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password) {
    throw new Failure('address-invalid');
  }
  if (url.protocol === 'http:' && !isLoopback(url)) throw new Failure('address-insecure');
  url.hash = '';
  return url;
}

/** The address is this very computer: 127.0.0.0/8, ::1 or `localhost`. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}
