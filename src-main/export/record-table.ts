import type { Language, RecordView } from '../contract/model.ts';
import type { Cell, TableLayout } from './cells.ts';
import { exportTexts } from './texts.ts';

/** In the order of the titles; in characters. */
const widths = [20, 12, 14, 30, 20, 12, 26, 20, 13, 9, 50];

export function recordLayout(language: Language): TableLayout {
  const { fileName, titles, timeFormat } = exportTexts(language);
  return { sheet: fileName, timeFormat, columns: titles.map((title, n) => ({ title, width: widths[n] ?? 20 })) };
}

const text = (of: string): Cell => ({ of: 'text', text: of });

/** A record as the journal shows it. */
export function recordRow(record: RecordView, language: Language): Cell[] {
  const { kinds, directions, missed, hasFile } = exportTexts(language);
  const { kind, direction, durationSeconds } = record;
  const isMissed = kind === 'call' && direction === 'in' && durationSeconds === 0;
  return [
    { of: 'time', atMs: record.startedAtMs },
    text(kinds[kind]),
    text(isMissed ? missed : directions[direction]),
    text(record.name),
    { of: 'phone', display: record.display },
    text(record.extension ?? ''),
    text(record.person),
    text(record.group),
    { of: 'duration', seconds: durationSeconds },
    text(record.mediaId === null ? '' : hasFile),
    text(record.note),
  ];
}
