/** Samples by rows, `channels` a dot. */
export interface Raster {
  width: number;
  height: number;
  channels: number;
  samples: Uint8Array | Uint8ClampedArray;
}

/** For each new dot: where its part of the old ones begins, and how much each of them counts. */
type Weights = { from: number; parts: Float32Array }[];

/**
 * The same picture in another size, each direction by itself: every old dot counts, so that the hair-thin strokes of a fax
 * become grey instead of being left out. (Canvas takes four of the neighbours, whatever the scale.)
 */
export function resample(picture: Raster, width: number, height: number): Raster {
  return down(across(picture, weightsOf(picture.width, width)), weightsOf(picture.height, height));
}

/** A triangle as wide as two new dots, or two old ones where there are more new. */
function weightsOf(before: number, after: number): Weights {
  const scale = before / after;
  const reach = Math.max(1, scale);
  return Array.from({ length: after }, (_, index) => {
    const centre = (index + 0.5) * scale;
    const from = Math.max(0, Math.floor(centre - reach));
    const to = Math.min(before, Math.ceil(centre + reach));
    const parts = new Float32Array(to - from).map((_, at) =>
      Math.max(0, 1 - Math.abs(from + at + 0.5 - centre) / reach),
    );
    const sum = parts.reduce((total, part) => total + part, 0);
    return { from, parts: parts.map((part) => part / sum) };
  });
}

function across({ width, height, channels, samples }: Raster, weights: Weights): Raster {
  const made = new Uint8ClampedArray(weights.length * height * channels);
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    for (const { from, parts } of weights) {
      const start = (y * width + from) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0;
        for (let at = 0; at < parts.length; at += 1)
          sum += (parts[at] as number) * (samples[start + at * channels + channel] as number);
        made[to++] = sum;
      }
    }
  }
  return { width: weights.length, height, channels, samples: made };
}

function down({ width, channels, samples }: Raster, weights: Weights): Raster {
  const row = width * channels;
  const made = new Uint8ClampedArray(row * weights.length);
  const sums = new Float32Array(row);
  weights.forEach(({ from, parts }, y) => {
    sums.fill(0);
    for (let line = 0; line < parts.length; line += 1) {
      const part = parts[line] as number;
      const start = (from + line) * row;
      for (let x = 0; x < row; x += 1) sums[x] = (sums[x] as number) + part * (samples[start + x] as number);
    }
    made.set(sums, y * row);
  });
  return { width, height: weights.length, channels, samples: made };
}
