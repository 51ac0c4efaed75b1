/** `npm test` runs what needs no browser and no Parley beside it; a suite that does says so by its name, `*.e2e.test.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, trackedFiles } from '../docs/repository.js';

/** What starts a server, a process or a browser. */
const STARTS = /from '(?:node:child_process|playwright-core|(?:\.{1,2}\/)+(?:app\/)?start-app\.js)'/;
/** These ask git and dependency-cruiser, and no Parley. */
const HARMLESS = new Set(['test/docs/repository.ts', 'test/layers/layers.test.ts']);
/** Of these, `npm test` has servers in its own process: the interface, and what holds for any input over HTTP. */
const OVER_HTTP = /^test\/(?:http|interface)\/|\.properties\.test\.ts$/;

const tests = trackedFiles().filter((file) => /^test\/.*\.ts$/.test(file));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The files of the tests that a file imports, but for types. */
function importsOf(file: string): string[] {
  const specifiers = [...textOf(file).matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gms)];
  return specifiers
    .map(([, specifier]) => join(dirname(file), specifier as string).replace(/\.js$/, '.ts'))
    .filter((path) => path.startsWith('test/') && existsSync(join(root, path)));
}

const starting = new Map<string, boolean>();

/** Whether a file, or one that it imports, starts anything. */
function starts(file: string): boolean {
  const known = starting.get(file);
  if (known !== undefined) return known;
  starting.set(file, false);
  const found = !HARMLESS.has(file) && (STARTS.test(textOf(file)) || importsOf(file).some(starts));
  starting.set(file, found);
  return found;
}

const suites = tests.filter((file) => file.endsWith('.test.ts'));

test('there are suites of both sorts', () => {
  expect(suites.filter((file) => file.endsWith('.e2e.test.ts')).length).toBeGreaterThan(50);
  expect(suites.filter((file) => !file.endsWith('.e2e.test.ts')).length).toBeGreaterThan(100);
});

test('a suite is named e2e where it starts a Parley or a browser, and only there', () => {
  const wrong = suites.filter((file) => file.endsWith('.e2e.test.ts') !== (starts(file) && !OVER_HTTP.test(file)));
  expect(wrong).toEqual([]);
});
