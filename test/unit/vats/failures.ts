import { inspect } from 'node:util';
import { expect } from 'vitest';
import { VatsFailure } from '../../../src-main/vats/failure.ts';
import { secretKey, type StubPbx } from './stub-pbx.ts';

/** How a request failed. It must have failed, by a `VatsFailure`, and that must hold nothing secret. */
export async function failureOf(pbx: StubPbx, promise: Promise<unknown>): Promise<VatsFailure> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(VatsFailure);
  expectNoSecrets(pbx, error as VatsFailure);
  return error as VatsFailure;
}

/** Whatever can be reached from the error by any property: no key, no signature, no address, no number. */
function expectNoSecrets(pbx: StubPbx, error: VatsFailure): void {
  const checks = pbx.requests
    .flatMap(({ pairs }) => pairs.filter(([name]) => name === 'check'))
    .map(([, value]) => value);
  const secrets = [secretKey, '79031112233', 'check=', '/api', ...checks];
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') for (const secret of secrets) expect(value).not.toContain(secret);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) walk((value as Record<PropertyKey, unknown>)[key]);
  };
  walk({ ...error, name: error.name, message: error.message, cause: error.cause, view: error.view() });
  expect(error.cause).toBeUndefined();
  const shown = `${inspect(error, { depth: 20, showHidden: true })} ${error.stack}`;
  for (const secret of [secretKey, ...checks]) expect(shown).not.toContain(secret);
}
