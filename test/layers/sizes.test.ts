/** The house stays easy to enter: few files in a folder, and short ones. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, trackedFiles } from '../docs/repository.js';

const FILES_IN_A_FOLDER = 22;
const FILES_IN_A_TEST_FOLDER = 26;
const LINES_IN_A_FILE = 250;

const isSource = (file: string): boolean =>
  /\.(?:ts|svelte|mjs)$/.test(file) &&
  /^(?:events|projections|decisions|answers|intake|packages|src|web|bench)\//.test(file);
// Articles with their codings are data: two files each.
const isTest = (file: string): boolean => file.startsWith('test/') && !/\.(?:txt|ndjson)$/.test(file);

function crowded(files: readonly string[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > most).map(([folder, count]) => `${folder}: ${count}`);
}

const linesOf = (file: string): number => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;

describe('the tree', () => {
  const files = trackedFiles();

  it('has no crowded folder', () => {
    expect(crowded(files.filter(isSource), FILES_IN_A_FOLDER)).toEqual([]);
    expect(crowded(files.filter(isTest), FILES_IN_A_TEST_FOLDER)).toEqual([]);
    expect(crowded(['a/1.ts', 'a/2.ts', 'b/1.ts'], 1)).toEqual(['a: 2']);
  });

  it('has no long source file', () => {
    const long = files.filter(isSource).filter((file) => linesOf(file) > LINES_IN_A_FILE);
    expect(long).toEqual([]);
  });
});
