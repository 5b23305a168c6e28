import { Failure, type ErrorCode, type Params } from '../contract/errors.ts';

/**
 * What is certain about a request that failed:
 * - `not-sent`: no byte of it reached the server (name not found, connection refused, TLS refused, …);
 * - `answered`: the API itself answered, and refused it;
 * - `unknown`: anything in between. The server may have done what was asked.
 *
 * `callback_add` lives by it: `unknown` is settled by asking the PBX, never by sending again.
 */
export type Delivery = 'not-sent' | 'unknown' | 'answered';

/** `params.reason` of `network`. `aborted` is the caller's own doing (its signal, or `close()`): nothing to show. */
export type NetworkReason =
  | 'refused'
  | 'dns'
  | 'timeout'
  | 'tls'
  | 'reset'
  | 'offline'
  | 'aborted'
  /** The proxy: not reached, wants a name and password, lets nobody through to there, is of an unknown kind. */
  | 'proxy'
  | 'proxy-auth'
  | 'proxy-denied'
  | 'proxy-kind'
  | 'other';

/** `params.reason` of `bad-answer`, for diagnostics. */
export type BadAnswerReason = 'empty' | 'html' | 'not-json' | 'wrong-shape' | 'too-large';

/**
 * Everything that the client throws. It never holds the key, the signature or the address with its query, and has no
 * `cause`: an error of the HTTP library would carry all three in its options.
 */
export class VatsFailure extends Failure {
  readonly delivery: Delivery;

  constructor(code: ErrorCode, options: { delivery: Delivery; retry?: boolean; params?: Params }) {
    super(code, options);
    this.name = 'VatsFailure';
    this.delivery = options.delivery;
  }
}

/** The answer cannot be understood: whether the request was carried out is not known. */
export function badAnswer(reason: BadAnswerReason): VatsFailure {
  return new VatsFailure('bad-answer', { delivery: 'unknown', retry: true, params: { reason } });
}

/** An HTTP status other than 2xx; redirects are among them, because a signed request is not carried elsewhere. */
export function httpStatus(status: number): VatsFailure {
  const retry = status >= 500 || status === 408 || status === 429;
  return new VatsFailure('http-status', { delivery: 'unknown', retry, params: { status } });
}

/** No answer. `detail` is the system's own error code (`ECONNRESET`, `CERT_HAS_EXPIRED`), for diagnostics. */
export function networkFailure(reason: NetworkReason, delivery: Delivery, detail?: string): VatsFailure {
  // A certificate does not become valid by asking again; the rest may pass.
  const retry = reason !== 'tls' && reason !== 'aborted';
  return new VatsFailure('network', { delivery, retry, params: { reason, ...(detail && { detail }) } });
}

const reasonsByCode: readonly (readonly [NetworkReason, RegExp])[] = [
  ['proxy', /^PROXY_UNREACHED$/],
  ['proxy-auth', /^PROXY_AUTH$/],
  ['proxy-denied', /^PROXY_DENIED$/],
  ['refused', /^ECONNREFUSED$/],
  ['dns', /^(ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL|EBADNAME)$/],
  ['timeout', /^(ETIMEDOUT|ESOCKETTIMEDOUT)$/],
  ['offline', /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/],
  ['reset', /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_HTTP_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/],
  // OpenSSL's verification errors have no common prefix: DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, …
  ['tls', /^(EPROTO|ERR_TLS_.+|ERR_SSL_.+|CRL_.+|.*CERT.*|UNABLE_TO_.+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))$/],
];

/** Which of the few reasons a system's or library's error code stands for. */
export function reasonOf(code: string | undefined): NetworkReason {
  if (code === undefined) return 'other';
  return reasonsByCode.find(([, codes]) => codes.test(code))?.[0] ?? 'other';
}
