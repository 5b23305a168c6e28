import { describe, expect, it } from 'vitest';
import type { ImportMatch, ImportPreview, ImportState } from '../../../src-main/contract/model.ts';
import { Importing } from '../../../src-renderer/contacts/importing.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';

const column = (header: string, field: 'name' | 'mobile' | 'skip') => ({ header, field, samples: [] });
const preview: ImportPreview = {
  fileName: 'клиенты.csv',
  format: 'csv',
  encoding: 'windows-1251',
  rowCount: 2,
  table: {
    delimiter: ';',
    hasHeader: true,
    columns: [column('Имя', 'name'), column('Телефон', 'mobile'), column('Отдел', 'skip')],
  },
  rows: [],
  counts: { added: 2, updated: 0, same: 0, wrong: 0 },
  counting: false,
};
const matching: ImportState = { phase: 'matching', preview };
const none: ImportState = { phase: 'none' };

/** Main, with a file opened and proposed as above. */
function opened(importPreview: (match: ImportMatch) => ImportState | Promise<ImportState> = () => matching) {
  let state: ImportState = none;
  const main = fakeBridge({
    'contacts.importOpen': () => (state = matching),
    'contacts.importPreview': importPreview,
    'contacts.importState': () => state,
    'contacts.importCancel': () => (state = none),
  });
  return { main, importing: new Importing(main.ask, main.listen), be: (next: ImportState) => (state = next) };
}

describe('how a file of contacts is read', () => {
  it('is left to what was proposed, but for what the person chose', async () => {
    const { main, importing } = opened();
    await importing.open();
    await importing.setField(2, 'note');
    await importing.readAs({ encoding: 'koi8-r' });
    expect(main.inputsOf('contacts.importPreview')).toEqual([
      { encoding: null, delimiter: null, hasHeader: null, fields: ['name', 'mobile', 'note'] },
      { encoding: 'koi8-r', delimiter: null, hasHeader: null, fields: ['name', 'mobile', 'note'] },
    ]);
  });

  it('keeps two choices made one right after the other', async () => {
    const { main, importing } = opened();
    await importing.open();
    await Promise.all([importing.setField(2, 'note'), importing.setField(1, 'work')]);
    expect(main.inputsOf('contacts.importPreview').at(-1)).toMatchObject({ fields: ['name', 'work', 'note'] });
    expect(importing.looking).toBe(false);
  });

  it('with another delimiter has other columns: what was matched does not hold for them', async () => {
    const { main, importing } = opened();
    await importing.open();
    await importing.setField(2, 'note');
    await importing.readAs({ delimiter: ',' });
    expect(main.inputsOf('contacts.importPreview').at(-1)).toMatchObject({ delimiter: ',', fields: null });
  });

  it('stays as it was where the choice does not work, and that is told until the next one', async () => {
    const { main, importing } = opened(({ delimiter }) =>
      delimiter === '\t' ? refuse('import-row-too-long', { line: 1 })() : matching,
    );
    await importing.open();
    await importing.readAs({ delimiter: '\t' });
    expect(importing.refused).toMatchObject({ code: 'import-row-too-long' });
    expect(importing.state).toBe(matching);
    expect(importing.looking).toBe(false);
    await importing.readAs({ hasHeader: false });
    expect(importing.refused).toBeNull();
    expect(main.inputsOf('contacts.importPreview').at(-1)).toMatchObject({ delimiter: null, hasHeader: false });
  });

  it('begins anew with every file', async () => {
    const { main, importing } = opened();
    await importing.open();
    await importing.setField(2, 'note');
    await importing.open();
    await importing.readAs({ hasHeader: false });
    expect(main.inputsOf('contacts.importPreview').at(-1)).toMatchObject({ fields: null, hasHeader: false });
  });
});

describe('an import', () => {
  it('is followed as main tells of it, until it is put away', async () => {
    const { main, importing, be } = opened();
    await importing.open();
    const running: ImportState = {
      phase: 'running',
      fileName: 'клиенты.csv',
      rowCount: 2,
      counts: { added: 1, updated: 0, same: 0, wrong: 0 },
    };
    be(running);
    main.changed('import');
    await settled();
    expect(importing.state).toEqual(running);
    await importing.cancel();
    expect(importing.shown).toBe(false);
    importing.close();
    expect(main.listening()).toBe(0);
  });

  it('asks for one file at a time', async () => {
    const { main, importing } = opened();
    await Promise.all([importing.open(), importing.open()]);
    expect(main.inputsOf('contacts.importOpen')).toHaveLength(1);
  });
});
