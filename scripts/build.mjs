// Builds the app into out/, and puts beside it what the Electron of this machine needs.
import { entry } from './ready/console.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

await entry(async () => {
  await ensureReadyWithElectron();
  const { rebuild } = await import('./build/build.mjs');
  await rebuild();
});
