import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../ready/paths.mjs';

/**
 * @typedef {object} SuiteCounts
 * @property {string} suite
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** Where a runner is to write its JSON report; an older report is taken away, lest it be counted again. */
export function freshReport(name) {
  const file = inProject('test-results', `${name}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

/**
 * Counts by folder: test/unit and test/contract are two suites in one run.
 * @param {string} report
 * @param {string[]} expected folder names under test/; there may be more
 * @param {boolean} cleanEnd whether the runner itself ended well
 * @returns {SuiteCounts[]}
 */
export function vitestCounts(report, expected, cleanEnd) {
  const files = readReport(report)?.testResults ?? [];
  const found = files.map((file) => path.relative(inProject('test'), file.name).split(path.sep)[0]);
  const suites = [...new Set([...expected, ...found])];
  const counts = suites.map((suite) => {
    const folder = inProject('test', suite) + path.sep;
    const own = files.filter((file) => path.normalize(file.name).startsWith(folder));
    const tests = own.flatMap((file) => file.assertionResults);
    const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
    const brokenFiles = own.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    );
    return {
      suite,
      passed: count('passed'),
      failed: count('failed') + brokenFiles.length,
      skipped: count('pending', 'skipped', 'todo'),
    };
  });
  return withRunnersVerdict(counts, cleanEnd);
}

/** @returns {SuiteCounts[]} */
export function playwrightCounts(report, suite, cleanEnd) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readReport(report)?.stats ?? {};
  return withRunnersVerdict([{ suite, passed: expected + flaky, failed: unexpected, skipped }], cleanEnd);
}

/** An error outside any test (an unhandled rejection, a file that can't be loaded) fails the run without failing a test. */
function withRunnersVerdict(counts, cleanEnd) {
  if (!cleanEnd && counts.every(({ failed }) => failed === 0)) counts[0].failed = 1;
  return counts;
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
