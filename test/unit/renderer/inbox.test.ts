import { describe, expect, it } from 'vitest';
import type { InboxItem } from '../../../src-main/contract/model.ts';
import { Inbox } from '../../../src-renderer/inbox/inbox.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aFailure, aMessage, inboxMain, orderId } from './inbox-main.ts';

const idOf = (item: InboxItem | null) => (item?.kind === 'record' ? item.record.id : (item?.callback.id ?? null));

async function opened(items: InboxItem[], options: Parameters<typeof inboxMain>[1] = {}) {
  const main = inboxMain(items, options);
  const inbox = new Inbox(main.ask, main.listen);
  await inbox.open();
  const shown = () => inbox.rows.map(idOf);
  const selected = () => idOf(inbox.selection.item);
  const row = (id: number | string) => {
    const found = inbox.rows.find((item) => idOf(item) === id);
    if (!found) throw new Error(`no row ${id}`);
    return found;
  };
  return { main, inbox, shown, selected, row, take: (id: number | string) => inbox.selection.take(row(id)) };
}

const five = () => [1, 2, 3, 4, 5].map((id) => aMessage(id));
const laterMs = 2e9;

describe('the shelves', () => {
  const mixed = () => [
    aMessage(1),
    aMessage(2, { kind: 'fax' }),
    aFailure(3),
    aMessage(4, {}, { snoozedUntilMs: laterMs }),
    aMessage(5, {}, { doneAtMs: 1, doneBy: 'person' }),
  ];

  it('show each what stands on it, newest first, and count what waits', async () => {
    const { inbox, shown } = await opened(mixed());
    expect(shown()).toEqual([orderId(3), 2, 1]);
    expect(inbox.waitingCount).toBe(3);
    await inbox.showShelf('snoozed');
    expect(shown()).toEqual([4]);
    await inbox.showShelf('done');
    expect(shown()).toEqual([5]);
  });

  it('can be narrowed to one kind', async () => {
    const { inbox, shown } = await opened(mixed());
    await inbox.showKind('fax');
    expect(shown()).toEqual([2]);
    await inbox.showKind('callback');
    expect(shown()).toEqual([orderId(3)]);
    await inbox.showKind(null);
    expect(shown()).toHaveLength(3);
  });

  it('count for the rail also while another page is shown, and ask for no more than that', async () => {
    const main = inboxMain(mixed());
    const inbox = new Inbox(main.ask, main.listen);
    main.changed('inbox');
    await settled();
    expect(inbox.waitingCount).toBe(3);
    expect(main.inputsOf('inbox.page')).toEqual([]);
  });

  it('ask once more, not ten times, when ten changes come in a burst', async () => {
    const { main } = await opened(mixed());
    const before = main.inputsOf('inbox.page').length;
    for (let change = 0; change < 10; change += 1) main.changed('inbox');
    await settled();
    expect(main.inputsOf('inbox.page').length - before).toBe(2);
  });
});

