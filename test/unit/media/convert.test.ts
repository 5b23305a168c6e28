import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { defaultConvertLimits, toPcm } from '../../../src-main/media/convert.ts';
import { kindOf } from '../../../src-main/media/kind.ts';
import { readWavHead } from '../../../src-main/media/sound/wav.ts';
import { bytesOf, demoFile, soundFile, sourceOf } from './support/files.ts';

const converted = (wav: Buffer, pieceBytes?: number) => bytesOf(toPcm(sourceOf(wav, pieceBytes)));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

/** Repeats the sound of a WAV file. */
function longer(wav: Buffer, times: number): Buffer {
  const head = readWavHead(wav)!;
  const { at, length } = head.data!;
  const long = Buffer.concat([
    wav.subarray(0, at),
    ...Array.from({ length: times }, () => wav.subarray(at, at + length)),
  ]);
  long.writeUInt32LE(length * times, at - 4);
  const factAt = long.indexOf('fact');
  long.writeUInt32LE(head.samples! * times, factAt + 8);
  return long;
}

describe('every sample is the one that SoX makes', () => {
  it.each([
    [
      'GSM 6.10, the demo’s message',
      demoFile('message-gsm.wav'),
      192_000,
      '417304654d6052defd70e2759959e1d3e2158e5b32f7c6c6bded7cfbc09f008e',
    ],
    [
      'GSM 6.10, loud noise',
      soundFile('noise-gsm.wav'),
      16_000,
      'b021dab7308367bc8b6996e8e380273710667b43b7e2d55660d923604ee680ef',
    ],
    [
      'IMA ADPCM',
      soundFile('noise-ima.wav'),
      16_000,
      '045bbdc6dc1e798027f57958d893477555ce5e5bd98a8c2eb63b53ee057b8d54',
    ],
    [
      'IMA ADPCM, stereo',
      soundFile('noise-ima-stereo.wav'),
      16_000,
      'fd3b1c4c5b5e08643d88a6491836c70636f126b989c3412f0dca7ee44a5fe2fc',
    ],
    [
      'Microsoft ADPCM',
      soundFile('noise-ms.wav'),
      16_000,
      'f9d9db398f563d17fb28d4ce1df336cef2048501623d42ceb999d37829de2754',
    ],
    [
      'Microsoft ADPCM, stereo',
      soundFile('noise-ms-stereo.wav'),
      16_000,
      '1e52fb6f2b6ba2858c1f4d0fe2ce83dc5b27af2af8e175b2b7b1e43d64cd38ef',
    ],
  ])('%s', async (_name, wav, length, hash) => {
    const pcm = await converted(wav);
    const head = readWavHead(pcm)!;
    const before = readWavHead(wav)!;
    expect(head).toMatchObject({ codec: 'pcm', channels: before.channels, sampleRate: 8000, bitsPerSample: 16 });
    expect(head.data).toEqual({ at: 44, length });
    expect(pcm.readUInt32LE(4)).toBe(pcm.length - 8);
    expect(pcm.length).toBe(44 + length);
    expect(sha256(pcm.subarray(44))).toBe(hash);
    expect(kindOf(pcm)).toMatchObject({ codec: 'pcm' });
  });

  it('however the bytes come', async () => {
    const wav = soundFile('noise-gsm.wav');
    const whole = await converted(wav);
    for (const pieceBytes of [1, 7, 64, 65, 66, 1000])
      expect((await converted(wav, pieceBytes)).equals(whole)).toBe(true);
  });
});

