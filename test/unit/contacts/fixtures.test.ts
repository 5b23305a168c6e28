import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { Contact, ImportProblem } from '../../../src-main/contract/model.ts';
import { makeDesk } from './support/desk.ts';

/*
 * Files as the programs write them that people have their contacts in, and beside each what must come of it:
 * `outlook-ru-1251.csv` and `outlook-ru-1251.csv.json`. Contacts are in the order of the list.
 */
const fixtures = fileURLToPath(new URL('../../fixtures/contacts/', import.meta.url));
const names = readdirSync(fixtures).filter((name) => !name.endsWith('.json') && !name.startsWith('.'));

describe('a file of contacts is taken in as its writer meant it', () => {
  it('of all the programs', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)('%s', async (name) => {
    const expected: unknown = JSON.parse(readFileSync(`${fixtures}${name}.json`, 'utf8'));
    expect(await whatComesOf(`${fixtures}${name}`)).toEqual(expected);
  });
});

async function whatComesOf(path: string) {
  const { contactImport, run, all } = makeDesk();
  try {
    const state = await contactImport.open(path);
    if (state.phase !== 'matching') throw new Error(state.phase);
    const { encoding, rowCount, table } = state.preview;
    const { counts, problems } = await run();
    return {
      encoding,
      ...(table && {
        delimiter: table.delimiter,
        columns: table.columns
          .filter(({ field }) => field !== 'skip')
          .map(({ header, field }) => `${field}: ${header}`),
      }),
      rowCount,
      counts,
      contacts: (await all()).map(brief),
      problems: problems.map(told),
    };
  } catch (error) {
    if (error instanceof Failure) return { refused: error.code };
    throw error;
  }
}

const brief = ({ name, company, note, favourite, numbers }: Contact) => ({
  name,
  ...(company && { company }),
  numbers: numbers.map(({ label, number }) => `${label} ${number}`),
  ...(note && { note: note.length > 200 ? `${note.length} characters` : note }),
  ...(favourite && { favourite }),
});

const told = ({ line, code, written, taken }: ImportProblem) =>
  `${line}: ${code}${written ? ` «${written}»` : ''}${taken ? '' : ', not taken'}`;
