import { describe, expect, it } from 'vitest';
import { barsPath, peaksOf } from '../../../src-renderer/media/waveform.ts';

const tone = (length: number, loudness: (at: number) => number) =>
  Float32Array.from({ length }, (_, at) => (at % 2 === 0 ? 1 : -1) * loudness(at));

describe('the loudness of a sound over time', () => {
  it('is 1 where it is loudest, and in proportion elsewhere', () => {
    const peaks = peaksOf([tone(4000, (at) => (at < 1000 ? 0.2 : at < 2000 ? 0.4 : 0))], 4);
    expect(peaks.map((peak) => Math.round(peak * 100))).toEqual([50, 100, 0, 0]);
  });

  it('takes the louder of two channels: each may be one of the two who talk', () => {
    const first = tone(1000, (at) => (at < 500 ? 0.5 : 0));
    const second = tone(1000, (at) => (at < 500 ? 0 : 0.5));
    expect(peaksOf([first, second], 2)).toEqual([1, 1]);
  });

  it('shows the noise of a silent line as silence', () => {
    expect(peaksOf([tone(1000, () => 0.001)], 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('gives all parts of a sound of a few samples, and of none', () => {
    expect(peaksOf([tone(3, () => 0.5)], 6).filter((peak) => peak === 1).length).toBeGreaterThanOrEqual(3);
    expect(peaksOf([new Float32Array()], 3)).toEqual([0, 0, 0]);
    expect(peaksOf([], 3)).toEqual([0, 0, 0]);
  });

  it('goes through 45 minutes in a moment', () => {
    const began = performance.now();
    peaksOf([new Float32Array(45 * 60 * 3000)], 800);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('the bars', () => {
  const heights = (path: string) => [...path.matchAll(/v([\d.]+)/g)].map(([, height]) => Number(height));

  it('fill the width, three pixels each', () => {
    expect(heights(barsPath([1], { width: 300, height: 40 }))).toHaveLength(100);
  });

  it('are as tall as the loudest of their part, and never vanish', () => {
    expect(heights(barsPath([0, 0, 1, 0.5], { width: 5, height: 40 }))).toEqual([2, 40]);
  });

  it('lie in the middle', () => {
    expect(barsPath([1, 0.5], { width: 5, height: 40 })).toBe('M0 0h2v40h-2zM3 10h2v20h-2z');
  });

  it('are a thin line where nothing is known, and nothing where there is no room', () => {
    expect(heights(barsPath(null, { width: 8, height: 40 }))).toEqual([2, 2, 2]);
    expect(barsPath([1], { width: 0, height: 40 })).toBe('');
  });
});
