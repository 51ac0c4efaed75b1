/** What cells of coded rows hold beside dates: names, links and ids. */
import { isPlain, onOneLine, withoutInvisible } from '../text.js';
import { cutTo } from '../words/cut.js';

/** One line of text without what misleads a reader, of at most so many characters; undefined where nothing is left. */
export function lineIn(cell: string, most: number): string | undefined {
  const bare = isPlain(cell) ? cell : withoutInvisible(onOneLine(cell));
  const line = cutTo(bare.replaceAll(/\s+/g, ' ').trim(), most).trim();
  return line === '' ? undefined : line;
}

/** A link of http or https; undefined for anything else. */
export function linkIn(cell: string): string | undefined {
  const text = cell.trim();
  if (text.length > 2000 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return text.isWellFormed() ? text : undefined;
}

/** The site of a link, as its publisher is called: `reuters.com`. */
export const siteOf = (link: string): string | undefined => lineIn(new URL(link).hostname.replace(/^www\./, ''), 200);

/** @returns an id of a report; undefined where the cell holds none */
export function idIn(prefix: string, cell: string): string | undefined {
  const id = cell.trim().replaceAll(/[^A-Za-z0-9._:-]+/g, '-');
  return id === '' || /^-+$/.test(id) ? undefined : `${prefix}-${id}`.slice(0, 128);
}

/** Cells in which datasets say that there is nothing. */
const NOTHING: ReadonlySet<string> = new Set(['', 'none', 'null', 'nan', 'na', 'n/a', '-', '---']);
export const isNothing = (cell: string): boolean => NOTHING.has(cell.trim().toLowerCase());

/** Who published a row; undefined where the cell says nothing. */
export const publisherIn = (cell: string): string | undefined => (isNothing(cell) ? undefined : lineIn(cell, 200));

/** The digits of a whole number, as databases and spreadsheets print it: `410000001.0`, `410,000,001`; undefined for others. */
export function wholeNumberIn(cell: string): string | undefined {
  const digits = (/^\d{1,3}(?:,\d{3})+$/.test(cell) ? cell.replaceAll(',', '') : cell).replace(/\.0$/, '');
  return /^\d+$/.test(digits) ? digits : undefined;
}
