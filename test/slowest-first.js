/**
 * Starts the slowest suites first, so that none of them is still running alone when all others have ended. How long
 * each takes is known from the last run on this machine, or else from `slowest.json`; the rest are quick, the largest
 * first. `SLOWEST=write npm test` writes that list anew.
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sequencer from '@jest/test-sequencer';

const root = fileURLToPath(new URL('..', import.meta.url));
export const LIST = fileURLToPath(new URL('slowest.json', import.meta.url));

/** A suite as the list names it. */
export const named = (path) => relative(root, path).split(sep).join('/');

/** Seconds by suite. */
function listed() {
  const list = JSON.parse(readFileSync(LIST, 'utf8'));
  const gone = Object.keys(list).filter((name) => !existsSync(`${root}/${name}`));
  if (gone.length)
    throw new Error(`test/slowest.json names what is not there (rename it in there, too): ${gone.join(', ')}`);
  return new Map(Object.entries(list));
}

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const list = listed();
    const seconds = (test) => {
      const last = this.time(test);
      return last === undefined ? (list.get(named(test.path)) ?? 0) : last / 1000;
    };
    const size = ({ path, context }) => context.hasteFS.getSize(path) ?? 0;
    const known = tests.map((test) => ({ test, seconds: seconds(test), size: size(test) }));
    known.sort((a, b) => b.seconds - a.seconds || b.size - a.size);
    return known.map(({ test }) => Object.assign(test, { duration: this.time(test) }));
  }
}
