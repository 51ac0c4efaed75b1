/** Slugs proposed from titles and names, so that nobody has to think of one. */
import { latinLetters } from './transliteration.js';

/** Long enough to be told apart, and short enough for an address; the schema takes 100. */
const LONGEST = 60;

/** Words at the beginning that tell nothing apart. */
const ARTICLE = /^(?:the|a|an)(?= \S)/;

/** `U.S.` is one word. */
const withoutPoints = (title: string): string =>
  title.normalize('NFC').replaceAll(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''));

const wordsOf = (title: string): string[] =>
  latinLetters(withoutPoints(title)).trim().replaceAll(/ +/g, ' ').replace(ARTICLE, '').split(' ').filter(Boolean);

/** As many whole words as there is room for; of a first word that is longer, its beginning. */
function fitting(words: readonly string[], room: number): string {
  let slug = words[0]?.slice(0, room) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > room) break;
    slug += `-${word}`;
  }
  return slug;
}

/** FNV-1a, 32 bits: the same for the same text, for ever. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The first of a name, a name with 2, with 3, … that is not taken. */
function untaken(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug;
  for (let n = 2; ; n += 1) if (!isTaken(`${slug}-${n}`)) return `${slug}-${n}`;
}

/** What a slug is of. A title that leaves no letter is called by it: `party-1x2y3z`. */
export type SlugSort = 'talks' | 'party' | 'issue' | 'claim' | 'proposal' | 'agreement';

/**
 * A slug for a title: legal, the same each time, and not one of those that are taken.
 * @param taken those that are in use already
 * @example slugFromTitle('The White House', 'party') // 'white-house'
 * @example slugFromTitle('Ford', 'party', ['ford']) // 'ford-2'
 * @example slugFromTitle('中国', 'party') // 'party-' and a hash of the title
 */
export function slugFromTitle(title: string, sort: SlugSort, taken: Iterable<string> = []): string {
  const known = new Set(taken);
  const words = wordsOf(title);
  const slug = words.length > 0 ? fitting(words, LONGEST) : `${sort}-${shortHash(title.normalize('NFC').trim())}`;
  return untaken(slug, (one) => known.has(one));
}
