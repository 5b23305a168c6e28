import { describe, expect, it } from 'vitest';
import type { SyncView } from '../../../src-main/contract/model.ts';
import { Sync } from '../../../src-renderer/shell/sync.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';

const history = { done: false, paused: false, reachedDay: '2026-03-12', part: 0.43 };

function start(first: Partial<SyncView> = {}) {
  let view: SyncView = { answeredAtMs: 1, error: null, failing: [], rejected: 0, history, ...first };
  const complaints: unknown[] = [];
  const main = fakeBridge({
    'sync.state': () => view,
    'sync.askNow': () => undefined,
    'sync.pauseHistory': ({ paused }) => void (view = { ...view, history: { ...history, paused } }),
  });
  const sync = new Sync(main.ask, main.listen, (error) => complaints.push(error));
  return { main, sync, complaints, become: (next: Partial<SyncView>) => (view = { ...view, ...next }) };
}

describe('the sync in the status line', () => {
  it('follows the first load to its end', async () => {
    const { main, sync, become } = start();
    sync.read();
    await settled();
    expect(sync.history?.part).toBe(0.43);
    become({ history: { ...history, done: true, part: 1 } });
    main.changed('sync');
    await settled();
    expect(sync.history).toBeNull();
  });

  it('pauses the first load and takes it up again', async () => {
    const { main, sync } = start();
    sync.pauseHistory(true);
    await settled();
    expect(sync.history?.paused).toBe(true);
    sync.pauseHistory(false);
    await settled();
    expect(sync.history?.paused).toBe(false);
    expect(main.inputsOf('sync.pauseHistory')).toEqual([{ paused: true }, { paused: false }]);
  });

  it('is asking until an answer or an error comes, whatever else changes', async () => {
    const { main, sync, become } = start();
    sync.read();
    await settled();
    sync.askNow();
    main.changed('sync');
    await settled();
    expect(sync.asking).toBe(true);
    become({ answeredAtMs: 2 });
    main.changed('sync');
    await settled();
    expect(sync.asking).toBe(false);
    sync.askNow();
    become({ error: { code: 'bad-answer' } });
    main.changed('sync');
    await settled();
    expect(sync.asking).toBe(false);
  });

  it('says what could not be asked', async () => {
    const main = fakeBridge({ 'sync.askNow': refuse('no-account'), 'sync.state': refuse('no-account') });
    const complaints: unknown[] = [];
    const sync = new Sync(main.ask, main.listen, (error) => complaints.push(error));
    sync.read();
    sync.askNow();
    await settled();
    expect([sync.asking, complaints.length, sync.view]).toEqual([false, 1, null]);
    sync.close();
    expect(main.listening()).toBe(0);
  });
});
