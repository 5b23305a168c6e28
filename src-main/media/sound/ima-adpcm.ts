import type { BlockDecoder } from './decoder.ts';
import { saturated } from './fixed-point.ts';

/** IMA Digital Audio Focus and Technical Working Group, «Recommended Practices», 1992: table of step sizes. */
const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
] as const;
const lastStep = steps.length - 1;
const indexChanges = [-1, -1, -1, -1, 2, 4, 6, 8] as const;

/** Bytes a channel of a block's header: the first sample, the step's index, and one that says nothing. */
const HEADER_BYTES = 4;
/** Bytes a channel that lie together: eight samples. */
const GROUP_BYTES = 4;

/** WAV tag 0x11, one or two channels. Null for block sizes that cannot be. */
export function imaAdpcmDecoder(channels: number, blockBytes: number): BlockDecoder | null {
  const headerBytes = HEADER_BYTES * channels;
  const groupBytes = GROUP_BYTES * channels;
  if (channels < 1 || channels > 2 || blockBytes < headerBytes + groupBytes) return null;
  return {
    blockBytes,
    samplesIn: (bytes) => (bytes < headerBytes ? 0 : 1 + Math.floor((bytes - headerBytes) / groupBytes) * 8),
    decode(block, out) {
      for (let channel = 0; channel < channels; channel++) decodeChannel(block, channel, channels, out);
    },
  };
}

function decodeChannel(block: Buffer, channel: number, channels: number, out: Int16Array): void {
  let value = block.readInt16LE(channel * HEADER_BYTES);
  let index = Math.min(lastStep, block[channel * HEADER_BYTES + 2] ?? 0);
  let at = channel;
  out[at] = value;
  const stride = GROUP_BYTES * channels;
  for (let group = HEADER_BYTES * channels; group + stride <= block.length; group += stride) {
    for (let nibble = 0; nibble < GROUP_BYTES * 2; nibble++) {
      const byte = block[group + channel * GROUP_BYTES + (nibble >> 1)] ?? 0;
      const code = nibble % 2 === 0 ? byte & 15 : byte >> 4;
      value = saturated(value + difference(code, steps[index] ?? 0));
      index = Math.max(0, Math.min(lastStep, index + (indexChanges[code & 7] ?? 0)));
      at += channels;
      out[at] = value;
    }
  }
}

function difference(code: number, step: number): number {
  const size = (step >> 3) + (code & 4 ? step : 0) + (code & 2 ? step >> 1 : 0) + (code & 1 ? step >> 2 : 0);
  return code & 8 ? -size : size;
}
