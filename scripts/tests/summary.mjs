/**
 * Prints the counts of all suites and, last, their sum in the form that CI reads.
 * @param {{ ok: boolean, suites: import('./counts.mjs').SuiteCounts[] }[]} results
 * @returns {number} the exit code
 */
export function summarise(results) {
  const suites = results.flatMap((result) => result.suites);
  for (const { suite, passed, failed, skipped } of suites) {
    const remark = passed + failed === 0 ? ' (no test ran: that is a failure)' : '';
    process.stdout.write(`${suite}: ${line(passed, failed, skipped)}${remark}\n`);
  }
  const sum = (count) => suites.reduce((total, suite) => total + suite[count], 0);
  if (suites.length > 0) process.stdout.write(`\n${line(sum('passed'), sum('failed'), sum('skipped'))}\n`);
  return results.every((result) => result.ok) ? 0 : 1;
}

const line = (passed, failed, skipped) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
