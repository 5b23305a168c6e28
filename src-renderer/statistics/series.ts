/** What calls are made of, from the axis outwards. */
export const seriesNames = ['answered', 'out', 'internal', 'missed'] as const;
export type SeriesName = (typeof seriesNames)[number];

interface Counts {
  in: number;
  out: number;
  internal: number;
  missed: number;
}

export const seriesOf = (counts: Counts): Record<SeriesName, number> => ({
  answered: counts.in - counts.missed,
  out: counts.out,
  internal: counts.internal,
  missed: counts.missed,
});

/** The end of an axis: the next of 1, 2, 4, 5 or 10 times a power of ten, even so that its middle is whole. */
export function axisEnd(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(2, most)));
  const factor = [1, 2, 4, 6, 8, 10].find((each) => each * power >= most) ?? 10;
  return Math.max(2, factor * power);
}
