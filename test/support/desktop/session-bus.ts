import { parseGVariant, type Value } from './gvariant.ts';
import { run } from './program.ts';

/** An object of a program on the session bus. */
export interface BusObject {
  readonly name: string;
  readonly path: string;
}

/** Calls a method; arguments are in GVariant's text format, and so the answer's values. */
export async function callMethod(object: BusObject, method: string, ...args: string[]): Promise<Value[]> {
  const answer = await run(
    'gdbus',
    ...['call', '--session', '--dest', object.name, '--object-path', object.path, '--method', method],
    '--', // arguments may begin with a minus
    ...args,
  );
  return parseGVariant(answer) as Value[];
}

export async function readProperty(object: BusObject, iface: string, property: string): Promise<Value | undefined> {
  const [value] = await callMethod(object, 'org.freedesktop.DBus.Properties.Get', iface, property);
  return value;
}
