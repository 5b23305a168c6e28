import { decodeImage, toRGBA8, type IFD } from 'utif2';
import type { PageLimits } from './limits.ts';
import { PagesFailure, type PagesDocument } from './messages.ts';
import { readTiff, type TiffPage } from './tiff-head.ts';

/** Decoded pages that are kept, for another size or for turning a page back. */
const kept = 3;

/**
 * A TIFF file, as fax machines make them. UTIF decodes the strips; the directories are read by ourselves, since its own
 * reader follows them in circles. Throws `PagesFailure`.
 */
export function openTiff(file: ArrayBuffer, limits: PageLimits): PagesDocument {
  const pages = readTiff(file, limits);
  const decoded = new Map<number, ImageBitmap>();
  const pageAt = async (index: number): Promise<ImageBitmap> => {
    const known = decoded.get(index) ?? (await pictureOf(file, pages[index]));
    decoded.delete(index);
    decoded.set(index, known);
    for (const [other, picture] of [...decoded].slice(0, -kept)) {
      picture.close();
      decoded.delete(other);
    }
    return known;
  };
  return {
    sizes: pages.map(({ size }) => size),
    draw: async (index, pixelsPerPoint) => {
      const picture = await pageAt(index);
      const { width = 1, height = 1 } = pages[index]?.size ?? {};
      const canvas = new OffscreenCanvas(
        Math.max(1, Math.round(width * pixelsPerPoint)),
        Math.max(1, Math.round(height * pixelsPerPoint)),
      );
      const context = canvas.getContext('2d');
      if (!context) throw new PagesFailure('too-large');
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas.transferToImageBitmap();
    },
  };
}

async function pictureOf(file: ArrayBuffer, page: TiffPage | undefined): Promise<ImageBitmap> {
  if (!page) throw new PagesFailure('damaged');
  const { width, height } = page.pixels;
  const image = Object.fromEntries([...page.tags].map(([number, values]) => [`t${number}`, [...values]])) as IFD;
  decodeImage(file, image);
  const pixels = new Uint8ClampedArray(width * height * 4);
  pixels.set(toRGBA8(image).subarray(0, pixels.length));
  return createImageBitmap(new ImageData(pixels, width, height));
}
