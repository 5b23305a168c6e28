import { randomUUID } from 'node:crypto';
import { Cache } from '../cache/cache.ts';
import type { CacheProcess } from '../cache/session.ts';
import { systemClock } from '../clock.ts';
import type { Topic } from '../contract/events.ts';
import type { Notice } from '../contract/model.ts';
import type { News } from '../inbox/inbox.ts';
import { MediaStore } from '../media/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { ProxyFor } from '../vats/proxied.ts';
import type { DatabasePlace } from './database.ts';
import { Session } from './session.ts';
import type { RunningDemo } from './demo.ts';

interface OpenSessionOptions {
  databases: DatabasePlace;
  settings: Settings;
  /** Starts the cache's process. */
  spawnCache(): CacheProcess;
  proxyFor?: ProxyFor | undefined;
  onChanged(topic: Topic, ids?: string[]): void;
  onNews(news: News): void;
  onDefect(error: unknown): void;
}

/** Opens the account's database and builds its session over it. Failures: those of `Cache.open`, `key-store-locked`. */
export async function openSession(
  options: OpenSessionOptions,
  account: StoredAccount,
  key: string,
  demo: RunningDemo | null,
): Promise<Session> {
  const { databases, settings, spawnCache, onChanged, onNews, onDefect } = options;
  let session: Session | null = null;
  const { file, keyHex, filesFolder, filesKeyHex } = await databases.prepare(account.id);
  const cache = new Cache({
    file,
    keyHex,
    spawn: spawnCache,
    clock: systemClock,
    onNotice: (notice) => session?.noticed(notice),
  });
  const limitBytes = settings.preferences.filesLimitMb * 1e6;
  const place = { folder: filesFolder, keyHex: filesKeyHex, limitBytes, nowMs: systemClock.nowMs };
  let notice: Notice | null;
  let files: MediaStore;
  try {
    notice = await cache.open();
    files = await MediaStore.open(place);
  } catch (error) {
    await cache.close();
    throw error;
  }
  session = new Session({
    proxyFor: options.proxyFor,
    ...(!settings.isLocked('fileHosts') && { allowFileHost: (host) => settings.allowFileHost(host) }),
    account,
    key,
    cache,
    files,
    notice,
    clock: systemClock,
    preferences: () => {
      const { ownNumber, ...others } = settings.preferences;
      return { ...others, ownNumber: ownNumber || (demo?.ownNumber ?? '') };
    },
    newId: randomUUID,
    random: Math.random,
    onChanged,
    onNews,
    onDefect,
  });
  return session;
}
