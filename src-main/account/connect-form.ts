import type { ConnectForm } from '../contract/model.ts';
import { Failure } from '../contract/errors.ts';
import { isExtension } from '../vats/actions.ts';
import { readApiUrl } from '../vats/address.ts';
import { PbxZone } from '../vats/pbx-time.ts';

export const defaultApiUrl = 'https://lkvats.cifra1.ru/api';
export const defaultTimeZone = 'Europe/Moscow';

/** The form, read and found good. */
export interface Connecting {
  domain: string;
  key: string;
  /** Null: left empty. */
  extension: string | null;
  apiUrl: string;
  timeZone: string;
}

const domainPattern =
  /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/**
 * Reads what was typed into «Подключить ВАТС». Failures, one a field: `domain-empty`, `domain-invalid`, `key-empty`,
 * `key-blanks`, `extension-length`, `address-invalid`, `address-insecure`, `zone-invalid`.
 */
export function readConnectForm(form: ConnectForm): Connecting {
  return {
    domain: readDomain(form.domain),
    key: readKey(form.key),
    extension: readExtension(form.extension),
    apiUrl: readApiUrl(form.apiUrl.trim() || defaultApiUrl).href,
    timeZone: new PbxZone(form.timeZone.trim() || defaultTimeZone).name,
  };
}

/** A domain as typed, without what comes with it from an address bar. Failure `domain-invalid`. */
export function readDomain(text: string): string {
  // People copy it out of the browser's address bar.
  const domain = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  if (domain === '') throw new Failure('domain-empty');
  if (domain.length > 253 || !domainPattern.test(domain)) throw new Failure('domain-invalid');
  return domain;
}

/** Blanks around the key come with copying and are dropped; blanks inside are a mistake that only the person can mend. */
function readKey(text: string): string {
  const key = text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu, '');
  if (key === '') throw new Failure('key-empty');
  if (/\s/u.test(key)) throw new Failure('key-blanks');
  return key;
}

function readExtension(text: string): string | null {
  const extension = text.trim();
  if (extension === '') return null;
  if (!isExtension(extension)) throw new Failure('extension-length');
  return extension;
}
