// npm test: everything but the database's long run. With the name of a step only that one; arguments after it go to its
// test runner:
//   npm run test:unit -- test/unit/vats      npm run test:e2e -- --grep «Перезвонить»
import { entry, Failure, say } from './ready/console.mjs';
import { ensureReady } from './ready/ready.mjs';
import { summarise } from './tests/summary.mjs';
import { timed } from './tests/timed.mjs';

await entry(async () => {
  const [only, ...args] = process.argv.slice(2);
  await ensureReady();
  const steps = {
    check: async () => (await import('./checks/checks.mjs')).runChecks(),
    unit: async () => (await import('./tests/unit.mjs')).runUnitTests(args),
    e2e: async () => (await import('./tests/e2e.mjs')).runEndToEndTests(args),
    package: async () => (await import('./tests/package.mjs')).runPackageTests(args),
  };
  // Too long for every day.
  const alone = { kills: async () => (await import('./tests/unit.mjs')).runKillTests(args) };
  const known = { ...steps, ...alone };
  if (only && !known[only])
    throw new Failure(`There is no step "${only}". There are: ${Object.keys(known).join(', ')}.`);
  // A step that fails does not stop the next ones: one run shows all that is wrong.
  const results = [];
  for (const name of only ? [only] : Object.keys(steps)) results.push(await timed(name, known[name]));
  for (const { name, took, ok } of results) say(`${ok ? 'ok    ' : 'FAILED'} ${name} (${took})`);
  return summarise(results);
});
