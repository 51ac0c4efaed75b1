/** The known word that was probably meant. */
import { distance } from 'fastest-levenshtein';

/** How many words are looked at, and compared: a wrong word must not cost as much as a long record has entries. */
const MOST_SEEN = 20_000;
const MOST_COMPARED = 2_000;

/** The first of the words whose lengths are near enough to be compared. */
function* comparable(known: Iterable<string>, length: number, most: number): Iterable<string> {
  let [seen, compared] = [0, 0];
  for (const word of known) {
    if ((seen += 1) > MOST_SEEN || compared >= MOST_COMPARED) return;
    if (Math.abs(word.length - length) > most) continue;
    compared += 1;
    yield word;
  }
}

/** How many letters may differ: half of a short word's, so that two of four may be swapped, and at most four. */
const reach = (length: number): number => Math.min(4, Math.max(1, Math.floor(length / 2)));

/** The longer begins with the shorter as a word of its own: `united` for `united-states`. */
const isBeginning = (a: string, b: string): boolean =>
  a.length < b.length ? a.length >= 3 && b.startsWith(`${a}-`) : b.length >= 3 && a.startsWith(`${b}-`);

/** How much longer a word may be than its beginning. */
const LONGEST_REST = 20;

/** The known word that is nearest to the one given, where one is near; the first of several. */
export function nearest(known: Iterable<string>, given: string): string | undefined {
  const word = given.toLowerCase();
  const most = reach(word.length);
  let best: { readonly word: string; readonly at: number } | undefined;
  for (const candidate of comparable(known, word.length, LONGEST_REST)) {
    const at = isBeginning(candidate, word) ? most : distance(candidate.toLowerCase(), word);
    if (at <= most && (!best || at < best.at)) best = { word: candidate, at };
  }
  return best?.word;
}

const DIGIT = /\d/;
const partsOf = (slug: string): string[] => slug.split(/[-_.]/);
const singular = (part: string): string => (part.length > 3 ? part.replace(/(?<=[^s])s$/, '') : part);
const bare = (slug: string): string => partsOf(slug).map(singular).join('');
/** As many letters as separators and plurals may add. */
const LONGEST_DIFFERENCE = 4;

/** `plan-a` and `plan-b`, `exchange-36` and `exchange-50` are meant to differ. */
function countsOn(a: string, b: string): boolean {
  const [as, bs] = [partsOf(a), partsOf(b)];
  if (as.length !== bs.length) return false;
  const differing = as.flatMap((part, i) => (part === bs[i] ? [] : [part, bs[i] ?? '']));
  return differing.length > 0 && differing.every((part) => part.length === 1 || DIGIT.test(part));
}

const typing = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** Whether two slugs are so alike that one may be a slip for the other. */
export function isNearly(a: string, b: string): boolean {
  const apart = distance(a, b);
  if (apart === 0 || apart > LONGEST_DIFFERENCE || countsOn(a, b)) return false;
  return apart <= typing(Math.min(a.length, b.length)) || bare(a) === bare(b);
}

/** A known slug for which this one may be a slip. */
export function nearlyKnown(known: Iterable<string>, given: string): string | undefined {
  for (const slug of comparable(known, given.length, LONGEST_DIFFERENCE)) if (isNearly(slug, given)) return slug;
  return undefined;
}
