import { elapsed, say } from '../ready/console.mjs';
import { inProject } from '../ready/paths.mjs';
import { capture } from '../ready/process.mjs';

/** Longest first, so that two at a time end together. */
const checks = [
  { name: 'lint', tool: 'eslint', args: ['--config', 'scripts/eslint.config.js', '--max-warnings=0', '.'] },
  { name: 'texts', tool: 'node', args: ['scripts/checks/unused-texts.mjs'] },
  { name: 'types', tool: 'tsc', args: ['--build', '--pretty', 'false'] },
  {
    name: 'components',
    tool: 'svelte-check',
    args: ['--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'dead code', tool: 'knip', args: ['--no-progress'] },
  { name: 'format', tool: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
];

const atOnce = 2;
/** Types come and go by the million: with more room for the young ones a tenth less time goes into collecting them. */
const room = { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`.trim() };

/** Runs all checks, also after one has failed, and shows what each failing one says. */
export async function runChecks() {
  const waiting = [...checks];
  const results = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(check));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.every(Boolean);
}

async function run({ name, tool, args }) {
  const began = Date.now();
  const command = inProject('node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool);
  const { code, stdout, stderr } = await capture(command, args, {
    shell: process.platform === 'win32',
    env: { ...process.env, ...room },
  });
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${tool}, ${elapsed(began)})`);
  if (code !== 0) process.stderr.write(`${`${stdout}\n${stderr}`.trim()}\n\n`);
  return code === 0;
}
