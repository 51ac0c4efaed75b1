/**
 * The fonts of pictures: Noto Sans for Latin, Greek, Cyrillic, Vietnamese, Hebrew, Arabic and Devanagari, from packages, so
 * that a picture looks the same on every machine.
 *
 * resvg reads fonts of OpenType from files alone, and the packages ship WOFF: they are unpacked once, into a temporary
 * folder of this process, and made into one font, so that names in several scripts can stand in one sentence. Devanagari
 * keeps a font of its own, without a bold one, and can be set where a text is in nothing else.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lazy } from '../../../projections/support/lazy.js';
import { lazyAsync } from '../../../projections/support/lazy-async.js';
import { joinedFont } from './joined.js';
import { nameTable } from './name-table.js';
import { fontFile, type Tables } from './tables.js';
import { tablesInWoff } from './woff.js';

/** The family that pictures name. It has no signs such as arrows: draw them. */
export const FONT_FAMILY = 'Noto Sans';

const WEIGHTS = [400, 700] as const;
type Weight = (typeof WEIGHTS)[number];

/** A package of fonts, and a part of it. */
type Part = readonly [name: string, part: string];

const JOINING: Part = ['noto-sans-arabic', 'arabic'];
const OTHERS: readonly Part[] = [
  ['noto-sans', 'latin'],
  ['noto-sans', 'latin-ext'],
  ['noto-sans', 'vietnamese'],
  ['noto-sans', 'greek'],
  ['noto-sans', 'greek-ext'],
  ['noto-sans', 'cyrillic'],
  ['noto-sans', 'cyrillic-ext'],
  ['noto-sans-hebrew', 'hebrew'],
];
const ALONE: Part = ['noto-sans', 'devanagari'];

const require = createRequire(import.meta.url);

const tablesOf = ([name, part]: Part, weight: Weight): Tables =>
  tablesInWoff(readFileSync(require.resolve(`@fontsource/${name}/files/${name}-${part}-${weight}-normal.woff`)));

async function joined(weight: Weight): Promise<Buffer> {
  const [joining, others] = [tablesOf(JOINING, weight), OTHERS.map((part) => tablesOf(part, weight))];
  await yieldToEventLoop();
  return joinedFont(joining, others, FONT_FAMILY, weight === 700);
}

/** resvg looks for letters that the font of a text has not in the other files, whatever their weight. */
const alone = (): Buffer =>
  fontFile(new Map([...tablesOf(ALONE, 400), ['name', nameTable(`${FONT_FAMILY} Devanagari`, false)]]));

/** A folder of this process for its fonts, which is removed when it ends. */
export const fontFolder = lazy((): string => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-fonts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
});

/** Unpacks the fonts into a folder. Each takes some hundredths of a second, after which other work is done. @returns their paths */
export async function unpackedFonts(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const make of [...WEIGHTS.map((weight) => () => joined(weight)), () => Promise.resolve(alone())]) {
    const file = join(folder, `${files.length}.ttf`);
    writeFileSync(file, await make());
    files.push(file);
    await yieldToEventLoop();
  }
  return files;
}

/** The paths of the fonts: unpacked when first asked for. */
export const shippedFonts: () => Promise<readonly string[]> = lazyAsync(() => unpackedFonts(fontFolder()));
