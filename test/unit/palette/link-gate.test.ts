import { expect, it } from 'vitest';
import { readLink, type LinkResult } from '../../../src-main/links/read-link.ts';
import { LinkGate } from '../../../src-main/palette/link-gate.ts';
import { TestClock } from '../../support/test-clock.ts';

function gate() {
  const clock = new TestClock();
  const palette = { open: false, filled: [] as LinkResult[] };
  const links = new LinkGate({
    clock,
    isOpen: () => palette.open,
    open: (link) => {
      palette.open = true;
      palette.filled.push(link);
    },
  });
  return { clock, palette, links };
}
const link = (last: number) => readLink(`tel:+7495${String(last).padStart(7, '0')}`);

it('one link comes at once, and the next when the first was read', async () => {
  const { clock, palette, links } = gate();
  links.arrive(link(1));
  expect(palette.filled).toEqual([link(1)]);
  await clock.pass(1_000);
  palette.open = false;
  links.arrive(link(2));
  expect(palette.filled).toEqual([link(1), link(2)]);
});

it('of a thousand in a second only the first and the last are seen', async () => {
  const { clock, palette, links } = gate();
  for (let n = 0; n < 1_000; n++) links.arrive(link(n));
  expect(palette.filled).toEqual([link(0)]);
  await clock.pass(1_000);
  expect(palette.filled).toEqual([link(0), link(999)]);
});

it('what was put away no flood brings back', async () => {
  const { clock, palette, links } = gate();
  links.arrive(link(0));
  palette.open = false;
  for (let n = 0; n < 100; n++) {
    links.arrive(link(n));
    await clock.pass(300);
  }
  expect(palette.filled).toHaveLength(1);
  await clock.pass(2_000);
  links.arrive(link(7));
  expect(palette.filled).toEqual([link(0), link(7)]);
});
