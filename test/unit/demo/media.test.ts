import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileFormats, fileToken, readToken, type LinkedFile } from '../../../src-main/demo/links.ts';
import { openMedia } from '../../../src-main/demo/media.ts';

const mediaDir = fileURLToPath(new URL('../../../resources/demo', import.meta.url));

async function bytesOf(file: Partial<LinkedFile> & Pick<LinkedFile, 'format'>): Promise<Buffer> {
  const served = await openMedia({ variant: 5, seconds: 30, issue: 0, ...file }, mediaDir);
  const bytes = Buffer.concat([...(served?.pieces() ?? [])]);
  expect(served?.length).toBe(bytes.length);
  return bytes;
}

describe('links', () => {
  it('hold blanks of nothing, but `:` and `_`, and lead back to their file', () => {
    for (const format of fileFormats) {
      const file = { format, variant: 9999, seconds: 3605, issue: 3 };
      const token = fileToken(file, 'secret');
      expect(token).toMatch(/^[0-9a-z]{12}_[\w-]+_\w\w:\w\w:\w\w_$/);
      expect(readToken(token, 'secret')).toEqual(file);
      expect(readToken(token, 'other')).toBeNull();
      expect(readToken(token.replace('-3605-', '-3606-'), 'secret')).toBeNull();
    }
    expect(readToken('', 'secret')).toBeNull();
    expect(readToken('../../etc/passwd', 'secret')).toBeNull();
  });
});

describe('sounds', () => {
  it('WAV: as long as the record says, loud enough, and different for another variant', async () => {
    const wav = await bytesOf({ format: 'wav', seconds: 7 });
    expect(wav.toString('latin1', 0, 16)).toMatch(/^RIFF[^]{4}WAVEfmt $/);
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.length).toBe(44 + 7 * 8000 * 2);
    const samples = Array.from({ length: 7 * 8000 }, (_, i) => Math.abs(wav.readInt16LE(44 + i * 2)));
    expect(Math.max(...samples)).toBeGreaterThan(3000);
    expect(samples.filter((sample) => sample < 50).length).toBeGreaterThan(4000);
    expect(wav.equals(await bytesOf({ format: 'wav', seconds: 7 }))).toBe(true);
    expect(wav.equals(await bytesOf({ format: 'wav', seconds: 7, variant: 6 }))).toBe(false);
  });

  it('MP3: whole frames one after another, as long as the record says', async () => {
    const mp3 = await bytesOf({ format: 'mp3', seconds: 95, variant: 77 });
    expect(mp3.length).toBe(Math.ceil(95 / 0.072) * 144);
    for (let at = 0; at < mp3.length; at += 144) expect(mp3.readUInt16BE(at)).toBe(0xffe3);
  });

  it('GSM 6.10 in WAV: the header fits the length', async () => {
    const gsm = await bytesOf({ format: 'gsm', seconds: 25 });
    expect(gsm.readUInt16LE(20)).toBe(49);
    expect(gsm.readUInt32LE(4)).toBe(gsm.length - 8);
    const factAt = gsm.indexOf('fact');
    expect(gsm.readUInt32LE(factAt + 8)).toBe(25 * 8000);
    const dataAt = gsm.indexOf('data');
    expect(gsm.readUInt32LE(dataAt + 4)).toBe(gsm.length - dataAt - 8);
    expect((gsm.length - dataAt - 8) % 65).toBe(0);
  });
});

describe('faxes', () => {
  /** Pages of a little-endian TIFF: their compression and their size. */
  function pagesOf(tiff: Buffer) {
    const pages: Record<number, number>[] = [];
    for (let at = tiff.readUInt32LE(4); at !== 0;) {
      const count = tiff.readUInt16LE(at);
      const tags: Record<number, number> = {};
      for (let i = 0; i < count; i++) {
        const entryAt = at + 2 + i * 12;
        const short = tiff.readUInt16LE(entryAt + 2) === 3;
        tags[tiff.readUInt16LE(entryAt)] = short ? tiff.readUInt16LE(entryAt + 8) : tiff.readUInt32LE(entryAt + 8);
      }
      pages.push(tags);
      at = tiff.readUInt32LE(at + 2 + count * 12);
    }
    return pages.map((tags) => ({ compression: tags[259], width: tags[256], height: tags[257] }));
  }

  it('TIFF: G4 of one and of several pages, and G3 of coarse resolution', async () => {
    const kinds = await Promise.all(
      [0, 1, 2].map(async (variant) => pagesOf(await bytesOf({ format: 'tiff', variant }))),
    );
    const g4 = { compression: 4, width: 1728, height: 2292 };
    expect(kinds).toEqual([[g4, g4], [g4], [{ compression: 3, width: 1728, height: 1146 }]]);
  });

  it('PDF', async () => {
    const pdf = (await bytesOf({ format: 'pdf', variant: 0 })).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.\d/);
    expect(pdf).toMatch(/\/Count 2/);
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  });

  it('are missed, not invented, where the ready-made files are not', async () => {
    expect(existsSync(mediaDir)).toBe(true);
    expect(await openMedia({ format: 'pdf', variant: 0, seconds: 1, issue: 0 }, null)).toBeNull();
    expect(await openMedia({ format: 'mp3', variant: 0, seconds: 1, issue: 0 }, '/nowhere')).toBeNull();
    expect(await openMedia({ format: 'wav', variant: 0, seconds: 1, issue: 0 }, null)).not.toBeNull();
  });
});
