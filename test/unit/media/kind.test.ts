import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playability } from '../../../src-main/media/convert.ts';
import { isWebPage, kindOf, mediaType } from '../../../src-main/media/kind.ts';
import { demoFile, soundFile, wavOf } from './support/files.ts';

const bytes = (...values: (number | string)[]) =>
  Buffer.concat([
    ...values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from([value]))),
    Buffer.alloc(64),
  ]);

/** A WAV header with that codec's tag; `before` is a chunk in front of the format. */
function wavWith(tag: number, before = Buffer.alloc(0)): Buffer {
  const wav = wavOf('kind', 16);
  wav.writeUInt16LE(tag, 20);
  return Buffer.concat([wav.subarray(0, 12), before, wav.subarray(12)]);
}

function chunk(name: string, length: number): Buffer {
  const head = Buffer.alloc(8 + length + (length % 2));
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(length, 4);
  return head;
}

describe('WAV', () => {
  it.each([
    [0x01, 'pcm', 'as-is'],
    [0x03, 'float', 'as-is'],
    [0x06, 'a-law', 'as-is'],
    [0x07, 'mu-law', 'as-is'],
    [0x31, 'gsm', 'converted'],
    [0x11, 'ima-adpcm', 'converted'],
    [0x02, 'ms-adpcm', 'converted'],
    [0x0130, 'other', 'never'],
  ])('tag %i is %s, played %s', (tag, codec, played) => {
    const kind = kindOf(wavWith(tag))!;
    expect(kind).toEqual({ of: 'sound', format: 'wav', codec });
    expect(playability(kind)).toBe(played);
    expect(mediaType(kind)).toBe('audio/wav');
  });

  it('is known behind the chunks that recorders put in front, also of odd length', () => {
    expect(kindOf(wavWith(0x31, Buffer.concat([chunk('bext', 603), chunk('JUNK', 28)])))).toMatchObject({
      codec: 'gsm',
    });
  });

  it('tells its codec behind an extensible header', () => {
    const wav = wavWith(0xfffe);
    const fmt = Buffer.concat([wav.subarray(12, 36), Buffer.from([22, 0, 16, 0, 4, 0, 0, 0, 7, 0]), Buffer.alloc(14)]);
    fmt.writeUInt32LE(40, 4);
    expect(kindOf(Buffer.concat([wav.subarray(0, 12), fmt, wav.subarray(36)]))).toMatchObject({ codec: 'mu-law' });
  });

  it('without a format is none', () => {
    expect(kindOf(Buffer.concat([wavOf('', 0).subarray(0, 12), chunk('data', 100)]))).toBeNull();
    expect(kindOf(wavOf('', 100).subarray(0, 30))).toBeNull();
  });
});

describe('the other sounds and the pages', () => {
  it.each([
    ['MPEG 1 layer III', bytes(0xff, 0xfb, 0x90, 0), 'mp3'],
    ['MPEG 2, with CRC', bytes(0xff, 0xf2, 0x40, 0), 'mp3'],
    ['MPEG 2.5, with CRC', bytes(0xff, 0xe2, 0x20, 0), 'mp3'],
    ['MPEG 2.5', bytes(0xff, 0xe3, 0x28, 0xc4), 'mp3'],
    ['an ID3 tag', bytes('ID3', 3, 0, 0, 0, 0, 0, 10), 'mp3'],
    ['an ID3 tag, then AAC', Buffer.concat([bytes('ID3', 4, 0, 0, 0, 0, 0, 64), bytes(0xff, 0xf1, 0x50, 0x80)]), 'aac'],
    ['ADTS', bytes(0xff, 0xf1, 0x50, 0x80), 'aac'],
    ['ADTS of MPEG 2', bytes(0xff, 0xf9, 0x50, 0x80), 'aac'],
    ['M4A', bytes(0, 0, 0, 0x20, 'ftypM4A '), 'm4a'],
    ['Ogg', bytes('OggS', 0, 2), 'ogg'],
    ['FLAC', bytes('fLaC', 0), 'flac'],
    ['AMR', bytes('#!AMR\n'), 'amr'],
    ['AMR, wide band', bytes('#!AMR-WB\n'), 'amr'],
    ['TIFF of Intel', bytes('II*', 0, 8, 0, 0, 0), 'tiff'],
    ['TIFF of Motorola', bytes('MM', 0, '*', 0, 0, 0, 8), 'tiff'],
    ['PDF', bytes('%PDF-1.4\n'), 'pdf'],
    ['PDF behind a scanner’s bytes', bytes('\x1b%-12345X@PJL\r\n%PDF-1.4'), 'pdf'],
  ])('%s', (_name, head, format) => expect(kindOf(head)?.format).toBe(format));

  it.each(['talk.mp3', 'offer.tiff', 'invoice.tiff', 'request.tiff', 'contract.pdf', 'acts.pdf', 'message-gsm.wav'])(
    'the demo’s own %s',
    (name) => expect(name.endsWith(kindOf(demoFile(name))!.format)).toBe(true),
  );

  it.each(['noise-gsm.wav', 'noise-ima.wav', 'noise-ms.wav'])('SoX’s %s', (name) =>
    expect(playability(kindOf(soundFile(name))!)).toBe('converted'),
  );

  it.each([
    ['a login page', bytes('<!DOCTYPE html><html>')],
    ['JSON', bytes('{"result":"Request is Not Valid"}')],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
    ['text of UTF-16', bytes(0xff, 0xfe, 'h', 0)],
    ['a program', bytes('MZ', 0x90, 0)],
    ['an archive', bytes('PK', 3, 4)],
    ['a picture', bytes(0x89, 'PNG\r\n')],
    ['a picture of a photo', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['a film', bytes(0, 0, 0, 0x20, 'ftypqt  ')],
    ['AVI', bytes('RIFF', 0, 0, 0, 0, 'AVI ')],
  ])('%s is neither a recording nor a fax', (_name, head) => expect(kindOf(head)).toBeNull());

  it('any bytes have a kind or none, at once', () => {
    const starts = ['', 'RIFF\0\0\0\0WAVE', 'RIFF\0\0\0\0WAVEfmt ', 'ID3', '\xff\xe3'].map((text) =>
      Buffer.from(text, 'latin1'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        kindOf(Buffer.concat([start, rest]));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a page for a browser', () => {
  it.each([
    '<!DOCTYPE html><html>',
    '\uFEFF\r\n  <HTML lang="ru">',
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    '<head><title>Вход</title>',
  ])('is known by its beginning: %j', (page) => expect(isWebPage(Buffer.from(page))).toBe(true));

  it.each(['<br />\n<b>Notice</b>', '{"result": false}', 'Вход: <html>', '<htmlx>', ''])('is not %j', (other) =>
    expect(isWebPage(Buffer.from(other))).toBe(false),
  );
});
