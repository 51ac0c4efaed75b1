/** Prints what a run took: its suites together, from start to end, and the slowest of them. */
import { writeFileSync } from 'node:fs';
import { LIST, named } from './slowest-first.js';

/** From how many seconds on a suite is in the list of the slow ones. */
const SLOW = 4;

const shown = (seconds) => `${seconds.toFixed(1)} s`;

export default class TimingReporter {
  onRunComplete(_, { testResults, wasInterrupted }) {
    const suites = testResults
      .filter(({ skipped }) => !skipped)
      .map(({ testFilePath, perfStats }) => ({ name: named(testFilePath), seconds: perfStats.runtime / 1000 }))
      .toSorted((a, b) => b.seconds - a.seconds);
    if (suites.length < 2) return;
    const sum = suites.reduce((all, { seconds }) => all + seconds, 0);
    const lines = [
      '',
      `Suites together: ${shown(sum)}; from start to end: ${shown(process.uptime())}`,
      'Slowest:',
      ...suites.slice(0, 10).map(({ name, seconds }) => `  ${shown(seconds).padStart(8)}  ${name}`),
    ];
    process.stderr.write(`${lines.join('\n')}\n`);
    if (process.env.SLOWEST === 'write' && !wasInterrupted) write(suites);
  }
}

function write(suites) {
  const slow = suites.filter(({ seconds }) => seconds >= SLOW);
  const list = Object.fromEntries(slow.map(({ name, seconds }) => [name, Math.round(seconds)]));
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`);
}
