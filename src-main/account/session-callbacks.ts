import type { OrderTarget } from '../cache/queries/orders.ts';
import { CallbackDesk } from '../callbacks/desk.ts';
import { orderJournal } from '../callbacks/journal.ts';
import { PbxTasks } from '../callbacks/pbx-tasks.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { Team } from '../team/team.ts';
import { explainCause } from '../vats/causes.ts';
import type { VatsClient } from '../vats/client.ts';
import { fromPbxNumber, readNumber, sameClient, toWireNumber } from '../vats/numbers.ts';
import type { SessionOptions } from './session.ts';

interface Surroundings {
  contacts: Contacts;
  team: Team;
  /** After the window has been told: what a callback's course means for what waits for an answer. */
  onChanged(ids: string[]): void;
}

/** What a person orders from this PC, and what the PBX itself says of orders, this PC's and others'. */
export function makeCallbacks(
  options: SessionOptions,
  api: VatsClient,
  { contacts, team, onChanged }: Surroundings,
): { desk: CallbackDesk; pbxTasks: PbxTasks } {
  const { cache, account } = options;
  const { clock } = api;
  const { extension } = account;
  const desk = new CallbackDesk({
    ...options,
    api,
    journal: orderJournal(cache),
    clock,
    words: { ...words, read: readNumber, toWireNumber },
    extension,
    lookUp: (target) => nameOf(target, { contacts, team }),
    onChanged: (ids) => {
      options.onChanged('callbacks', ids);
      onChanged(ids);
    },
  });
  const pbxTasks = new PbxTasks({
    api,
    clock,
    extension,
    words: { ...words, fromPbx: fromPbxNumber },
    whoAre: (numbers) => contacts.whoAre(numbers),
    nameOf: (member) => team.nameOf(member),
    orderedHere: (taskIds) => cache.run('orders.ofTasks', taskIds),
  });
  return { desk, pbxTasks };
}

async function nameOf(
  target: OrderTarget,
  { contacts, team }: { contacts: Contacts; team: Team },
): Promise<{ name: string; contactId: string | null } | null> {
  if (target.kind === 'client') return contacts.whoIs(target.number);
  const name = team.nameOf(target.extension);
  return name === null ? null : { name, contactId: null };
}

const words = { sameNumber: sameClient, display: (number: string) => fromPbxNumber(number).display, explainCause };
