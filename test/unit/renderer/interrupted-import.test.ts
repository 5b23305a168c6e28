import { describe, expect, it } from 'vitest';
import type { InterruptedImport } from '../../../src-main/contract/model.ts';
import { Importing } from '../../../src-renderer/contacts/importing.svelte.ts';
import { fakeBridge, settled } from './fake-bridge.ts';

const cutOff: InterruptedImport = { id: 'act', fileName: 'клиенты.csv', rowCount: 50_000, taken: 1200, undoable: true };

function started() {
  let last: InterruptedImport | null = cutOff;
  const main = fakeBridge({
    'contacts.importInterrupted': () => last,
    'contacts.importInterruptedUndo': () => {
      last = null;
      return { left: 3 };
    },
    'contacts.importInterruptedForget': () => void (last = null),
    'contacts.importState': () => ({ phase: 'none' }),
  });
  const importing = new Importing(main.ask, main.listen);
  return { main, importing, interrupted: importing.interrupted, over: () => (last = null) };
}

describe('an import that was cut off', () => {
  it('is told of from the start until the person puts it away', async () => {
    const { main, interrupted } = started();
    await interrupted.read();
    expect(interrupted.last).toEqual(cutOff);
    await interrupted.forget();
    expect(main.inputsOf('contacts.importInterruptedForget')).toEqual([{ id: 'act' }]);
    expect(interrupted.last).toBeNull();
    await interrupted.forget();
    expect(main.inputsOf('contacts.importInterruptedForget')).toHaveLength(1);
  });

  it('is taken back once, however often that is asked for', async () => {
    const { main, interrupted } = started();
    await interrupted.read();
    expect(await Promise.all([interrupted.undo(), interrupted.undo()])).toEqual([3, null]);
    expect(main.inputsOf('contacts.importInterruptedUndo')).toEqual([{ id: 'act' }]);
    expect([interrupted.last, interrupted.busy]).toEqual([null, false]);
  });

  it('is over when its file has come in; with nothing cut off, no import has anybody ask', async () => {
    const { main, interrupted, over, importing } = started();
    await interrupted.read();
    over();
    main.changed('import');
    await settled();
    expect(interrupted.last).toBeNull();
    const asked = main.inputsOf('contacts.importInterrupted').length;
    main.changed('import');
    await settled();
    expect(main.inputsOf('contacts.importInterrupted')).toHaveLength(asked);
    importing.close();
    expect(main.listening()).toBe(0);
  });
});
