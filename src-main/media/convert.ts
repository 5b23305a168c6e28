import { setImmediate } from 'node:timers/promises';
import { Failure } from '../contract/errors.ts';
import { headBytes, type MediaKind } from './kind.ts';
import type { BlockDecoder } from './sound/decoder.ts';
import { GSM_BLOCK_BYTES, GSM_BLOCK_SAMPLES, GsmDecoder } from './sound/gsm.ts';
import { imaAdpcmDecoder } from './sound/ima-adpcm.ts';
import { msAdpcmDecoder } from './sound/ms-adpcm.ts';
import { pcmWavHeader, readWavHead, type WavHead } from './sound/wav.ts';

/** Bytes that can be read from anywhere. */
export interface ByteSource {
  size: number;
  /** From `start` up to, but not including, `end`. */
  read(start: number, end: number): AsyncIterable<Buffer>;
}

export interface ConvertLimits {
  /** Of the result. */
  maxBytes: number;
  /** From beginning to end, reading and writing included. */
  maxMs: number;
  /** Work done at a stretch before others get their turn. */
  sliceMs: number;
}

/** Ten hours of a telephone's sound; ten minutes of work, where one hour of GSM takes some seconds. */
export const defaultConvertLimits: ConvertLimits = { maxBytes: 600 * 1024 * 1024, maxMs: 600_000, sliceMs: 4 };

/** What the engine does with a file: play it, play it once it is PCM, or nothing. */
export function playability(kind: MediaKind): 'as-is' | 'converted' | 'never' {
  if (kind.of === 'pages' || kind.format === 'amr') return 'never';
  if (kind.format !== 'wav') return 'as-is';
  if (kind.codec === 'other') return 'never';
  return ['gsm', 'ima-adpcm', 'ms-adpcm'].includes(kind.codec) ? 'converted' : 'as-is';
}

/**
 * A WAV file of GSM 6.10, IMA or Microsoft ADPCM as one of 16-bit PCM, piece by piece, the whole length in the header.
 * Works in slices, so that whatever shares the thread goes on. Failures `file-damaged`, `file-too-large`.
 */
export async function* toPcm(
  source: ByteSource,
  limits: ConvertLimits = defaultConvertLimits,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const { head, data, decoder } = await opened(source);
  const whole = Math.floor(data.length / decoder.blockBytes);
  const found =
    whole * decoder.samplesIn(decoder.blockBytes) + decoder.samplesIn(data.length - whole * decoder.blockBytes);
  // What an encoder filled its last block up with is not played.
  const samples = head.samples === null || head.samples === 0 ? found : Math.min(found, head.samples);
  const bytes = samples * head.channels * 2;
  if (bytes === 0) throw damaged();
  if (bytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const turns = new Turns(limits, signal);
  yield pcmWavHeader(head, bytes);
  let left = bytes;
  for await (const block of blocksOf(source.read(data.at, data.at + data.length), decoder.blockBytes)) {
    const count = decoder.samplesIn(block.length) * head.channels;
    if (left === 0 || count === 0) break;
    const out = new Int16Array(count);
    decoder.decode(block, out);
    const piece = littleEndian(out).subarray(0, left);
    left -= piece.length;
    yield piece;
    await turns.next();
  }
  // The bytes that the source said it has did not come.
  if (left > 0) throw damaged();
}

async function opened(source: ByteSource) {
  const pieces: Buffer[] = [];
  for await (const piece of source.read(0, Math.min(headBytes, source.size))) pieces.push(piece);
  const head = readWavHead(Buffer.concat(pieces));
  const decoder = head?.data ? decoderOf(head) : null;
  if (!head?.data || !decoder || head.sampleRate < 1000 || head.sampleRate > 192_000) throw damaged();
  // Recorders that were cut off leave 0 or 2³²−1 as the length: then it is all that is there.
  const there = source.size - head.data.at;
  const length = head.data.length === 0 ? there : Math.min(there, head.data.length);
  return { head, decoder, data: { at: head.data.at, length } };
}

function decoderOf(head: WavHead): BlockDecoder | null {
  if (head.codec === 'gsm') return head.channels === 1 && head.blockBytes === GSM_BLOCK_BYTES ? gsmDecoder() : null;
  if (head.bitsPerSample !== 4) return null;
  if (head.codec === 'ima-adpcm') return imaAdpcmDecoder(head.channels, head.blockBytes);
  return head.codec === 'ms-adpcm' ? msAdpcmDecoder(head.channels, head.blockBytes, head.extra) : null;
}

function gsmDecoder(): BlockDecoder {
  const decoder = new GsmDecoder();
  return {
    blockBytes: GSM_BLOCK_BYTES,
    samplesIn: (bytes) => (bytes < GSM_BLOCK_BYTES ? 0 : GSM_BLOCK_SAMPLES),
    decode: (block, out) => decoder.decodeBlock(block, out),
  };
}

/** Cuts what comes into blocks; the last may be shorter. */
async function* blocksOf(pieces: AsyncIterable<Buffer>, blockBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = bytes.length - (bytes.length % blockBytes);
    for (let at = 0; at < end; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield rest;
}

/** Lets others have their turn when a slice is used up, and ends what takes too long. */
class Turns {
  readonly #limits: ConvertLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #beganMs = performance.now();
  #sliceMs = performance.now();

  constructor(limits: ConvertLimits, signal: AbortSignal | undefined) {
    this.#limits = limits;
    this.#signal = signal;
  }

  async next(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.#sliceMs < this.#limits.sliceMs) return;
    this.#signal?.throwIfAborted();
    if (nowMs - this.#beganMs > this.#limits.maxMs) throw tooLarge(this.#limits.maxBytes);
    await setImmediate();
    this.#sliceMs = performance.now();
  }
}

/** WAV is little-endian; so is every processor that Electron runs on. */
const littleEndian = (samples: Int16Array) => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);

const damaged = () => new Failure('file-damaged');
const tooLarge = (maxBytes: number) =>
  new Failure('file-too-large', { params: { limitMb: Math.floor(maxBytes / 1024 / 1024) } });
