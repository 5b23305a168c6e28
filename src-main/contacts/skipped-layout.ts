import type { ImportField, Language } from '../contract/model.ts';
import type { CsvReading } from './csv/read.ts';
import type { ContactDraft, FileEntry } from './draft.ts';
import { isOwnTitle, skippedTexts } from './skipped-texts.ts';

/** The columns of a file of skipped rows that come before the line and the reason. */
export interface SkippedLayout {
  titles: string[];
  /** In their order. */
  cellsOf(entry: Pick<FileEntry, 'cells' | 'draft'>): string[];
}

/** Those of the table, but for the line and the reason of an earlier time. Without headers: what the person has matched. */
export function tableLayout({ columns, hasHeader }: CsvReading, language: Language): SkippedLayout {
  const { fields, column } = skippedTexts[language];
  const kept = [...columns.keys()].filter((index) => !isOwnTitle(columns[index]?.header ?? ''));
  const titleOf = (field: ImportField, index: number) => (field === 'skip' ? column(index + 1) : fields[field]);
  return {
    titles: kept.map((index) => {
      const { header = '', field = 'skip' } = columns[index] ?? {};
      return hasHeader ? header : titleOf(field, index);
    }),
    cellsOf: ({ cells }) => kept.map((index) => cells[index] ?? ''),
  };
}

const cardFields = ['name', 'company', 'work', 'mobile', 'home', 'other', 'note'] as const;

/** What a card holds of a contact; several numbers of a kind as Google writes them in one cell. */
export function cardLayout(language: Language): SkippedLayout {
  const { fields } = skippedTexts[language];
  return {
    titles: cardFields.map((field) => fields[field]),
    cellsOf: ({ draft }) => cardFields.map((field) => (draft ? cellOf(draft, field) : '')),
  };
}

function cellOf(draft: ContactDraft, field: (typeof cardFields)[number]): string {
  if (field === 'name' || field === 'company' || field === 'note') return draft[field];
  const numbers = draft.numbers.filter(({ label }) => label === field);
  return numbers.map(({ written }) => written).join(' ::: ');
}