describe('the selection', () => {
  it('walks down and up, and stays at the ends', async () => {
    const { inbox, selected } = await opened(five());
    inbox.selection.move(1);
    expect(selected()).toBe(5);
    inbox.selection.move(1);
    inbox.selection.move(1);
    expect(selected()).toBe(3);
    for (let step = 0; step < 9; step += 1) inbox.selection.move(1);
    expect(selected()).toBe(1);
    for (let step = 0; step < 9; step += 1) inbox.selection.move(-1);
    expect(selected()).toBe(5);
  });

  it('stays on its item when new ones come in above', async () => {
    const { main, shown, selected, take } = await opened(five());
    take(3);
    main.add(aMessage(6));
    main.changed('inbox');
    await settled();
    expect(shown()[0]).toBe(6);
    expect(selected()).toBe(3);
  });

  it('keeps what a callback closed under the reader’s eyes, says so, and goes on from its place', async () => {
    const { main, inbox, shown, selected, take } = await opened(five());
    take(3);
    main.mark(3, { doneAtMs: 7, doneBy: 'callback', doneOrderId: orderId(9) });
    main.changed('inbox');
    await settled();
    expect(shown()).toEqual([5, 4, 2, 1]);
    expect(inbox.selection.item?.marks).toMatchObject({ doneBy: 'callback', doneAtMs: 7 });
    inbox.selection.move(1);
    expect(selected()).toBe(2);
  });

  it('takes several by range, one by one, and all', async () => {
    const { inbox, row, take } = await opened(five());
    const targets = () => inbox.selection.targets.map(idOf);
    take(4);
    inbox.selection.extend(1);
    inbox.selection.extend(1);
    expect(targets()).toEqual([4, 3, 2]);
    inbox.selection.extend(-1);
    expect(targets()).toEqual([4, 3]);
    inbox.selection.chooseAlso(row(1));
    expect(targets()).toEqual([4, 3, 1]);
    inbox.selection.chooseAlso(row(3));
    expect(targets()).toEqual([4, 1]);
    inbox.selection.chooseAlso(row(1));
    expect(targets()).toEqual([4]);
    inbox.selection.chooseAll();
    expect(targets()).toEqual([5, 4, 3, 2, 1]);
    await inbox.done(inbox.selection.targets);
    expect(inbox.rows).toEqual([]);
    expect(inbox.selection.item).toBeNull();
  });
});

describe('«Готово»', () => {
  it('goes on to the next, at the end to the one before, and then to nothing', async () => {
    const { inbox, selected, row, take } = await opened([1, 2, 3].map((id) => aMessage(id)));
    take(2);
    await inbox.done([row(2)]);
    expect(selected()).toBe(1);
    await inbox.done([row(1)]);
    expect(selected()).toBe(3);
    await inbox.done([row(3)]);
    expect(selected()).toBeNull();
  });

  it('pressed three times fast is three different items', async () => {
    const { main, inbox, shown } = await opened(five());
    inbox.selection.move(1);
    const deeds = [1, 2, 3].map(() => inbox.done(inbox.selection.targets));
    expect(shown()).toEqual([2, 1]);
    await Promise.all(deeds);
    expect(main.on('done').sort()).toEqual([3, 4, 5]);
    expect(shown()).toEqual([2, 1]);
  });

  it('leaves the selection alone when it is for another item', async () => {
    const { inbox, selected, row, take } = await opened(five());
    take(4);
    await inbox.done([row(2)]);
    expect(selected()).toBe(4);
  });

  it('that main refuses brings the item back', async () => {
    const items = five();
    const page = { items, next: null };
    const counts = { voicemail: 5, fax: 0, callback: 0, unread: 5, snoozed: 0 };
    const main = fakeBridge({
      'inbox.page': () => page,
      'inbox.counts': () => counts,
      'inbox.mark': refuse('internal'),
    });
    const inbox = new Inbox(main.ask, main.listen);
    await inbox.open();
    await expect(inbox.done(items.slice(0, 1))).rejects.toMatchObject({ code: 'internal' });
    expect(inbox.rows).toHaveLength(5);
    expect(await inbox.undo()).toBeNull();
  });
});

describe('what was done is taken back', () => {
  it('one after the other, the last first, and is selected again', async () => {
    const { main, inbox, selected, row, take } = await opened(five());
    take(5);
    await inbox.done([row(5)]);
    await inbox.snooze([row(4)], laterMs);
    await inbox.undo();
    expect(main.on('waiting')).toEqual([4, 3, 2, 1]);
    expect(selected()).toBe(4);
    await inbox.undo();
    expect(main.on('waiting')).toEqual([5, 4, 3, 2, 1]);
    expect(selected()).toBe(5);
    expect(await inbox.undo()).toBeNull();
  });

  it('also before main has answered', async () => {
    const { main, inbox, row } = await opened(five());
    await inbox.done([row(5)]);
    const [deed, undone] = await Promise.all([inbox.done([row(4)]), inbox.undo()]);
    expect(undone).toBe(deed);
    expect(main.on('done')).toEqual([5]);
  });

  it('just as it was: unread, and put off until then', async () => {
    const { main, inbox, row } = await opened([
      aMessage(1, {}, { snoozedUntilMs: laterMs }),
      aMessage(2, {}, { snoozedUntilMs: laterMs + 1, readAtMs: 5 }),
    ]);
    await inbox.showShelf('snoozed');
    await inbox.done([row(1), row(2)]);
    await inbox.undo();
    expect(main.on('snoozed')).toEqual([2, 1]);
    expect(main.marksOf(1)).toMatchObject({ readAtMs: null, snoozedUntilMs: laterMs });
    expect(main.marksOf(2)).toMatchObject({ snoozedUntilMs: laterMs + 1 });
    expect(main.marksOf(2)?.readAtMs).not.toBeNull();
  });

  it('by its own notice, once', async () => {
    const { main, inbox, row } = await opened(five());
    const first = await inbox.done([row(5)]);
    await inbox.done([row(4)]);
    await inbox.undo(first);
    expect(main.on('done')).toEqual([4]);
    expect(await inbox.undo(first)).toBeNull();
  });
});

