/** What a browser loads of script before a page reacts: the files that are built, by the list that the server reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT, root } from '../app/program.js';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(CLIENT, '.vite/manifest.json'), 'utf8')) as Readonly<
  Record<string, Chunk>
>;

const pages = readdirSync(join(root, 'web/pages'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => `pages/${file}`);

/** The files that the page imports, and those import, and so on. */
function firstLoad(page: string): string[] {
  const seen = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not built`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  add('client.ts');
  add(page);
  return [...new Set([...seen].map((name) => manifest[name]?.file ?? ''))].filter((file) => file.endsWith('.js'));
}

/** In kB. */
const gzipped = (file: string): number => readFileSync(join(CLIENT, `${file}.gz`)).length / 1000;
const isOfZod = (path: string): boolean => /\b_zod\b|ZodError/.test(readFileSync(path, 'utf8'));

test('every page is built, and what a browser asks for later is not in its first load', () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(firstLoad('pages/Negotiation.svelte').length).toBeLessThan(Object.keys(manifest).length / 2);
});

test('no page loads more than 60 kB of script before it reacts', () => {
  const sizes = pages.map((page) => [page, firstLoad(page).reduce((sum, file) => sum + gzipped(file), 0)] as const);
  expect(sizes.filter(([, size]) => size > 60)).toEqual([]);
  // A page cannot do without the frame of all pages: a list that missed it would be too small.
  expect(sizes.filter(([, size]) => size < 30)).toEqual([]);
});

test('no page loads zod before it reacts: schemas stay in the server', () => {
  expect(pages.filter((page) => firstLoad(page).some((file) => isOfZod(join(CLIENT, file))))).toEqual([]);
  // It would be known by that.
  expect(isOfZod(join(root, 'node_modules/zod/v4/core/schemas.js'))).toBe(true);
});
