import { createHash } from 'node:crypto';
import { actions, type Action, type ActionName } from '../vats/actions.ts';
import { readDay } from './wall-time.ts';

/** As they stood on the wire, in that order, unescaped. */
export type ReceivedPair = readonly [name: string, value: string];

/** A query or a form body → its pairs, as PHP reads it. */
export function readPairs(text: string): ReceivedPair[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const split = part.indexOf('=');
      return split === -1 ? [unescape(part), ''] : [unescape(part.slice(0, split)), unescape(part.slice(split + 1))];
    });
}

function unescape(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A request that the PBX carries out, or the sentence with which it refuses. */
export type Examined =
  { ok: true; action: ActionName; values: ReadonlyMap<string, string> } | { ok: false; refusal: string };

/** Document 1: the standard refusals. */
export const refusals = {
  check: 'Request is Not Valid',
  domain: 'Domain Not Found',
  action: 'Action Not Found',
  task: 'Task is invalid',
} as const;

/** Names as the document spells them in a refusal; all others as they are sent. */
const spelling: Readonly<Record<string, string>> = { calltypeid: 'CallTypeId' };

/** `Parameter NAME – Incorrect`, with the document's dash. */
export const incorrect = (name: string): string => `Parameter ${spelling[name] ?? name} \u2013 Incorrect`;

/** Everything that the PBX looks at before it does anything, in its order: action, domain, signature, parameters. */
export function examine(pairs: readonly ReceivedPair[], account: { domain: string; key: string }): Examined {
  const values = new Map(pairs);
  const action = values.get('action') ?? '';
  if (!isAction(action)) return { ok: false, refusal: refusals.action };
  if (values.get('domain') !== account.domain) return { ok: false, refusal: refusals.domain };
  if (!isSigned(pairs, account.key)) return { ok: false, refusal: refusals.check };
  const refusal = parameterRefusal(action, values);
  return refusal === null ? { ok: true, action, values } : { ok: false, refusal };
}

const isAction = (name: string): name is ActionName => Object.hasOwn(actions, name);

/**
 * Document 2, written a second time on purpose, apart from the client's: MD5 over the values as received, in the order
 * received, then the key. `check` comes last.
 */
function isSigned(pairs: readonly ReceivedPair[], key: string): boolean {
  const last = pairs.at(-1);
  const signed = pairs.slice(0, -1);
  if (last?.[0] !== 'check' || signed.some(([name]) => name === 'check')) return false;
  const text = signed.map(([, value]) => value).join('') + key;
  return last[1] === createHash('md5').update(text, 'utf8').digest('hex');
}

function parameterRefusal(action: ActionName, values: ReadonlyMap<string, string>): string | null {
  if (action === 'stat_callback') {
    // Of its parameters only the task has a refusal in the document; the rest is ignored when it makes no sense.
    return /^\d*$/.test(values.get('task') ?? '') ? null : refusals.task;
  }
  for (const { name, required, accepts } of (actions[action] as Action).parameters) {
    const value = values.get(name);
    const good = value === undefined ? !required : accepts(value);
    if (!good) return incorrect(name);
    // The table knows what a day looks like, the calendar knows that there is no 31.02.
    if (value !== undefined && name.startsWith('dt') && readDay(value) === null) return incorrect(name);
  }
  return null;
}

/** Where a request that may well work is not what the table says: our client must never give cause for one. */
export function strictness(pairs: readonly ReceivedPair[], action: string): string[] {
  const names = pairs.map(([name]) => name);
  const found = names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is given twice`);
  if (!isAction(action)) return found;
  const { parameters } = actions[action] as Action;
  const order = ['action', 'domain', ...parameters.map(({ name }) => name), 'check'];
  const unknown = names.filter((name) => !order.includes(name));
  found.push(...unknown.map((name) => `${name} is no parameter of ${action}`));
  const places = names.filter((name) => order.includes(name)).map((name) => order.indexOf(name));
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))) {
    found.push(`sent as ${names.join(', ')}; the order is ${order.join(', ')}`);
  }
  const values = new Map(pairs);
  for (const { name, accepts } of parameters) {
    const value = values.get(name);
    if (value !== undefined && !accepts(value)) found.push(`${name} has a value that the table does not accept`);
  }
  return found;
}
