import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What ties a program to the desktop or the settings of whoever runs us. */
const personal =
  /^(LC_.*|XDG_.*|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_.*|GNOME_.*|DESKTOP_.*|MAIL|LOGNAME|USER|USERNAME)$/;

/**
 * An environment whose programs neither see the user's files and settings nor change them.
 * @param {import('./virtual-desktop.mjs').OtherUser} [as] has a home already; for ourselves a fresh one is made
 * @returns {{ env: NodeJS.ProcessEnv, remove: () => void }}
 */
export function privateEnvironment(as) {
  const home = as?.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vats-sputnik-desktop-'));
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'vats-sputnik-run-')); // private to its owner, as D-Bus wants it
  for (const folder of ['.cache', '.config', '.local/share/applications', '.local/share/keyrings']) {
    fs.mkdirSync(path.join(home, folder), { recursive: true });
  }
  if (as) for (const folder of [runtime, home, ...foldersUnder(home)]) fs.chownSync(folder, as.uid, as.gid);
  const kept = Object.entries(process.env).filter(([name]) => !personal.test(name));
  const remove = () => {
    // Daemons that lose their bus take a moment to end, and may write meanwhile.
    for (const folder of as ? [runtime] : [runtime, home]) {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  };
  // Without a UTF-8 locale many programs print question marks for Russian.
  const own = { HOME: home, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8' };
  return { env: { ...Object.fromEntries(kept), ...own }, remove };
}

const foldersUnder = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