describe('what is not as it should be', () => {
  it.each([0, 0xffffffff])('a length that a recorder left at %i: all that is there is played', async (length) => {
    const wav = Buffer.from(soundFile('noise-gsm.wav'));
    wav.writeUInt32LE(length, wav.indexOf('data') + 4);
    wav.writeUInt32LE(0, wav.indexOf('fact') + 8);
    expect((await converted(wav)).length).toBe(44 + Math.floor((wav.length - 60) / 65) * 640);
  });

  it.each(['noise-gsm.wav', 'noise-ima.wav', 'noise-ms-stereo.wav'])(
    '%s, cut off: what came is played',
    async (name) => {
      const wav = soundFile(name);
      const pcm = await converted(wav.subarray(0, 1000));
      expect(pcm.length).toBeGreaterThan(3000);
      const whole = await converted(wav);
      expect(pcm.subarray(44).equals(whole.subarray(44, pcm.length))).toBe(true);
    },
  );

  it.each([
    ['no header', () => Buffer.alloc(1000)],
    ['nothing', () => Buffer.alloc(0)],
    ['a header without sound', () => soundFile('noise-gsm.wav').subarray(0, 60)],
    ['other blocks of GSM', () => altered('noise-gsm.wav', 32, 64)],
    ['GSM in stereo', () => altered('noise-gsm.wav', 22, 2)],
    ['three channels of ADPCM', () => altered('noise-ima.wav', 22, 3)],
    ['no channel', () => altered('noise-ms.wav', 22, 0)],
    ['blocks of nothing', () => altered('noise-ima.wav', 32, 0)],
    ['blocks of a header only', () => altered('noise-ms.wav', 32, 7)],
    ['a table longer than the file', () => altered('noise-ms.wav', 40, 0xffff)],
    ['no rate', () => altered('noise-ima.wav', 24, 0)],
    ['PCM', () => altered('noise-ima.wav', 20, 1)],
  ])('%s is damaged', async (_name, wav) => expect((await failureOf(converted(wav()))).code).toBe('file-damaged'));

  function altered(name: string, at: number, value: number): Buffer {
    const wav = Buffer.from(soundFile(name));
    wav.writeUInt16LE(value, at);
    return wav;
  }

  it(
    'any bytes behind any header end in sound or a failure, never larger than the limit',
    { timeout: 60_000 },
    async () => {
      const heads = ['noise-gsm.wav', 'noise-ima-stereo.wav', 'noise-ms.wav'].map((name) =>
        soundFile(name).subarray(0, 96),
      );
      const flips = fc.array(fc.tuple(fc.nat(95), fc.nat(255)), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...heads),
          flips,
          fc.uint8Array({ maxLength: 2000 }),
          async (head, changes, rest) => {
            const wav = Buffer.concat([head, rest]);
            for (const [at, value] of changes) wav[at] = value;
            const limits = { ...defaultConvertLimits, maxBytes: 20_000 };
            const pcm = await bytesOf(toPcm(sourceOf(wav), limits)).catch((error: unknown) => error);
            if (pcm instanceof Buffer) expect(pcm.length).toBe(44 + readWavHead(pcm)!.data!.length);
            else expect(['file-damaged', 'file-too-large']).toContain((pcm as Failure).code);
          },
        ),
        { numRuns: 500 },
      );
    },
  );
});

describe('limits', () => {
  const wav = longer(demoFile('message-gsm.wav'), 50);

  it('ten minutes of GSM leave the thread to others all the while', { timeout: 60_000 }, async () => {
    await converted(soundFile('noise-gsm.wav'));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let bytes = 0;
    for await (const piece of toPcm(sourceOf(wav, 65_536))) bytes += piece.length;
    delay.disable();
    expect(bytes).toBe(44 + 600 * 16_000);
    // Slices of 5 ms; the rest is the machine's.
    expect(delay.percentile(90) / 1e6).toBeLessThan(30);
  });

  it('a result too large is refused before anything is made', async () => {
    const work = bytesOf(toPcm(sourceOf(wav), { ...defaultConvertLimits, maxBytes: 1e6 }));
    expect(await failureOf(work)).toMatchObject({ code: 'file-too-large', params: { limitMb: 0 } });
  });

  it('work that takes too long, or that nobody waits for, is ended', async () => {
    const slow = bytesOf(toPcm(sourceOf(wav), { ...defaultConvertLimits, maxMs: 10, sliceMs: 1 }));
    expect((await failureOf(slow)).code).toBe('file-too-large');
    const control = new AbortController();
    const left = bytesOf(toPcm(sourceOf(wav), defaultConvertLimits, control.signal));
    control.abort();
    await expect(left).rejects.toThrow(/abort/);
  });
});
