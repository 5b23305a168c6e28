import { describe, expect, it } from 'vitest';
import { failedLeg, legRoles, talkSeconds, taskStatus, type TaskContext } from '../../../src-main/vats/task-status.ts';
import { sameClient } from '../../../src-main/vats/numbers.ts';
import { attempt, client, leg, t0, task } from '../callbacks/sample-task.ts';

const meFirst: TaskContext = { outside: 'other', ringFirst: 'me', sameNumber: sameClient };
const stateAt = (seconds: number, changes: Parameters<typeof task>[0], context = meFirst) =>
  taskStatus(task(changes), context, t0 + seconds * 1000).state;

const busy = attempt(
  0,
  false,
  leg('101', { created: 0, answered: 5, ended: 9, cause: 16 }),
  leg(client, { created: 5, ended: 9, cause: 17 }),
);
const noPickUp = attempt(0, false, leg('101', { created: 0, ended: 20, cause: 19 }));
const talked = attempt(
  0,
  true,
  leg('101', { created: 0, answered: 4, ended: 40, cause: 16, seconds: 36 }),
  leg(client, { created: 4, answered: 10, ended: 40, cause: 16, seconds: 30 }),
);

describe('the status of a task comes from its numbers', () => {
  it('waits for its time, then for the PBX', () => {
    expect(stateAt(0, { executeAtMs: t0 + 60_000 })).toBe('scheduled');
    expect(stateAt(61, { executeAtMs: t0 + 60_000 })).toBe('waiting');
  });

  it('is never read from the free text', () => {
    expect(stateAt(5, { state: 'Все ок, выполнено' })).toBe('waiting');
  });

  it('tells whose phone rings while the PBX lists open legs', () => {
    const ringing = attempt(0, false, leg('101', { created: 0 }));
    const connecting = attempt(0, false, leg('101', { created: 0, answered: 4 }), leg(client, { created: 4 }));
    const talking = attempt(0, true, leg('101', { created: 0, answered: 4 }), leg(client, { created: 4, answered: 9 }));
    expect(stateAt(2, { attempts: [ringing] })).toBe('ringing-me');
    expect(stateAt(6, { attempts: [connecting] })).toBe('ringing-other');
    expect(stateAt(12, { attempts: [talking] })).toBe('talking');
  });

  it('guesses no stage beyond the first ring when a try is counted but not listed yet', () => {
    expect(stateAt(3, { tries: 1 })).toBe('ringing-me');
    expect(stateAt(3, { tries: 1 }, { ...meFirst, ringFirst: 'other' })).toBe('ringing-other');
  });

  it('does not wait for ever for a try that is never listed', () => {
    expect(stateAt(11 * 60, { tries: 3, triesMax: 3 })).toBe('failed');
  });

  it('is done by any success, also when other tries failed', () => {
    expect(stateAt(60, { attempts: [busy, talked], tries: 2 })).toBe('done');
  });

  it('has failed when all tries are used, and only waits while some are left', () => {
    expect(stateAt(30, { attempts: [busy], tries: 1 })).toBe('between');
    expect(stateAt(30, { attempts: [busy, noPickUp, busy], tries: 3 })).toBe('failed');
  });

  it('takes a leg that was never closed for over after some hours', () => {
    const lost = attempt(0, false, leg('101', { created: 0 }));
    expect(stateAt(5 * 3600, { attempts: [lost], triesMax: 1 })).toBe('failed');
  });
});

describe('whose leg it was', () => {
  it('is told by the number, however it is written', () => {
    const written = attempt(0, false, leg('101', { created: 0 }), leg('8 (903) 111-22-33', { created: 4 }));
    expect([...legRoles(written, task(), meFirst).values()]).toEqual(['me', 'other']);
  });

  it('is told by the order where every leg shows the client, as in the vendor’s samples', () => {
    const both = attempt(0, true, leg(client, { created: 0 }), leg(client, { created: 4 }));
    expect([...legRoles(both, task(), meFirst).values()]).toEqual(['me', 'other']);
    expect([...legRoles(both, task(), { ...meFirst, ringFirst: 'other' }).values()]).toEqual(['other', 'me']);
  });

  it('takes several mobiles of one extension for mine', () => {
    const many = attempt(
      0,
      false,
      leg('79160000001', { created: 0 }),
      leg('79160000002', { created: 0 }),
      leg(client, { created: 4 }),
    );
    expect([...legRoles(many, task(), meFirst).values()]).toEqual(['me', 'me', 'other']);
  });

  it('turns round when a colleague is called: the outside number is mine', () => {
    const call = attempt(0, false, leg(client, { created: 0 }), leg('102', { created: 4 }));
    expect([...legRoles(call, task({ cdpn: '102' }), { ...meFirst, outside: 'me' }).values()]).toEqual(['me', 'other']);
  });

  it('names the leg that made a try fail', () => {
    expect(failedLeg(busy)?.number).toBe(client);
    expect(failedLeg(noPickUp)?.number).toBe('101');
    expect(failedLeg(talked)).toBeNull();
  });

  it('measures the talk by the leg that was answered last', () => {
    expect(talkSeconds(task({ attempts: [busy, talked] }))).toBe(30);
    expect(talkSeconds(task({ attempts: [busy] }))).toBeNull();
  });
});
