import type { Locator } from '@playwright/test';
import { greysOf, readBitmap, type Bitmap } from '../support/bitmaps.ts';
import { expect } from './sputnik.ts';

/** The canvas shows the page that libtiff decodes, in whatever size, turned to the right if told so. */
export async function expectPage(canvas: Locator, name: 'offer-1' | 'request', turned = false): Promise<void> {
  const page = readBitmap(name);
  const meant = greysOf(turned ? turn(page) : page);
  const seen = greysOf(await dotsOf(canvas));
  const differences = seen.map((grey, field) => Math.abs(grey - meant[field]!));
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  expect(mean).toBeLessThan(1.5);
  expect(Math.max(...differences)).toBeLessThan(20);
}

/** By its red: a fax has no colours. As text, for a list of a million numbers takes seconds on its way. */
async function dotsOf(canvas: Locator): Promise<Bitmap> {
  const { width, height, base64 } = await canvas.evaluate(async (element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob([data.filter((_, at) => at % 4 === 0)]));
    });
    return { width, height, base64: url.slice(url.indexOf(',') + 1) };
  });
  return { width, height, dots: Buffer.from(base64, 'base64') };
}

function turn({ width, height, dots }: Bitmap): Bitmap {
  const turned = new Uint8Array(dots.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = dots[y * width + x]!;
  return { width: height, height: width, dots: turned };
}
