import type { BlockDecoder } from './decoder.ts';
import { saturated } from './fixed-point.ts';

/** Microsoft, «New Multimedia Data Types and Data Techniques», 1994: how the step goes on after each code. */
const adaptation = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230] as const;
const LEAST_STEP = 16;
/** No encoder comes near; without an end, a damaged file would make steps that no longer are whole numbers. */
const GREATEST_STEP = 0x1fffff;
/** Bytes a channel of a block's header: predictor, step, and the two last samples. */
const HEADER_BYTES = 7;

interface Channel {
  weights: readonly [number, number];
  step: number;
  last: number;
  beforeLast: number;
}

/** WAV tag 0x02, one or two channels; `extra` is the end of the `fmt ` chunk. Null for sizes and tables that cannot be. */
export function msAdpcmDecoder(channels: number, blockBytes: number, extra: Buffer): BlockDecoder | null {
  const weights = readWeights(extra);
  const headerBytes = HEADER_BYTES * channels;
  if (channels < 1 || channels > 2 || blockBytes <= headerBytes || !weights) return null;
  return {
    blockBytes,
    samplesIn: (bytes) => (bytes < headerBytes ? 0 : 2 + Math.floor(((bytes - headerBytes) * 2) / channels)),
    decode(block, out) {
      const states = readHeader(block, channels, weights);
      states.forEach(({ beforeLast, last }, channel) => {
        out[channel] = beforeLast;
        out[channels + channel] = last;
      });
      let at = channels * 2;
      for (const byte of block.subarray(headerBytes)) {
        for (const code of [byte >> 4, byte & 15]) {
          const state = states[at % channels];
          if (state) out[at] = next(state, code);
          at += 1;
        }
      }
    },
  };
}

function readWeights(extra: Buffer): (readonly [number, number])[] | null {
  const count = extra.length < 4 ? 0 : extra.readUInt16LE(2);
  if (count === 0 || count > 256 || extra.length < 4 + count * 4) return null;
  return Array.from({ length: count }, (_, i) => [extra.readInt16LE(4 + i * 4), extra.readInt16LE(6 + i * 4)] as const);
}

function readHeader(block: Buffer, channels: number, weights: readonly (readonly [number, number])[]): Channel[] {
  return Array.from({ length: channels }, (_, channel) => ({
    weights: weights[block[channel] ?? 0] ?? [256, 0],
    step: Math.max(LEAST_STEP, block.readInt16LE(channels + channel * 2)),
    last: block.readInt16LE(channels * 3 + channel * 2),
    beforeLast: block.readInt16LE(channels * 5 + channel * 2),
  }));
}

function next(state: Channel, code: number): number {
  const predicted = (state.last * state.weights[0] + state.beforeLast * state.weights[1]) >> 8;
  const value = saturated(predicted + (code >= 8 ? code - 16 : code) * state.step);
  state.step = Math.min(GREATEST_STEP, Math.max(LEAST_STEP, ((adaptation[code] ?? 0) * state.step) >> 8));
  state.beforeLast = state.last;
  state.last = value;
  return value;
}
