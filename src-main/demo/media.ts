import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkedFile } from './links.ts';
import { babble, SAMPLE_RATE, wavHeader } from './sounds.ts';

/** A file as it is served: its length is known before its bytes are made. */
export interface ServedFile {
  type: string;
  extension: string;
  length: number;
  pieces(): Iterable<Buffer>;
}

/** Ready-made files in `mediaDir`; what is short and regular is made by code instead. */
const faxes = { tiff: ['offer.tiff', 'invoice.tiff', 'request.tiff'], pdf: ['contract.pdf', 'acts.pdf'] } as const;
const loops = { mp3: 'talk.mp3', gsm: 'message-gsm.wav' } as const;

/** A frame of `talk.mp3` (MPEG 2.5 layer III, 16 kbit/s, without bit reservoir): every frame stands alone. */
const MP3_FRAME = { bytes: 144, seconds: 0.072 };
/** A block of GSM 6.10 in a WAV file: 320 samples. */
const GSM_BLOCK = { bytes: 65, samples: 320 };

/**
 * The file behind a link. Sounds are as long as the record says: PCM is made by code, MP3 and GSM by repeating the frames
 * of a short ready-made file. Null when `mediaDir` lacks what is needed.
 */
export async function openMedia(file: LinkedFile, mediaDir: string | null): Promise<ServedFile | null> {
  if (file.format === 'wav') return pcm(file);
  const name = file.format === 'mp3' || file.format === 'gsm' ? loops[file.format] : faxName(file.format, file.variant);
  const bytes = mediaDir === null ? null : await readFile(join(mediaDir, name)).catch(() => null);
  if (!bytes) return null;
  if (file.format === 'mp3') return mp3(file, bytes);
  if (file.format === 'gsm') return gsm(file, bytes);
  return whole(bytes, file.format === 'pdf' ? 'application/pdf' : 'image/tiff', file.format);
}

function faxName(format: keyof typeof faxes, variant: number): string {
  const names = faxes[format];
  return names[variant % names.length] ?? names[0];
}

function whole(bytes: Buffer, type: string, extension: string): ServedFile {
  return { type, extension, length: bytes.length, pieces: () => [bytes] };
}

function pcm({ variant, seconds }: LinkedFile): ServedFile {
  const samples = Math.max(1, seconds) * SAMPLE_RATE;
  function* pieces() {
    yield wavHeader(samples);
    yield* babble(samples, variant, variant % 3 === 0 ? 1 : 2);
  }
  return { type: 'audio/x-wav', extension: 'wav', length: 44 + samples * 2, pieces };
}

function mp3({ variant, seconds }: LinkedFile, loop: Buffer): ServedFile {
  const frames = Math.max(1, Math.ceil(seconds / MP3_FRAME.seconds));
  const length = frames * MP3_FRAME.bytes;
  const pieces = () => repeated(loop, MP3_FRAME.bytes, variant, length);
  return { type: 'audio/mpeg', extension: 'mp3', length, pieces };
}

function gsm({ variant, seconds }: LinkedFile, loop: Buffer): ServedFile {
  const dataAt = loop.indexOf('data', 12, 'latin1') + 8;
  const blocks = Math.max(1, Math.ceil((seconds * SAMPLE_RATE) / GSM_BLOCK.samples));
  const data = loop.subarray(dataAt, dataAt + loop.readUInt32LE(dataAt - 4));
  const dataLength = blocks * GSM_BLOCK.bytes;
  const header = Buffer.from(loop.subarray(0, dataAt));
  header.writeUInt32LE(dataAt - 8 + dataLength, 4);
  header.writeUInt32LE(blocks * GSM_BLOCK.samples, header.indexOf('fact', 12, 'latin1') + 8);
  header.writeUInt32LE(dataLength, dataAt - 4);
  function* pieces() {
    yield header;
    yield* repeated(data, GSM_BLOCK.bytes, variant, dataLength);
  }
  return { type: 'audio/x-wav', extension: 'wav', length: dataAt + dataLength, pieces };
}

/** `length` bytes of a loop of frames, beginning with another frame for each variant. */
function* repeated(loop: Buffer, frameBytes: number, variant: number, length: number): Generator<Buffer> {
  const frames = Math.floor(loop.length / frameBytes);
  const start = (variant % frames) * frameBytes;
  const turned = Buffer.concat([loop.subarray(start, frames * frameBytes), loop.subarray(0, start)]);
  for (let sent = 0; sent < length; sent += turned.length)
    yield turned.subarray(0, Math.min(turned.length, length - sent));
}
