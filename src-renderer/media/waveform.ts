/** How loud each of `count` equal parts of a sound is, 0 to 1, the loudest 1: by the power of the louder channel. */
export function peaksOf(channels: readonly Float32Array[], count: number): number[] {
  const length = Math.max(0, ...channels.map((samples) => samples.length));
  const peaks = Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * length) / count);
    const to = Math.max(from + 1, Math.floor(((part + 1) * length) / count));
    return Math.max(0, ...channels.map((samples) => loudness(samples, from, Math.min(to, samples.length))));
  });
  const loudest = Math.max(...peaks);
  // Nothing but the noise of the line is shown as silence, and not blown up.
  return peaks.map((peak) => (loudest < 0.003 ? 0 : peak / loudest));
}

/** The root of the mean square: a click of the line is no shout. */
function loudness(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += (samples[at] ?? 0) ** 2;
  return to > from ? Math.sqrt(sum / (to - from)) : 0;
}

export interface BarsSize {
  width: number;
  height: number;
}

/** Bar and gap, in CSS pixels. */
const barWidth = 2;
const pitch = 3;
const least = 2;

/** The bars of a waveform as the path of an SVG, mirrored about the middle; a thin line of bars where there are no peaks. */
export function barsPath(peaks: readonly number[] | null, { width, height }: BarsSize): string {
  const bars = Math.max(0, Math.floor((width + pitch - barWidth) / pitch));
  const parts = Array.from({ length: bars }, (_, bar) => {
    const tall = Math.max(least, Math.round(peakOf(peaks ?? [], bar, bars) * height));
    return `M${bar * pitch} ${(height - tall) / 2}h${barWidth}v${tall}h-${barWidth}z`;
  });
  return parts.join('');
}

function peakOf(peaks: readonly number[], bar: number, bars: number): number {
  const from = Math.floor((bar * peaks.length) / bars);
  const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars));
  return Math.max(0, ...peaks.slice(from, to));
}
