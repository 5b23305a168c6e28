import { decodeImage, toRGBA8, type IFD } from 'utif2';
import type { PageLimits } from './limits.ts';
import { PagesFailure, type PagesDocument } from './messages.ts';
import { resample, type Raster } from './resample.ts';
import { readTiff, type TiffPage } from './tiff-head.ts';

/** Decoded pages that are kept, for another size or for turning a page back. */
const kept = 3;
const photometric = 262;
const rgb = 2;

/**
 * A TIFF file, as fax machines make them. UTIF decodes the strips; the directories are read by ourselves, since its own
 * reader follows them in circles. Throws `PagesFailure`.
 */
export function openTiff(file: ArrayBuffer, limits: PageLimits): PagesDocument {
  const pages = readTiff(file, limits);
  const decoded = new Map<number, Raster>();
  const rasterAt = (index: number): Raster => {
    const raster = decoded.get(index) ?? decode(file, pages[index]);
    decoded.delete(index);
    decoded.set(index, raster);
    for (const other of [...decoded.keys()].slice(0, -kept)) decoded.delete(other);
    return raster;
  };
  return {
    sizes: pages.map(({ size }) => size),
    draw: (index, pixelsPerPoint) => {
      const { width = 1, height = 1 } = pages[index]?.size ?? {};
      const pixels = (points: number) => Math.max(1, Math.round(points * pixelsPerPoint));
      return pictureOf(resample(rasterAt(index), pixels(width), pixels(height)));
    },
  };
}

function decode(file: ArrayBuffer, page: TiffPage | undefined): Raster {
  if (!page) throw new PagesFailure('damaged');
  const image = Object.fromEntries([...page.tags].map(([number, values]) => [`t${number}`, [...values]])) as IFD;
  decodeImage(file, image);
  const rgba = toRGBA8(image);
  const channels = (page.tags.get(photometric)?.[0] ?? 0) >= rgb ? 3 : 1;
  const { width, height } = page.pixels;
  const samples = new Uint8Array(width * height * channels);
  for (let dot = 0; dot < width * height; dot += 1)
    for (let channel = 0; channel < channels; channel += 1)
      samples[dot * channels + channel] = rgba[dot * 4 + channel] ?? 255;
  return { width, height, channels, samples };
}

function pictureOf({ width, height, channels, samples }: Raster): Promise<ImageBitmap> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let dot = 0; dot < width * height; dot += 1)
    for (let channel = 0; channel < 3; channel += 1)
      rgba[dot * 4 + channel] = samples[dot * channels + (channels === 3 ? channel : 0)] ?? 255;
  return createImageBitmap(new ImageData(rgba, width, height));
}
