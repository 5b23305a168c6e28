import { Failure } from '../contract/errors.ts';
import type { Preferences, ProxyWay } from '../contract/model.ts';
import { isLoopback } from '../vats/address.ts';
import { networkFailure } from '../vats/failure.ts';

interface ProxyOptions {
  preferences(): Pick<Preferences, 'proxy' | 'proxyAddress' | 'proxyUser'>;
  password(): Promise<string | null>;
  /**
   * The system's answer in the form of a PAC file: `PROXY proxy.company:3128; DIRECT`. Not that of the pages' session, whose
   * proxy is the one that keeps the pages off every network.
   */
  system(url: string): Promise<string>;
}

/** Decides for each request which proxy it takes, by the settings as they are now. */
export class Proxy {
  readonly #options: ProxyOptions;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  /**
   * Null: directly, as is everything on this PC itself. Failure `network` with the reason `proxy-kind` where the system
   * wants a proxy of a kind that this app does not speak (SOCKS).
   */
  async for(url: URL): Promise<URL | null> {
    if (isLoopback(url)) return null;
    const { proxy, proxyAddress, proxyUser } = this.#options.preferences();
    if (proxy === 'none') return null;
    if (proxy === 'system') return readPac(await this.#options.system(url.href));
    const address = readProxyAddress(proxyAddress);
    if (proxyUser !== '') {
      address.username = encodeURIComponent(proxyUser);
      address.password = encodeURIComponent((await this.#options.password()) ?? '');
    }
    return address;
  }

  /** Asks what is at the address, and tells by which way it answered. Failures: those of `ask`. */
  async tried(url: URL, ask: () => Promise<unknown>): Promise<ProxyWay> {
    await ask();
    if (isLoopback(url)) return 'this-pc';
    return (await this.for(url)) === null ? 'direct' : 'proxy';
  }
}

/** `proxy.company:3128`, or with `http://` or `https://` before it. Failure `proxy-invalid`. */
export function readProxyAddress(written: string): URL {
  const text = written.trim();
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  const isPlain = url !== null && !/[@?#]/.test(text) && url.pathname === '/';
  // A port is asked for: the scheme's own, 80, is hardly ever meant.
  const hasPort = /:\d+\/?$/.test(text);
  if (!isPlain || !hasPort || !/^https?:$/.test(url.protocol)) throw new Failure('proxy-invalid');
  return url;
}

/** The first that this app can take. */
function readPac(answer: string): URL | null {
  const choices = answer.split(';').map((choice) => choice.trim());
  for (const choice of choices) {
    const [kind = '', host = ''] = choice.split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT' || kind === '') return null;
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    if (scheme && URL.canParse(`${scheme}://${host}`)) return new URL(`${scheme}://${host}`);
  }
  throw networkFailure('proxy-kind', 'not-sent');
}
