import fs from 'node:fs';
import path from 'node:path';
import { say } from './console.mjs';
import { keep } from './keep.mjs';
import { inProject, projectDir } from './paths.mjs';
import { runQuietly } from './process.mjs';

/** A recent npm, which installs the packages where the machine's Node is too old for them. */
const npmVersion = '11.19.1';

/** The oldest Node that the packages accept; on an older one npm leaves out their binaries without a word. */
export const oldestFittingNode = [22, 12];

/**
 * Runs npm silently.
 * @param {string} sentence what to say when it fails
 * @param {string[]} args
 */
export async function npm(sentence, args, { command = npmOfThisRun(), cwd = projectDir } = {}) {
  const shell = process.platform === 'win32' && command[0] === 'npm'; // npm.cmd there
  return runQuietly(sentence, command[0], [...command.slice(1), ...args], { shell, cwd });
}

/** The npm that runs us, with its own Node: the pinned Node lies inside the very folder that `npm ci` empties. */
function npmOfThisRun() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli?.endsWith('.js') && fs.existsSync(cli) && node && fs.existsSync(node) ? [node, cli] : ['npm'];
}

/** An npm that runs on a Node which the packages accept; where there is none, both are fetched from the registry. */
export async function npmWithFittingNode() {
  if (isFittingNode()) return npmOfThisRun();
  const { devDependencies } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'));
  const nodeVersion = devDependencies.node;
  const dir = await keep(`node-${nodeVersion}-npm-${npmVersion}-${process.platform}-${process.arch}`, async (tools) => {
    say(
      `fetching Node ${nodeVersion} and npm ${npmVersion}: this Node ${process.versions.node} is too old for the packages`,
    );
    // npm takes this only from package.json here: as a flag it is for global installs, and an error.
    fs.writeFileSync(path.join(tools, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }\n');
    await npm(
      'Node and npm could not be fetched, see above. It needs the npm registry (or the mirror that your npm is set to): check the network, then run this again.',
      ['install', `node@${nodeVersion}`, `npm@${npmVersion}`, '--ignore-scripts=false', '--no-audit'],
      { cwd: tools },
    );
  });
  const tool = (...parts) => path.join(dir, 'node_modules', ...parts);
  return [tool('node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'), tool('npm', 'bin', 'npm-cli.js')];
}

export function isFittingNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldestFittingNode[0] || (major === oldestFittingNode[0] && minor >= oldestFittingNode[1]);
}
