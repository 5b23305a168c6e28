import fs from 'node:fs';

/**
 * Why Chromium's sandbox can't work for an Electron that lies in a plain folder, if so. An installed package is not
 * concerned: its installer sets up the sandbox.
 * @returns {string | undefined}
 */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid() === 0) return 'Chromium refuses to run sandboxed as root';
  const refused = [
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    '/proc/sys/kernel/unprivileged_userns_clone',
  ];
  if (read(refused[0]) === '1' || read(refused[1]) === '0')
    return 'this system denies user namespaces to unpacked programs';
  return undefined;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
