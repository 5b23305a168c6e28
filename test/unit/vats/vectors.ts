import { readFileSync } from 'node:fs';

/** The vectors that PHP computed; copied as they are. */

export interface SignatureVector {
  name: string;
  key: string;
  pairs: [string, string][];
  signed: string;
  check: string;
  query_rfc3986: string;
}

export interface ResponseVector {
  name: string;
  note: string;
  body: string;
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/vectors/${file}`, import.meta.url), 'utf8'));

export const signatures = (read('signature.json') as { vectors: SignatureVector[] }).vectors;
export const responses = (read('responses.json') as { responses: ResponseVector[] }).responses;

/** The body of the answer with that name. */
export function answered(name: string): string {
  const found = responses.find((response) => response.name === name);
  if (!found) throw new Error(`no such answer in responses.json: ${name}`);
  return found.body;
}
