import { secretsVersion, type SecretsContent } from './file.ts';
import { assertStrong, newDerivation, PassphraseSeal } from './passphrase.ts';
import { closeAll } from './seal.ts';

type Protected = Extract<SecretsContent, { keeping: 'passphrase' }>;

/** Opens with the right passphrase only. It is beside the entries, not one of them. */
const checkName = ':check';

/** What to write so that `values` open with the passphrase only. Failure `passphrase-weak`. */
export async function protectValues(
  passphrase: string,
  values: ReadonlyMap<string, string>,
): Promise<{ seal: PassphraseSeal; content: Protected }> {
  assertStrong(passphrase);
  const derivation = newDerivation();
  const seal = await PassphraseSeal.derive(passphrase, derivation);
  const check = (await seal.close(checkName, 'check')).toString('base64');
  const entries = await closeAll(seal, values);
  return { seal, content: { version: secretsVersion, keeping: 'passphrase', derivation, check, entries } };
}

/** Failure `passphrase-wrong`. */
export async function unlockWith(passphrase: string, { derivation, check }: Protected): Promise<PassphraseSeal> {
  const seal = await PassphraseSeal.derive(passphrase, derivation);
  try {
    await seal.open(checkName, Buffer.from(check, 'base64'));
    return seal;
  } catch (wrong) {
    seal.forget();
    throw wrong;
  }
}
