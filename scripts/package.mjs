// npm run package [-- options of electron-builder]: the installable packages of this platform, into dist/.
import { entry } from './ready/console.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

await entry(async () => {
  const electron = await ensureReadyWithElectron();
  const { makePackages } = await import('./package/make.mjs');
  await makePackages(electron, process.argv.slice(2));
});
