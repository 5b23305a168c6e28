import { createHash } from 'node:crypto';
import { pcmWavHeader } from '../../../../src-main/media/sound/wav.ts';

/** What a process that is killed, and the test that looks at what it left, both know. */
export const keyHex = '5a'.repeat(32);

/** A WAV file of that many bytes of sound that nobody else has. */
export function wavOf(seed: string, bytes: number): Buffer {
  const sound = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 32) createHash('sha256').update(`${seed}/${at}`).digest().copy(sound, at);
  return Buffer.concat([pcmWavHeader({ channels: 1, sampleRate: 8000 }, bytes), sound]);
}

export async function* pieces(bytes: Buffer, pieceBytes = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of stream) all.push(piece);
  return Buffer.concat(all);
}
