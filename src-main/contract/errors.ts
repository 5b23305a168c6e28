/**
 * Every way in which something can go wrong that a person is told about. The sentence for each code lives in the
 * renderer's `i18n/`; a code without a sentence fails the type check.
 */
export const errorCodes = [
  // The PBX, answering: vats-api, «Стандартные ошибочные ответы».
  'bad-signature',
  'unknown-domain',
  'unknown-action',
  'unknown-task',
  'bad-parameter',
  'server-message',
  'bad-answer',
  'http-status',
  // The PBX, not answering. `network` covers everything below HTTP; `params.reason` tells which.
  'network',
  // What was typed in.
  'number-empty',
  'number-impossible',
  'number-emergency',
  'number-extension',
  'extension-length',
  'own-number-missing',
  'address-invalid',
  'address-insecure',
  'domain-empty',
  'domain-invalid',
  'key-empty',
  'key-blanks',
  'zone-invalid',
  'proxy-invalid',
  'contact-empty',
  'text-too-long',
  // Files of contacts, and contacts that are one.
  'import-unreadable',
  'import-workbook',
  'import-not-text',
  'import-empty',
  'import-too-large',
  'import-rows-max',
  'import-row-too-long',
  'import-changed',
  'import-busy',
  'merge-too-much',
  'merge-stale',
  // A link or a command line with a number.
  'link-foreign',
  'link-several',
  'link-code',
  // Exports.
  'export-busy',
  'export-too-long',
  'folder-not-writable',
  'saved-gone',
  // Calling.
  'order-repeated',
  'order-not-cancellable',
  'order-not-changeable',
  'time-past',
  'time-too-far',
  // Account and secrets.
  'no-account',
  'account-changed',
  'key-missing',
  'key-store-locked',
  'passphrase-wrong',
  'passphrase-weak',
  // The encrypted database.
  'cache-newer',
  'cache-corrupt',
  'cache-readonly',
  'cache-full',
  'cache-key-wrong',
  /** Its file is gone; what a backup held is there. */
  'cache-missing',
  'cache-closed',
  // Recordings and faxes.
  'file-untrusted',
  'file-gone',
  'file-too-large',
  'file-web-page',
  'file-unknown-type',
  'file-unplayable',
  'file-damaged',
  'file-not-saved',
  // Told at start: what became of files that could not be used. `params.file` is where the old one was put.
  'settings-broken',
  'settings-repaired',
  'settings-unreadable',
  'settings-not-saved',
  'secrets-broken',
  'secrets-not-saved',
  'secrets-newer',
  'secrets-unreadable',
  // The administrator's policy. `params.file` is where it lies, `params.fields` what in it is wrong.
  'policy-locked',
  'policy-demo',
  'policy-one-account',
  'policy-account',
  'policy-untrusted',
  'policy-unreadable',
  'policy-broken',
  'policy-fields',
  'policy-secret',
  // The system.
  'shortcut-taken',
  'shortcut-unknown',
  'system-refused',
  // The IPC door.
  'foreign-sender',
  'unknown-call',
  'bad-input',
  'not-found',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Values for the sentence: a parameter's name, an HTTP status, a server's text already cut to 200 characters. */
export type Params = Record<string, string | number>;

/** What crosses the border to the renderer: never a stack, never a secret. */
export interface ErrorView {
  code: ErrorCode;
  /** The same request may well succeed later, unchanged. */
  retry: boolean;
  params?: Params;
}

/** A failure with a code that has a sentence. Everything else that is thrown is a defect and becomes `internal`. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly retry: boolean;
  readonly params: Params | undefined;

  constructor(code: ErrorCode, options: { retry?: boolean; params?: Params; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retry = options.retry ?? false;
    this.params = options.params;
  }

  view(): ErrorView {
    return { code: this.code, retry: this.retry, ...(this.params && { params: this.params }) };
  }
}