describe('putting off', () => {
  it('anew on the shelf of what is put off leaves the item there', async () => {
    const { inbox, shown, selected, row, take } = await opened([aMessage(1, {}, { snoozedUntilMs: laterMs })]);
    await inbox.showShelf('snoozed');
    take(1);
    await inbox.snooze([row(1)], laterMs + 5);
    expect(shown()).toEqual([1]);
    expect(selected()).toBe(1);
    await inbox.snooze([row(1)], null);
    expect(shown()).toEqual([]);
  });
});

describe('«Вернуть»', () => {
  const closed = { doneAtMs: 1, doneBy: 'callback', doneOrderId: orderId(9) } as const;

  it('brings back all that the same callback closed, and can be taken back', async () => {
    const { main, inbox, row } = await opened([
      aMessage(1, {}, closed),
      aMessage(2, {}, { ...closed, doneOrderId: orderId(8) }),
      aMessage(3, {}, closed),
    ]);
    await inbox.showShelf('done');
    const { deed, count } = await inbox.reopen(row(3));
    expect(count).toBe(2);
    expect(main.on('waiting')).toEqual([3, 1]);
    await inbox.undo(deed);
    expect(main.on('done')).toEqual([3, 2, 1]);
  });

  it('brings back what a person has done, alone', async () => {
    const { main, inbox, row } = await opened([1, 2].map((id) => aMessage(id, {}, { doneAtMs: 1, doneBy: 'person' })));
    await inbox.showShelf('done');
    expect((await inbox.reopen(row(1))).count).toBe(1);
    expect(main.on('waiting')).toEqual([1]);
  });
});

describe('a wanted item', () => {
  it('is selected on whatever shelf it stands, whatever is shown', async () => {
    const { inbox, shown, selected } = await opened([
      aMessage(1),
      aMessage(2, {}, { snoozedUntilMs: laterMs }),
      aFailure(3, { doneAtMs: 1, doneBy: 'person' }),
    ]);
    await inbox.showKind('fax');
    expect(await inbox.show({ kind: 'record', id: 2 })).toBe(true);
    expect([inbox.shelf, inbox.kind, selected()]).toEqual(['snoozed', null, 2]);
    expect(shown()).toEqual([2]);
    expect(await inbox.show({ kind: 'order', id: orderId(3) })).toBe(true);
    expect([inbox.shelf, selected()]).toEqual(['done', orderId(3)]);
  });

  it('is loaded when it stands far down', async () => {
    const many = Array.from({ length: 25 }, (_, index) => aMessage(index + 1));
    const { inbox, shown, selected } = await opened(many, { pageSize: 10 });
    expect(shown()).toHaveLength(10);
    expect(await inbox.show({ kind: 'record', id: 2 })).toBe(true);
    expect(selected()).toBe(2);
    expect(shown()).toContain(2);
  });

  it('that is gone changes nothing', async () => {
    const { inbox, selected, take } = await opened(five());
    take(4);
    expect(await inbox.show({ kind: 'record', id: 77 })).toBe(false);
    expect([inbox.shelf, selected()]).toEqual(['waiting', 4]);
  });
});
