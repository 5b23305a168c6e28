// Everything that can be said about the sources without running them.
import { runChecks } from './checks/checks.mjs';
import { entry } from './ready/console.mjs';
import { ensureReady } from './ready/ready.mjs';

await entry(async () => {
  await ensureReady();
  return (await runChecks()) ? 0 : 1;
});
