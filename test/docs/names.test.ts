/** No comment and no document names a file or folder that is not there. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { coreFolders } from '../layers/core-folders.js';
import { root, trackedFiles } from './repository.js';

const SOURCE_FOLDERS = [...coreFolders, 'src', 'web', 'test', 'bench', 'docs', 'stories'];
const files = trackedFiles();
const known = new Set(files);
const names = new Set(files.map((file) => basename(file)));
const folders = new Set(files.flatMap((file) => parentsOf(file)));

function parentsOf(file: string): string[] {
  const parent = dirname(file);
  return parent === '.' ? [] : [parent, ...parentsOf(parent)];
}

/** `dist/src/main.js` is built from `src/main.ts`; `phases.js` in an import is `phases.ts`. */
const sourceOf = (path: string): string => path.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** Whether a word names something of the repository: a path from the root, from its own folder, or a name alone. */
function isThere(word: string, from: string): boolean {
  const near = join(dirname(from), word);
  const paths = [word, near, sourceOf(word), sourceOf(near)].map((path) => path.replace(/\/$/, ''));
  return paths.some((path) => known.has(path) || folders.has(path)) || (!word.includes('/') && names.has(word));
}

const FILE = /(?<![\w@/.:*-])(?:[\w.@-]+\/)*[\w-][\w.-]*\.(?:ts|svelte|md|mjs)(?![\w-])/g;
const IN_FOLDER = new RegExp(`(?<![\\w@/.:-])(?:dist/)?(?:${SOURCE_FOLDERS.join('|')})/(?:[\\w.-]+/?)*`, 'g');

/** A sentence may end behind a path. */
const trimmed = (word: string): string => word.replace(/[.,]+$/, '');

const pathsIn = (text: string): string[] =>
  [...text.matchAll(FILE), ...text.matchAll(IN_FOLDER)].map(([word]) => trimmed(word));

/** The comments of a source file. Good enough for ours: no string of theirs holds the beginning of a comment. */
const commentsIn = (text: string): string =>
  [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$|<!--[\s\S]*?-->/gm)].map(([comment]) => comment).join('\n');

const isCode = (file: string): boolean => /\.(?:ts|svelte|mjs|js|cjs)$/.test(file);
/** What stands in the changelog is history. */
const isDocument = (file: string): boolean => file.endsWith('.md') && file !== 'CHANGELOG.md';

/** Files that a reader makes while trying what a document says. */
const MADE_BY_READERS: ReadonlySet<string> = new Set(['qatar-mediation/verify.mjs', 'receiver.mjs']);

describe('a path that is named', () => {
  const named = files.flatMap((file) => {
    if (!isCode(file) && !isDocument(file)) return [];
    const text = readFileSync(join(root, file), 'utf8');
    return pathsIn(isCode(file) ? commentsIn(text) : text).map((word) => ({ file, word }));
  });

  it('is there', () => {
    const missing = named.filter(({ file, word }) => !MADE_BY_READERS.has(word) && !isThere(word, file));
    expect(named.length).toBeGreaterThan(100);
    expect(missing.map(({ file, word }) => `${file}: ${word}`)).toEqual([]);
  });

  it('is missed where it is not there', () => {
    const [first] = pathsIn('as in `projections/no-such-room/phases.ts`.');
    expect(first).toBe('projections/no-such-room/phases.ts');
    expect(isThere(first ?? '', 'docs/rules.md')).toBe(false);
    expect(isThere('dist/src/main.js', 'README.md')).toBe(true);
  });
});
