import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { ExportKind, ExportsView, ExportView } from '../../../src-main/contract/model.ts';
import { Exporting } from '../../../src-renderer/export/exporting.svelte.ts';
import { percentOf } from '../../../src-renderer/export/part.ts';
import { fakeBridge, settled } from './fake-bridge.ts';

const view = (phase: ExportView['phase'], changes: Partial<ExportView> = {}): ExportView => ({
  phase,
  done: 0,
  total: 10,
  written: 0,
  writtenBytes: 0,
  problems: [],
  problemCount: 0,
  error: null,
  ...changes,
});

function office(refusal: Failure | null = null) {
  let state: ExportsView = { records: null, recordings: null };
  const ended: ExportKind[] = [];
  const begin = (kind: ExportKind) => {
    if (refusal) throw refusal;
    state = { ...state, [kind]: view('running') };
    return { started: true };
  };
  const main = fakeBridge({
    'export.state': () => state,
    'export.records': () => begin('records'),
    'export.recordings': () => begin('recordings'),
    'export.cancel': ({ kind }) => void (state = { ...state, [kind]: view('cancelled') }),
    'export.forget': ({ kind }) => void (state = { ...state, [kind]: null }),
  });
  const exporting = new Exporting(main.ask, main.listen, (kind) => ended.push(kind));
  const comesTo = async (kind: ExportKind, to: ExportView) => {
    state = { ...state, [kind]: to };
    main.changed('export');
    await settled();
  };
  return { main, exporting, ended, comesTo };
}

describe('an export', () => {
  it('is asked for as chosen, of what was shown when the dialog was opened', async () => {
    const { main, exporting } = office();
    exporting.begin({ kinds: ['fax'] });
    exporting.choice = 'csv';
    await exporting.start();
    expect(main.inputsOf('export.records')).toEqual([{ filter: { kinds: ['fax'] }, format: 'csv' }]);
    expect(exporting.view?.phase).toBe('running');
    exporting.close();
    expect(main.listening()).toBe(0);
  });

  it('goes on when the dialog is closed, and its end is told', async () => {
    const { main, exporting, ended, comesTo } = office();
    exporting.begin({});
    exporting.choice = 'files';
    await exporting.start();
    exporting.shut();
    expect(exporting.running).toEqual(['recordings']);
    await comesTo('recordings', view('done', { written: 3 }));
    expect(ended).toEqual(['recordings']);
    exporting.choice = 'xlsx';
    exporting.show('recordings');
    expect(exporting.view?.written).toBe(3);
    exporting.shut();
    await settled();
    expect(main.inputsOf('export.forget')).toEqual([{ kind: 'recordings' }]);
    expect(exporting.view).toBeNull();
  });

  it('that ends before the eyes of the person is not told twice', async () => {
    const { exporting, ended, comesTo } = office();
    exporting.begin({});
    await exporting.start();
    await comesTo('records', view('done'));
    expect(ended).toEqual([]);
    expect(exporting.view?.phase).toBe('done');
  });

  it('under way is what the next opening shows; one that ended makes room', async () => {
    const { exporting, comesTo } = office();
    await comesTo('recordings', view('running'));
    exporting.begin({});
    expect(exporting.kind).toBe('recordings');
    exporting.shut();
    await comesTo('recordings', view('done'));
    exporting.begin({});
    expect(exporting.view).toBeNull();
  });

  it('is stopped by its kind', async () => {
    const { exporting } = office();
    exporting.begin({});
    await exporting.start();
    await exporting.cancel('records');
    expect(exporting.view?.phase).toBe('cancelled');
  });

  it('that cannot begin says why, and may be tried again', async () => {
    const { exporting } = office(new Failure('folder-not-writable'));
    exporting.begin({});
    await exporting.start();
    expect(exporting.error).toMatchObject({ code: 'folder-not-writable' });
    expect(exporting.starting).toBe(false);
  });

  it('is never told to be whole while something is to come', () => {
    expect(percentOf(view('running', { done: 10 }))).toBe(99);
    expect(percentOf(view('running', { total: 0 }))).toBe(0);
    expect(percentOf(view('running', { done: 5 }))).toBe(50);
  });
});
