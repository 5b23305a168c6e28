import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import { join } from 'node:path';
import {
  examineSettingsFile,
  memoryFile,
  parseSettings,
  type SettingsFile,
  type SettingsNotice,
} from '../settings/file.ts';

/**
 * settings.json in `folder`, kept by electron-store (atomic writes with fsync, read and written by the user only).
 * @returns with it, what has to be said when it was broken or cannot be used
 */
export function openSettingsStore(
  folder: string,
  nowMs: number,
): { file: SettingsFile; notice: SettingsNotice | null } {
  const path = join(folder, 'settings.json');
  const notice = examineSettingsFile(path, nowMs);
  try {
    const store = new ElectronStore<Record<string, unknown>>({
      cwd: folder,
      name: 'settings',
      deserialize: parseSettings,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    });
    // electron-store opens a channel to renderers that tells them the profile's path. There is one door, and this is not it.
    ipcMain.removeAllListeners('electron-store-get-data');
    const file = {
      path,
      read: () => store.store,
      write: (content: Record<string, unknown>) => (store.store = content),
    };
    return { file, notice };
  } catch {
    return { file: memoryFile(path), notice: { code: 'settings-unreadable' } };
  }
}
