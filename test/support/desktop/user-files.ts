import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const config = process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config');
const data = process.env['XDG_DATA_HOME'] ?? path.join(os.homedir(), '.local/share');

/** What the desktop starts when somebody logs in. */
export const autostartEntry = path.join(config, 'autostart/vats-sputnik.desktop');

/** The desktop as before: nobody chose who opens links, nothing is started. The tests on one desktop come in any order. */
export function forgetChoices(): void {
  const entry = path.join(data, 'applications/vats-sputnik.desktop');
  for (const file of [autostartEntry, entry, path.join(config, 'mimeapps.list')]) rmSync(file, { force: true });
}
