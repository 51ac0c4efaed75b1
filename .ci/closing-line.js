/** Prints `N passed, M failed` from the files that jest --json wrote; a suite that could not run counts as failed. */
import { readFileSync } from 'node:fs';

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (of) => runs.reduce((all, run) => all + of(run), 0);
const failed = sum((run) => run.numFailedTests + run.numRuntimeErrorTestSuites);
console.log(`${sum((run) => run.numPassedTests)} passed, ${failed} failed`);
process.exitCode = failed === 0 && runs.every(({ success }) => success) ? 0 : 1;
