import { numberLabels, type ImportField, type NumberLabel } from '../../contract/model.ts';
import { unguarded } from '../../formula-guard.ts';
import type { ContactDraft } from '../draft.ts';
import { kindOf } from '../number-kinds.ts';
import { readNumbers, type ReadOne } from '../written-numbers.ts';
import { fieldOf } from './header.ts';

/**
 * The first row is headers when none of its cells holds a number, and one of them is known as a header or stands above
 * numbers.
 */
export function hasHeader([first = [], ...others]: readonly string[][], readOne: ReadOne): boolean {
  if (first.some((cell) => readNumbers(cell, readOne).numbers.length > 0)) return false;
  if (first.some((cell) => fieldOf(cell) !== null)) return true;
  return first.some((cell, index) => cell.trim() !== '' && mostlyNumbers(cellsOf(others, index), readOne) !== null);
}

const cellsOf = (rows: readonly string[][], index: number) =>
  rows.map((cells) => cells[index]?.trim() ?? '').filter((cell) => cell !== '');

/**
 * Proposes what each column holds: by its header, and where the headers name no number or no name, by what stands in the
 * first rows.
 */
export function proposeFields(
  header: readonly string[] | null,
  rows: readonly string[][],
  readOne: ReadOne,
): ImportField[] {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), header?.length ?? 0);
  const said = Array.from({ length: width }, (_, index) => fieldOf(header?.[index] ?? ''));
  const hasNumbers = said.some((field) => isNumberField(field));
  const withNumbers = said.map((field, index) => {
    if (field !== null || hasNumbers) return field;
    return mostlyNumbers(cellsOf(rows, index), readOne);
  });
  const hasName = withNumbers.some((field) => field === 'name' || field === 'given' || field === 'family');
  const nameAt = hasName
    ? -1
    : withNumbers.findIndex(
        (field, index) => field === null && cellsOf(rows, index).some((cell) => /\p{L}{2}/u.test(cell)),
      );
  return settled(withNumbers.map((field, index) => (index === nameAt ? 'name' : (field ?? 'skip'))));
}

const isNumberField = (field: ImportField | null): field is NumberLabel =>
  (numberLabels as readonly (string | null)[]).includes(field);

function mostlyNumbers(cells: readonly string[], readOne: ReadOne): ImportField | null {
  const read = cells.map((cell) => readNumbers(cell, readOne).numbers).filter((numbers) => numbers.length > 0);
  if (read.length === 0 || read.length * 2 < cells.length) return null;
  return read.every((numbers) => numbers.every(({ number }) => /^\+79/.test(number))) ? 'mobile' : 'other';
}

/** A name as a whole makes its parts superfluous; of what a contact has once, the first column is taken. */
function settled(fields: readonly ImportField[]): ImportField[] {
  return fields.map((field, index) => {
    if (fields.includes('name') && ['given', 'middle', 'family'].includes(field)) return 'skip';
    const once = field === 'name' || field === 'company' || field === 'favourite';
    return once && fields.indexOf(field) < index ? 'skip' : field;
  });
}

const nameParts: readonly ImportField[] = ['name', 'given', 'middle', 'family'];

/** The contact that a row holds. Parts of the name are put together in the order of the columns. */
export function toDraft(cells: readonly string[], fields: readonly ImportField[]): ContactDraft {
  const draft: ContactDraft = { name: '', company: '', note: '', favourite: false, numbers: [] };
  const names: string[] = [];
  const notes: string[] = [];
  let kind: NumberLabel | null = null;
  fields.forEach((field, index) => {
    const cell = unguarded((cells[index] ?? '').trim());
    if (isNumberField(field)) {
      if (cell !== '') draft.numbers.push(...cell.split(':::').map((written) => ({ label: kind ?? field, written })));
      kind = null;
    } else if (field === 'number-kind') kind = kindOf(cell);
    else if (cell === '') return;
    else if (nameParts.includes(field)) names.push(cell);
    else if (field === 'company') draft.company ||= cell;
    else if (field === 'note') notes.push(cell);
    else if (field === 'favourite') draft.favourite ||= isYes(cell);
  });
  return { ...draft, name: names.join(' '), note: notes.join('\n') };
}

/** «Да» in a column of its own; Google's star among the groups. */
const isYes = (cell: string) =>
  /^(?:да|yes|y|true|истина|1|x|х|\+|\*|v|✓|★)$/i.test(cell) ||
  /(?:^|[^\p{L}])(?:starred|избранн|favou?rite)/iu.test(cell);
