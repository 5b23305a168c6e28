import fs from 'node:fs';
import path from 'node:path';
import { Failure, say } from './console.mjs';
import { isFittingNode, oldestFittingNode } from './npm.mjs';
import { inProject, pinnedNode } from './paths.mjs';
import { runInForeground } from './process.mjs';

const binDir = inProject('node_modules', '.bin');

/**
 * Goes on with the Node that package.json pins. Until the packages are installed only the machine's Node is there (18 will
 * do for that much); then the script is started again with the pinned one, and this process waits and passes signals on.
 */
export async function continueWithPinnedNode() {
  putFirstOnPath(binDir);
  if (isPinnedNode(process.execPath)) return;
  if (!fs.existsSync(pinnedNode)) {
    if (isFittingNode()) return say(`the pinned Node is not installed; going on with Node ${process.versions.node}`);
    throw new Failure(
      `The pinned Node was not installed with the packages, and this Node ${process.versions.node} is older than ${oldestFittingNode.join('.')}.\n` +
        'Install a newer Node, or run: npm rebuild node',
    );
  }
  process.exit(
    await runInForeground(pinnedNode, [...process.execArgv, ...process.argv.slice(1)], { cwd: process.cwd() }),
  );
}

function isPinnedNode(file) {
  try {
    return fs.realpathSync(file) === fs.realpathSync(pinnedNode);
  } catch {
    return false;
  }
}

function putFirstOnPath(dir) {
  const entries = (process.env.PATH ?? '').split(path.delimiter);
  if (entries[0] !== dir) process.env.PATH = [dir, ...entries.filter((entry) => entry !== dir)].join(path.delimiter);
}
