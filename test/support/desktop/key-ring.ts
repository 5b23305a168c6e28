import { callMethod } from './session-bus.ts';

const service = { name: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };

/** Deletes what the key ring holds for this program, as a person does in the ring's own window. Returns how many. */
export async function forgetInKeyRing(program: string): Promise<number> {
  const [unlocked] = await callMethod(
    service,
    'org.freedesktop.Secret.Service.SearchItems',
    `{'application': '${program}'}`,
  );
  const paths = unlocked as string[];
  for (const path of paths) await callMethod({ ...service, path }, 'org.freedesktop.Secret.Item.Delete');
  return paths.length;
}
