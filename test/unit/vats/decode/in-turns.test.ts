import { expect, it } from 'vitest';
import { decodeRecords, decodeRecordsInTurns } from '../../../../src-main/vats/decode/records.ts';
import { PbxZone } from '../../../../src-main/vats/pbx-time.ts';

const zone = new PbxZone('Europe/Moscow');
const record = (n: number) => ({ dt: `2026-03-02 10:${10 + (n % 50)}:00`, num_a: `7916000${n % 7}`, num_b: '101' });
const answer = (result: unknown) => JSON.stringify({ result });

it('a large answer is decoded as at once, and everybody else has a turn in between', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => (n % 100 === 3 ? null : record(n)));
  let turns = 0;
  let done = false;
  const next = () => {
    turns += 1;
    if (!done) setImmediate(next);
  };
  setImmediate(next);
  const decoded = await decodeRecordsInTurns(answer(many), 'call', zone);
  done = true;
  expect(turns).toBeGreaterThanOrEqual(9);
  expect(decoded.rejected).toBe(50);
  expect(decoded).toEqual(decodeRecords(answer(many), 'call', zone));
});

it('what is no answer is refused in the same way', async () => {
  for (const body of ['', '<html>', answer(false), answer([1, 2]), answer('Request is Not Valid')]) {
    const codeOf = (error: unknown) => (error as { code: string }).code;
    const atOnce = await Promise.resolve()
      .then(() => decodeRecords(body, 'fax', zone))
      .catch(codeOf);
    expect(await decodeRecordsInTurns(body, 'fax', zone).catch(codeOf)).toBe(atOnce);
    expect(atOnce).toBeTypeOf('string');
  }
});
