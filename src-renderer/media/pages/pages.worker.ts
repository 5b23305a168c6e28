import { PagesFailure, type Answer, type PagesDocument, type Question } from './messages.ts';
import { openTiff } from './tiff-pages.ts';

/**
 * Decodes the pages of faxes, away from the window: a damaged file may keep it busy for ever, then it is ended. Answers one
 * question at a time.
 */
let opened: PagesDocument | null = null;

addEventListener('message', ({ data }: MessageEvent<Partial<Question>>) => {
  // pdf.js sends messages of its own to itself.
  if (data.question === undefined) return;
  const asked = data as Question;
  answer(asked).then(
    (found) => tell({ question: asked.question, ...found }),
    (error: unknown) => {
      tell({ question: asked.question, problem: error instanceof PagesFailure ? error.problem : 'damaged' });
    },
  );
});

async function answer(asked: Question): Promise<{ sizes: PagesDocument['sizes'] } | { picture: ImageBitmap }> {
  if (asked.ask === 'draw') {
    if (!opened) throw new PagesFailure('damaged');
    return { picture: await opened.draw(asked.page, asked.pixelsPerPoint) };
  }
  const file = await bytesOf(asked);
  if (asked.type === 'application/pdf') {
    const { openPdf } = await import('./pdf-pages.ts');
    opened = await openPdf(file, asked.limits);
  } else {
    opened = openTiff(file, asked.limits);
  }
  return { sizes: opened.sizes };
}

async function bytesOf({ address, limits }: Extract<Question, { ask: 'open' }>): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new PagesFailure('damaged');
  if (Number(response.headers.get('content-length')) > limits.fileBytes) throw new PagesFailure('too-large');
  return response.arrayBuffer();
}

function tell(found: Answer): void {
  postMessage(found, { transfer: 'picture' in found ? [found.picture] : [] });
}
