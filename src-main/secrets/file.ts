import { open, readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { putInPlace } from '../whole-file.ts';
import { greatestCost, leastCost } from './passphrase.ts';

/** The layout of secrets.json that this app writes. */
export const secretsVersion = 1;

const Base64 = v.pipe(v.string(), v.maxLength(100_000), v.base64());
const between = (least: number, greatest: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(greatest));

const Entries = v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(200)), Base64);

const KeyStoreFile = v.object({
  version: v.literal(secretsVersion),
  keeping: v.literal('key-store'),
  /** Who kept the key when this was written. Another one cannot open it. */
  backend: v.pipe(v.string(), v.maxLength(100)),
  entries: Entries,
});

const PassphraseFile = v.object({
  version: v.literal(secretsVersion),
  keeping: v.literal('passphrase'),
  derivation: v.object({
    name: v.literal('scrypt'),
    N: v.pipe(
      between(leastCost.N, greatestCost.N),
      v.check((n) => (n & (n - 1)) === 0),
    ),
    r: between(leastCost.r, greatestCost.r),
    p: between(leastCost.p, greatestCost.p),
    salt: Base64,
  }),
  /** Tells a wrong passphrase also where there is no entry yet. */
  check: Base64,
  entries: Entries,
});

export const SecretsContent = v.variant('keeping', [KeyStoreFile, PassphraseFile]);
/** What is on disk: names and ciphertexts only. */
export type SecretsContent = v.InferOutput<typeof SecretsContent>;

export const emptyContent = (backend: string): SecretsContent => ({
  version: secretsVersion,
  keeping: 'key-store',
  backend,
  entries: {},
});

/** A file of the key store without entries says nothing. (One of a passphrase does: there is a passphrase.) */
export const holdsNothing = (content: SecretsContent | null): boolean =>
  content?.keeping === 'key-store' && Object.keys(content.entries).length === 0;

export type ReadSecrets =
  | { found: 'nothing' }
  | { found: 'secrets'; content: SecretsContent }
  /** No JSON, or not this shape. */
  | { found: 'broken' }
  /** A newer app wrote it: not to be touched. */
  | { found: 'newer' }
  /** It is there and may be good, but the system does not let it be read now. */
  | { found: 'unreadable' };

export async function readSecrets(path: string): Promise<ReadSecrets> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return { found: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'unreadable' };
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { found: 'broken' };
  }
  if (v.is(v.object({ version: v.pipe(v.number(), v.minValue(secretsVersion + 1)) }), raw)) return { found: 'newer' };
  const read = v.safeParse(SecretsContent, raw);
  return read.success ? { found: 'secrets', content: read.output } : { found: 'broken' };
}

/** Atomic and on the disk when it returns: after a power cut in the middle, either the old or the new content is there. */
export async function writeSecrets(path: string, content: SecretsContent): Promise<void> {
  const next = `${path}.new`;
  // One that a crash left may have other rights.
  await rm(next, { force: true });
  const file = await open(next, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await putInPlace(next, path);
}
