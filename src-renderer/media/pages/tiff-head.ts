import type { PageLimits } from './limits.ts';
import { PagesFailure, type PageSize } from './messages.ts';

/** One page of a TIFF file: its tags by number, as far as a fax has them. */
export interface TiffPage {
  tags: ReadonlyMap<number, readonly number[]>;
  pixels: PageSize;
  size: PageSize;
}

const tag = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  xResolution: 282,
  yResolution: 283,
  g3Options: 292,
  resolutionUnit: 296,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  extraSamples: 338,
} as const;
/** No others reach the decoder, which knows those of every camera: each is a way to more memory than the pixels take. */
const tagsRead = new Set<number>(Object.values(tag));

/** None, G3 one line at a time, G3, G4, LZW, PackBits. JPEG and the rest are for photos, and bring decoders of their own. */
const compressions = new Set([1, 2, 3, 4, 5, 32773]);
/** White is 0, black is 0, RGB, palette, CMYK. */
const photometrics = new Set([0, 1, 2, 3, 5]);
/** Bytes of one value: BYTE, ASCII, SHORT, LONG, RATIONAL. */
const typeBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };
const mostEntries = 200;
const mostValues = 20_000;
/** Of all pages: a thousand strips on each of the most pages. */
const mostValuesInAll = 1_000_000;

/**
 * The pages of a TIFF file (TIFF 6.0). Reads only the directories that follow each other, each once, and only tags that a
 * fax needs: a chain that bites its own tail and directories inside directories lead nowhere.
 * Throws `PagesFailure`.
 */
export function readTiff(file: ArrayBuffer, limits: PageLimits): TiffPage[] {
  const view = new DataView(file);
  try {
    const little = view.getUint16(0) === 0x4949;
    const pages: TiffPage[] = [];
    const seen = new Set<number>();
    let values = 0;
    for (let at = view.getUint32(4, little); at !== 0;) {
      if (seen.has(at)) break;
      seen.add(at);
      if (pages.length === limits.pages) throw new PagesFailure('too-large');
      const { tags, next, read } = readDirectory(view, at, little);
      values += read;
      if (values > mostValuesInAll) throw new PagesFailure('too-large');
      pages.push(pageOf(tags, view.byteLength, limits));
      at = next;
    }
    if (pages.length > 0) return pages;
  } catch (error) {
    // A `RangeError`: it points outside of the file.
    if (error instanceof PagesFailure) throw error;
  }
  throw new PagesFailure('damaged');
}

function readDirectory(view: DataView, at: number, little: boolean) {
  const count = view.getUint16(at, little);
  if (count > mostEntries) throw new PagesFailure('damaged');
  const tags = new Map<number, readonly number[]>();
  let read = 0;
  for (let entry = 0; entry < count; entry += 1) {
    const from = at + 2 + entry * 12;
    const number = view.getUint16(from, little);
    const values = tagsRead.has(number) && !tags.has(number) ? valuesOf(view, from, little) : null;
    if (!values) continue;
    tags.set(number, values);
    read += values.length;
  }
  // Some machines cut the file after the last directory.
  const nextAt = at + 2 + count * 12;
  return { tags, read, next: nextAt + 4 <= view.byteLength ? view.getUint32(nextAt, little) : 0 };
}

function valuesOf(view: DataView, entry: number, little: boolean): number[] | null {
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const bytes = typeBytes[type];
  if (bytes === undefined || count === 0 || count > mostValues) return null;
  const at = bytes * count <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (at + bytes * count > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => valueAt(view, at + index * bytes, type, little));
}

function valueAt(view: DataView, at: number, type: number, little: boolean): number {
  if (type === 3) return view.getUint16(at, little);
  if (type === 4) return view.getUint32(at, little);
  if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little);
  return view.getUint8(at);
}

function pageOf(tags: TiffPage['tags'], fileBytes: number, limits: PageLimits): TiffPage {
  const one = (wanted: number, otherwise = 0) => tags.get(wanted)?.[0] ?? otherwise;
  const pixels = { width: one(tag.width), height: one(tag.height) };
  const strips = tags.get(tag.stripOffsets)?.length ?? 0;
  const known =
    compressions.has(one(tag.compression, 1)) &&
    photometrics.has(one(tag.photometric)) &&
    [1, 2, 4, 8].includes(one(tag.bits, 1)) &&
    [1, 2, 3, 4].includes(one(tag.samples, 1)) &&
    // Of a size of their own, whatever the page's.
    !tags.has(tag.tileWidth);
  if (!known) throw new PagesFailure('unsupported');
  if (pixels.width === 0 || pixels.height === 0 || strips === 0) throw new PagesFailure('damaged');
  if (pixels.width * pixels.height > limits.pixels) throw new PagesFailure('too-large');
  return { tags: withStripBytes(tags, fileBytes), pixels, size: sizeOf(pixels, one) };
}

/** No strip ends outside of the file. How long it is may be left out where there is one: then it goes to the file's end. */
function withStripBytes(tags: TiffPage['tags'], fileBytes: number): TiffPage['tags'] {
  const offsets = tags.get(tag.stripOffsets) ?? [];
  const told = tags.get(tag.stripBytes) ?? (offsets.length === 1 ? [fileBytes] : []);
  if (told.length !== offsets.length) throw new PagesFailure('damaged');
  const lengths = told.map((bytes, strip) => Math.max(0, Math.min(bytes, fileBytes - (offsets[strip] ?? 0))));
  return new Map([...tags, [tag.stripBytes, lengths]]);
}

/** The dots of a fax are no squares: 204 an inch across, and 98, 196 or 391 down. Without them a sheet would be half as tall. */
function sizeOf({ width, height }: PageSize, one: (wanted: number) => number): PageSize {
  const perInch = one(tag.resolutionUnit) === 3 ? 2.54 : 1;
  const told = [one(tag.xResolution) * perInch, one(tag.yResolution) * perInch];
  const [across = 0, down = 0] = told.every((dots) => dots >= 20 && dots <= 5000) ? told : guessed({ width, height });
  return { width: (width / across) * 72, height: (height / down) * 72 };
}

/** Scan lines of the faxes' standard widths (ITU-T T.4): A4, B4, A3. */
const faxWidths = new Set([1728, 2048, 2432]);

function guessed({ width, height }: PageSize): [number, number] {
  if (!faxWidths.has(width)) return [200, 200];
  return [204, height < width * 0.9 ? 98 : 196];
}
