import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoteDraft } from '../../../src-renderer/journal/note-draft.svelte.ts';
import { NoteDrafts } from '../../../src-renderer/journal/note-drafts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What keeps notes, as slowly and as badly as a test wants. */
function keeper() {
  const kept: string[] = [];
  const doors: (() => void)[] = [];
  const state = { full: false, slow: false };
  const save = async (text: string) => {
    if (state.slow) await new Promise<void>((resolve) => doors.push(resolve));
    if (state.full) throw new Error('full');
    kept.push(text);
  };
  return Object.assign(state, { kept, save, letGo: () => doors.shift()?.() });
}

describe('a note in its place', () => {
  it('is kept once it is left, and only if it changed', async () => {
    const { kept, save } = keeper();
    const draft = new NoteDraft('было', save);
    await draft.leave();
    expect(kept).toEqual([]);
    draft.write(' стало ');
    await draft.leave();
    await draft.leave();
    expect(kept).toEqual(['стало']);
  });

  it('is kept by itself a moment after the last letter', async () => {
    const { kept, save } = keeper();
    const draft = new NoteDraft('', save);
    for (const text of ['П', 'Пр', 'Про']) {
      draft.write(text);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(kept).toEqual(['Про']);
  });

  it('is kept once more when it was written on while it was being kept', async () => {
    const main = keeper();
    const draft = new NoteDraft('', main.save);
    main.slow = true;
    draft.write('Просил');
    const first = draft.keep();
    draft.write('Просил счёт');
    const left = draft.leave();
    main.slow = false;
    main.letGo();
    await Promise.all([first, left]);
    expect(main.kept).toEqual(['Просил', 'Просил счёт']);
  });

  it('follows what is told, but not while it is written in', async () => {
    const { kept, save } = keeper();
    const draft = new NoteDraft('было', save);
    draft.told('от коллеги');
    expect(draft.text).toBe('от коллеги');
    draft.write('пишу');
    await draft.keep();
    // Asked before it was kept, answered after it.
    draft.told('от коллеги');
    expect(draft.text).toBe('пишу');
    await draft.leave();
    expect([draft.text, kept.at(-1)]).toEqual(['пишу', 'пишу']);
  });

  it('goes back by Esc to what it was before the writing, also when a part was kept already', async () => {
    const { kept, save } = keeper();
    const draft = new NoteDraft('было', save);
    expect(draft.undoable).toBe(false);
    draft.write('не то');
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft.undoable).toBe(true);
    draft.undo();
    await draft.leave();
    expect([draft.text, kept]).toEqual(['было', ['не то', 'было']]);
    draft.write('то');
    await draft.leave();
    expect(draft.undoable).toBe(false);
  });

  it('that could not be kept says why, and is tried again until it is', async () => {
    const main = keeper();
    const draft = new NoteDraft('', main.save);
    main.full = true;
    draft.write('Просил счёт');
    await expect(draft.leave()).rejects.toThrow('full');
    expect([draft.text, draft.error]).toEqual(['Просил счёт', new Error('full')]);
    main.full = false;
    await vi.advanceTimersByTimeAsync(15_000);
    expect([main.kept, draft.error]).toEqual([['Просил счёт'], null]);
  });

  it('that could not be kept and is put back as it was is no trouble any more', async () => {
    const main = keeper();
    const draft = new NoteDraft('было', main.save);
    main.full = true;
    draft.write('стало');
    await expect(draft.keep()).rejects.toThrow('full');
    draft.undo();
    await draft.leave();
    expect([draft.text, draft.error]).toEqual(['было', null]);
  });
});

describe('the drafts of a window', () => {
  it('keep what could not be kept, and show it again where it was written', async () => {
    const main = keeper();
    const drafts = new NoteDrafts();
    main.full = true;
    drafts.take('record 1', '', main.save).write('Просил счёт');
    await expect(drafts.release('record 1')).rejects.toThrow('full');
    expect(drafts.take('record 2', 'другая', main.save).text).toBe('другая');

    const again = drafts.take('record 1', '', main.save);
    expect([again.text, again.error]).toEqual(['Просил счёт', new Error('full')]);
    main.full = false;
    await drafts.release('record 1');
    expect(main.kept).toEqual(['Просил счёт']);
    // Kept, it is main's again.
    expect(drafts.take('record 1', 'Счёт выслан', main.save).text).toBe('Счёт выслан');
  });

  it('are one for two fields of the same note', async () => {
    const { kept, save } = keeper();
    const drafts = new NoteDrafts();
    const draft = drafts.take('record 1', '', save);
    const beside = drafts.take('record 1', '', save);
    expect(beside).toBe(draft);
    draft.write('Просил');
    await drafts.release('record 1');
    beside.write('Просил счёт');
    await drafts.release('record 1');
    expect(kept).toEqual(['Просил', 'Просил счёт']);
  });

  it('keep all that can be kept before the end', async () => {
    const main = keeper();
    const broken = keeper();
    broken.full = true;
    const drafts = new NoteDrafts();
    drafts.take('record 1', '', broken.save).write('Первая');
    drafts.take('record 2', '', main.save).write('Вторая');
    await drafts.keepAll();
    expect(main.kept).toEqual(['Вторая']);
  });
});
