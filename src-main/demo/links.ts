import { createHash } from 'node:crypto';

export const fileFormats = ['wav', 'mp3', 'gsm', 'tiff', 'pdf'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** What lies behind a link. It is all in the link itself, so a link from an earlier start still leads to its sound. */
export interface LinkedFile {
  format: FileFormat;
  /** Which voice, or which document. */
  variant: number;
  /** Of sound. */
  seconds: number;
  /** Links are re-issued now and then: same file, another link. */
  issue: number;
}

/** A token with `:` and `_`, shaped like the document's «azdqdqdqzAVt_ujzi-01-uk_bi:53:sb_». */
export function fileToken(file: LinkedFile, secret: string): string {
  const letter = file.format[0] ?? '';
  const body = `${letter}${file.variant.toString(36)}-${String(file.seconds).padStart(2, '0')}-${file.issue.toString(36)}`;
  const seal = sealOf(body, secret);
  return `${seal.slice(0, 12)}_${body}_${seal.slice(12, 14)}:${seal.slice(14, 16)}:${seal.slice(16, 18)}_`;
}

/** Null for a token that this PBX has not issued. */
export function readToken(token: string, secret: string): LinkedFile | null {
  const [, letter, variant, seconds, issue] = /^\w{12}_([a-z])([0-9a-z]+)-(\d+)-([0-9a-z]+)_[\w:]+_$/.exec(token) ?? [];
  const format = fileFormats.find((each) => each.startsWith(letter ?? '?'));
  if (!format || !variant || !seconds || !issue) return null;
  const file = { format, variant: parseInt(variant, 36), seconds: Number(seconds), issue: parseInt(issue, 36) };
  return fileToken(file, secret) === token ? file : null;
}

const sealOf = (body: string, secret: string) => createHash('md5').update(`${body}/${secret}`).digest('hex');
