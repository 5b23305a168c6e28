// Prints the Electron executable to run the built app with, and nothing else, on stdout; prepares it if need be.
import { entry } from './ready/console.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

await entry(async () => {
  const electron = await ensureReadyWithElectron();
  process.stdout.write(`${electron.executable}\n`);
});
