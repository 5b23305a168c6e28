import { AnnotationMode, getDocument, PasswordException, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Found by pdf.js under a global name, and run in this very worker: ended together, whatever hangs.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PageLimits } from './limits.ts';
import { PagesFailure, type PagesDocument, type PageSize } from './messages.ts';

/** Fonts and decoders, beside the page: see scripts/build/renderer.mjs. */
const ownFiles = new URL('/pdfjs/', location.href).href;

/**
 * The fonts that every reader of PDF has, each a script that holds its bytes: so the content policy need not let the page
 * fetch anything but recordings and faxes.
 */
class OwnFonts {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const { default: base64 } = (await import(/* @vite-ignore */ `${ownFiles}${filename}.js`)) as { default: string };
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
}

class WorkerCanvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d') };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number): void {
    canvas.width = width;
    canvas.height = height;
  }

  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }): void {
    made.canvas = null;
    made.context = null;
  }
}

/** SVG filters need a page; a worker has none. Only a few printing effects are lost. */
class NoFilters {
  addFilter = () => 'none';
  addHCMFilter = () => 'none';
  addAlphaFilter = () => 'none';
  addLuminosityFilter = () => 'none';
  addKnockoutFilter = () => 'none';
  addHighlightHCMFilter = () => 'none';
  addSelectionHCMFilter = () => 'none';
  addSelectionFilter = () => 'none';
  createSelectionStyle = () => null;
  destroy = () => undefined;
}

/** A PDF file. Nothing in it runs or leads anywhere: no scripts, forms, links or attachments. Throws `PagesFailure`. */
export async function openPdf(file: ArrayBuffer, limits: PageLimits): Promise<PagesDocument> {
  const task = getDocument({
    data: new Uint8Array(file),
    // Letters are drawn as shapes: fonts of strangers never reach the system's own font code.
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    // The decoders for fax and scans are taken as JavaScript, so that the content policy need not allow WebAssembly.
    useWasm: false,
    useWorkerFetch: false,
    wasmUrl: ownFiles,
    standardFontDataUrl: ownFiles,
    isImageDecoderSupported: false,
    maxImageSize: limits.pixels,
    disableWorkerRendering: true,
    verbosity: 0,
    BinaryDataFactory: OwnFonts,
    CanvasFactory: WorkerCanvases,
    FilterFactory: NoFilters,
    ownerDocument: {},
  } as unknown as Parameters<typeof getDocument>[0]);
  const document = await task.promise.catch((error: unknown) => {
    throw new PagesFailure(error instanceof PasswordException ? 'locked' : 'damaged');
  });
  if (document.numPages > limits.pages) throw new PagesFailure('too-large');
  const sizes = await sizesOf(document);
  return { sizes, draw: (index, pixelsPerPoint) => draw(document, index, pixelsPerPoint) };
}

async function sizesOf(document: PDFDocumentProxy): Promise<PageSize[]> {
  const sizes: PageSize[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
    sizes.push({ width, height });
  }
  return sizes;
}

async function draw(document: PDFDocumentProxy, index: number, pixelsPerPoint: number): Promise<ImageBitmap> {
  const page = await document.getPage(index + 1);
  const viewport = page.getViewport({ scale: pixelsPerPoint });
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  await page.render({
    canvas: null,
    canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D,
    viewport,
    background: '#ffffff',
    // As on paper: what is to be filled in or hidden on a screen is no part of it.
    intent: 'print',
    annotationMode: AnnotationMode.ENABLE,
  }).promise;
  page.cleanup();
  return canvas.transferToImageBitmap();
}
