import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { DemoClock } from '../../src-main/demo/clock.ts';
import type { DemoPbxOptions } from '../../src-main/demo/options.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { VatsClient, type VatsClientOptions } from '../../src-main/vats/client.ts';
import { VatsFailure } from '../../src-main/vats/failure.ts';

/** A Wednesday, noon in Moscow. */
export const NOON = Date.UTC(2026, 2, 11, 9);
export const TODAY = '2026-03-11';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

export interface Setting {
  pbx: DemoPbx;
  clock: DemoClock;
  client: VatsClient;
  /** Another client of the same PBX. */
  clientWith(options: Partial<VatsClientOptions>): VatsClient;
}

/** The real client, and a PBX that refuses all that it only noted otherwise. Its clock moves by `advance` alone. */
export async function setUp(of: { pbx?: DemoPbxOptions; client?: Partial<VatsClientOptions> } = {}): Promise<Setting> {
  const clock = new DemoClock({ startMs: NOON, speed: 0 });
  const mediaDir = fileURLToPath(new URL('../../resources/demo', import.meta.url));
  const pbx = new DemoPbx({ clock, mediaDir, arrivals: null, strict: true, ...of.pbx });
  const { apiUrl } = await pbx.start();
  ends.push(() => pbx.stop());
  const clientWith = (options: Partial<VatsClientOptions>) => {
    const client = new VatsClient({
      apiUrl,
      domain: pbx.domain,
      timeZone: pbx.timeZone,
      transport: 'post',
      key: () => pbx.key,
      retries: { limit: 2, firstWaitMs: 2 },
      ...options,
    });
    ends.push(() => client.close());
    return client;
  };
  return { pbx, clock, client: clientWith(of.client ?? {}), clientWith };
}

/** What it fails with; a test that gets an answer instead fails. */
export async function failureOf(
  asked: Promise<unknown>,
): Promise<Pick<VatsFailure, 'code' | 'delivery' | 'params' | 'retry'>> {
  const outcome = await asked.then(
    (answer: unknown) => ({ answer }),
    (error: unknown) => error,
  );
  if (!(outcome instanceof VatsFailure)) throw new Error(`no VatsFailure: ${JSON.stringify(outcome)}`);
  const { code, delivery, params, retry } = outcome;
  return { code, delivery, params, retry };
}
