/** How the samples of a WAV file are written; `other` has a tag that nothing here knows. */
export type WavCodec = 'pcm' | 'float' | 'a-law' | 'mu-law' | 'gsm' | 'ima-adpcm' | 'ms-adpcm' | 'other';

/** The `fmt ` chunk, and where the samples are. Lengths in bytes. */
export interface WavHead {
  codec: WavCodec;
  channels: number;
  sampleRate: number;
  blockBytes: number;
  bitsPerSample: number;
  /** What the codec says of itself behind the common fields: samples a block, coefficients. */
  extra: Buffer;
  /** Samples a channel in the whole file, as the `fact` chunk has it; null where there is none. */
  samples: number | null;
  /** Null: not within the given bytes. The length is what the file says; it may be wrong. */
  data: { at: number; length: number } | null;
}

const codecs: Readonly<Record<number, WavCodec>> = {
  0x01: 'pcm',
  0x02: 'ms-adpcm',
  0x03: 'float',
  0x06: 'a-law',
  0x07: 'mu-law',
  0x11: 'ima-adpcm',
  0x31: 'gsm',
};
const EXTENSIBLE = 0xfffe;

/** Reads the header of a RIFF WAVE file out of its first bytes; null for what is none or has no complete `fmt ` in them. */
export function readWavHead(head: Buffer): WavHead | null {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  let read: WavHead | null = null;
  let samples: number | null = null;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    const body = head.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') read = readFormat(body, length);
    if (name === 'fact' && body.length >= 4) samples = body.readUInt32LE(0);
    if (name === 'data') return read && { ...read, samples, data: { at: at + 8, length } };
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return read && { ...read, samples };
}

function readFormat(body: Buffer, length: number): WavHead | null {
  if (body.length < Math.min(length, 64) || body.length < 16) return null;
  const tag = body.readUInt16LE(0);
  // The true tag then is the beginning of an identifier behind the common fields.
  const codec = codecs[tag === EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : tag] ?? 'other';
  return {
    codec,
    channels: body.readUInt16LE(2),
    sampleRate: body.readUInt32LE(4),
    blockBytes: body.readUInt16LE(12),
    bitsPerSample: body.readUInt16LE(14),
    extra: body.subarray(18),
    samples: null,
    data: null,
  };
}

/** The header of a WAV file of 16-bit PCM, and nothing but that. `dataBytes` of samples follow it. */
export function pcmWavHeader(format: { channels: number; sampleRate: number }, dataBytes: number): Buffer {
  const blockBytes = format.channels * 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(format.channels, 22);
  header.writeUInt32LE(format.sampleRate, 24);
  header.writeUInt32LE(format.sampleRate * blockBytes, 28);
  header.writeUInt16LE(blockBytes, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
