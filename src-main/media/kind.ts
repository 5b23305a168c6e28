import { readWavHead, type WavCodec } from './sound/wav.ts';

export type SoundFormat = 'wav' | 'mp3' | 'ogg' | 'm4a' | 'aac' | 'flac' | 'amr';
export type PageFormat = 'tiff' | 'pdf';

/** What a file is, by its own first bytes; its name and the server's word for it count for nothing. */
export type MediaKind =
  | { of: 'sound'; format: Exclude<SoundFormat, 'wav'> }
  | { of: 'sound'; format: 'wav'; codec: WavCodec }
  | { of: 'pages'; format: PageFormat };

/** How many bytes `kindOf` wants to see: headers with a recorder's own chunks in front of the format are rarely longer. */
export const headBytes = 16 * 1024;

const mediaTypes: Readonly<Record<SoundFormat | PageFormat, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  amr: 'audio/amr',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
};

/** For the `Content-Type` header. */
export const mediaType = ({ format }: MediaKind): string => mediaTypes[format];

/** Null: none of what a PBX sends, such as a login page. */
export function kindOf(head: Buffer): MediaKind | null {
  const wav = readWavHead(head);
  if (wav) return { of: 'sound', format: 'wav', codec: wav.codec };
  const sound = soundOf(head);
  if (sound) return { of: 'sound', format: sound };
  const pages = pagesOf(head);
  return pages && { of: 'pages', format: pages };
}

/** The beginning of a page for a browser: a login, an error of the web server, a provider's notice. */
export const isWebPage = (head: Buffer): boolean =>
  /^\uFEFF?\s*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body)\b/i.test(head.toString('utf8', 0, 2048));

function soundOf(head: Buffer): Exclude<SoundFormat, 'wav'> | null {
  if (begins(head, 'OggS')) return 'ogg';
  if (begins(head, 'fLaC')) return 'flac';
  if (begins(head, '#!AMR')) return 'amr';
  // ISO media: the brand of the file says whether it holds sound; a film's is not ours.
  if (head.toString('latin1', 4, 8) === 'ftyp')
    return /^(M4A|M4B|mp4|isom|iso2|dash)/.test(brandOf(head)) ? 'm4a' : null;
  if (begins(head, 'ID3')) return afterId3(head);
  return frameOf(head, 0);
}

const brandOf = (head: Buffer) => head.toString('latin1', 8, 12);

function pagesOf(head: Buffer): PageFormat | null {
  if (begins(head, 'II*\0') || begins(head, 'MM\0*')) return 'tiff';
  // Readers accept some bytes before the header (PDF 1.7, annex H, note 13); scanners do put them there.
  return head.subarray(0, 1024).includes('%PDF-') ? 'pdf' : null;
}

/** What follows an ID3v2 tag: MP3, unless it is clearly AAC. A long tag (a picture) hides it; MP3 then. */
function afterId3(head: Buffer): 'mp3' | 'aac' {
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  const length = ((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (d & 0x7f);
  return frameOf(head, 10 + length) ?? 'mp3';
}

/** A frame's first four bytes: MPEG 1, 2 or 2.5 layer III (FB, F3, E3 and so on after FF), or AAC in ADTS (F0, F1, F8, F9). */
function frameOf(head: Buffer, at: number): 'mp3' | 'aac' | null {
  const [sync = 0, second = 0, third = 0] = head.subarray(at, at + 3);
  if (sync !== 0xff || head.length < at + 4) return null;
  if ((second & 0xf6) === 0xf0) return ((third >> 2) & 15) < 13 ? 'aac' : null;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const isFrame = (second & 0xe0) === 0xe0 && version !== 1 && layer === 1;
  return isFrame && third >> 4 !== 15 && ((third >> 2) & 3) !== 3 ? 'mp3' : null;
}

const begins = (head: Buffer, text: string) => head.toString('latin1', 0, text.length) === text;
