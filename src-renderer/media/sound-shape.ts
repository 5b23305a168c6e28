import { peaksOf } from './waveform.ts';

/** Above this a plain bar is shown: decoded, a sound takes many times its size. */
export const shapeLimits = { bytes: 32 * 1024 * 1024, seconds: 45 * 60, waitMs: 20_000 };
/** More than any window is wide, in bars. */
const parts = 800;
/** The lowest that Chromium resamples to: the shape of a voice needs no more, and 45 minutes take 32 MB. */
const sampleRate = 3000;

/**
 * How loud the sound is over its time; null where it is too long, or cannot be decoded. Chromium decodes it on a thread of its
 * own; what is left for this one is a pass over the samples (8 million for 45 minutes: some 20 ms).
 */
export async function soundShape(
  address: string,
  size: { bytes: number; seconds: number },
  signal: AbortSignal,
): Promise<number[] | null> {
  if (size.bytes > shapeLimits.bytes || size.seconds > shapeLimits.seconds) return null;
  const response = await fetch(address, { signal });
  if (!response.ok) return null;
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > shapeLimits.bytes) return null;
  const decoding = new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
  const sound = await Promise.race([decoding, nothingAfter(shapeLimits.waitMs)]);
  if (!sound || signal.aborted) return null;
  return peaksOf(
    Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel)),
    parts,
  );
}

const nothingAfter = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));
