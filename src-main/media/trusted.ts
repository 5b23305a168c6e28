import { Failure } from '../contract/errors.ts';
import { isLoopback } from '../vats/address.ts';

export interface Trust {
  /** The account's own API. */
  apiUrl: URL;
  /** Hosts that the administrator or the person has allowed besides, as `readFileHost` gives them. */
  allowedHosts: readonly string[];
  /** The person may allow others. */
  mayAllow?: boolean;
}

/**
 * The address behind a link that the PBX gave, if it may be fetched at all (vats-api, «Links to files»): `https`, or `http`
 * to the account's own loopback API; the API's host or an allowed one; no name and password. It goes out as it came in:
 * a link holds `:` and `_` that mean something to the PBX.
 *
 * The port of the API's own host is free over `https`: whoever holds the certificate of that name answers there too. On
 * loopback it is not, because another port there is another program. Throws `file-untrusted` with the `host`;
 * `allowable` is how it would stand among the allowed ones, where the person may put it there.
 */
export function trustedLink(link: string, { apiUrl, allowedHosts, mayAllow = false }: Trust): URL {
  // Blanks and control characters inside would be dropped silently, and another address be asked than the one checked.
  // eslint-disable-next-line no-control-regex
  const plain = link.trim() !== '' && !/[\u0000-\u0020\u007f\\]/.test(link.trim());
  const url = plain && URL.canParse(link.trim()) ? new URL(link.trim()) : null;
  if (!url) throw new Failure('file-untrusted');
  const nameless = url.username === '' && url.password === '';
  if (nameless && (isOwn(url, apiUrl) || isAllowed(url, allowedHosts))) return url;
  const allowable = mayAllow && nameless && isAllowed(url, [url.host]) && url.host.length <= longestHost;
  const host = url.hostname.slice(0, 100);
  throw new Failure('file-untrusted', { params: { host, ...(allowable && { allowable: url.host }) } });
}

/** Of names 253, with a port. */
const longestHost = 259;

function isOwn(url: URL, apiUrl: URL): boolean {
  if (isLoopback(apiUrl)) return url.protocol === apiUrl.protocol && url.host === apiUrl.host;
  return url.protocol === 'https:' && url.hostname === apiUrl.hostname;
}

/** This PC's own services are nobody's to allow: a PBX elsewhere must not make the app ask them. */
function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  if (url.protocol !== 'https:' || isLoopback(url)) return false;
  return allowedHosts.includes(url.host);
}

/** A host as URLs write it: lower case, punycode, no `:443`. Throws `address-invalid` for what is no host alone. */
export function readFileHost(written: string): string {
  const address = `https://${written.trim()}/`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.href !== `https://${url.host}/` || url.host.includes('*')) throw new Failure('address-invalid');
  return url.host;
}
