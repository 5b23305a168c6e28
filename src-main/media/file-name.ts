import { localDay, wallTimeMs } from '../local-time.ts';
import type { MediaKind } from './kind.ts';

const extensions: Record<MediaKind['format'], string> = {
  wav: 'wav',
  mp3: 'mp3',
  ogg: 'ogg',
  m4a: 'm4a',
  aac: 'aac',
  flac: 'flac',
  amr: 'amr',
  tiff: 'tif',
  pdf: 'pdf',
};

/** In UTF-8, of which a name on Linux may have 255 bytes: a Cyrillic letter takes two, an emoji four or many more. */
const numberBytes = 60;
const nameBytes = 120;

export interface NamedFile {
  startedAtMs: number;
  /** E.164, or what the PBX wrote. */
  number: string;
  /** Empty: nobody known. */
  name: string;
  format: MediaKind['format'];
}

/** `2026-11-23_1530_+74951234567_Иванов.mp3`: sorted by time in any folder, safe on every system. Times are the PC's. */
export function fileNameOf({ startedAtMs, number, name, format }: NamedFile): string {
  const [, hours = '', minutes = ''] = /T(..):(..)/.exec(new Date(wallTimeMs(startedAtMs)).toISOString()) ?? [];
  const parts = [localDay(startedAtMs), hours + minutes, safe(number, numberBytes), safe(name, nameBytes)];
  return `${parts.filter((part) => part !== '').join('_')}.${extensions[format]}`;
}

/** Without what Windows forbids, what a shell or a file manager stumbles over, and what turns text around. */
function safe(text: string, mostBytes: number): string {
  const allowed = text.normalize('NFC').replaceAll(/[\p{C}<>:"/\\|?*%~`$'&;]/gu, ' ');
  return cut(allowed.replaceAll(/[\s_]+/g, ' ').replace(/^[ .-]+/, ''), mostBytes).replace(/[ .]+$/, '');
}

/** Whole characters only, as a person sees them. */
function cut(text: string, mostBytes: number): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (Buffer.byteLength(kept + segment) > mostBytes) break;
    kept += segment;
  }
  return kept;
}
