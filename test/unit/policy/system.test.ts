import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { PolicyRules } from '../../../src-main/contract/model.ts';
import { applyToSystem } from '../../../src-main/desktop/apply-policy.ts';
import { desktopCalls } from '../../../src-main/ipc/handlers/desktop.ts';

/** A system that keeps what it is told, or refuses everything. */
function system({ on = false, refuses = false } = {}) {
  const state = { on, links: 'others' as 'ours' | 'others', changes: 0 };
  const change = (make: () => void) => {
    if (refuses) throw new Failure('system-refused');
    state.changes += 1;
    make();
  };
  const autostart = {
    get on() {
      return state.on;
    },
    set: (next: boolean) => change(() => (state.on = next)),
  };
  const links = { whose: async () => state.links, take: async () => change(() => (state.links = 'ours')) };
  return { state, parts: { autostart, links } };
}

const refused: unknown[] = [];
const apply = (locked: Partial<PolicyRules>, { parts }: ReturnType<typeof system>) =>
  applyToSystem(locked, parts, (what) => refused.push(what));

describe('what the policy sets in the system', () => {
  it('is set at each start, if it is not so already', async () => {
    const pc = system();
    await apply({ startWithSystem: true, openLinks: true }, pc);
    expect(pc.state).toEqual({ on: true, links: 'ours', changes: 2 });
    await apply({ startWithSystem: true, openLinks: true }, pc);
    expect(pc.state.changes).toBe(2);
    await apply({ startWithSystem: false }, pc);
    expect(pc.state.on).toBe(false);
  });

  it('is left alone where the policy says nothing', async () => {
    const pc = system({ on: true });
    await apply({}, pc);
    await apply({ openLinks: false }, pc);
    expect(pc.state).toEqual({ on: true, links: 'others', changes: 0 });
  });

  it('and the system refuses, is reported, each by itself', async () => {
    await apply({ startWithSystem: true, openLinks: true }, system({ refuses: true }));
    expect(refused).toEqual(['startWithSystem', 'openLinks']);
  });

  it('is nobody’s to change in the window', async () => {
    const pc = system({ on: true });
    const calls = desktopCalls({
      shortcut: () => 'set',
      locked: { startWithSystem: true, openLinks: false },
      ...pc.parts,
    });
    const ask = async (call: () => unknown) => call();
    await expect(ask(() => calls['desktop.startWithSystem']({ on: false }))).rejects.toMatchObject({
      code: 'policy-locked',
    });
    await expect(ask(() => calls['desktop.takeLinks'](undefined))).rejects.toMatchObject({ code: 'policy-locked' });
    await expect(ask(() => calls['desktop.startWithSystem']({ on: true }))).resolves.toMatchObject({
      startsWithSystem: true,
    });
    expect(pc.state.links).toBe('others');
  });
});
