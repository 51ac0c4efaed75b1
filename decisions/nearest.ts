/** The known word that was probably meant by one that is not known. */
import { distance } from 'fastest-levenshtein';

/** At most so many words are looked at, and compared: the cost must not grow with the record. */
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

/** How many letters may differ: at most half of them, so that two of four may be swapped, and never more than four. */
const reach = (length: number): number => Math.min(4, Math.max(1, Math.floor(length / 2)));

/** The shorter is the first word, or words, of the longer: `united` for `united-states`. */
const isBeginning = (a: string, b: string): boolean =>
  a.length < b.length ? a.length >= 3 && b.startsWith(`${a}-`) : b.length >= 3 && a.startsWith(`${b}-`);

/** How many letters may follow such a first word. */
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
/** How many letters separators and plurals may add. */
const LONGEST_DIFFERENCE = 4;

/** They differ only in numbers or single letters, as `plan-a` and `plan-b` or `exchange-36` and `exchange-50` do: on purpose. */
function countsOn(a: string, b: string): boolean {
  const [as, bs] = [partsOf(a), partsOf(b)];
  if (as.length !== bs.length) return false;
  const differing = as.flatMap((part, i) => (part === bs[i] ? [] : [part, bs[i] ?? '']));
  return differing.length > 0 && differing.every((part) => part.length === 1 || DIGIT.test(part));
}

const typing = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** Whether two slugs are so alike that one may be a misspelling of the other. */
export function isNearly(a: string, b: string): boolean {
  const apart = distance(a, b);
  if (apart === 0 || apart > LONGEST_DIFFERENCE || countsOn(a, b)) return false;
  return apart <= typing(Math.min(a.length, b.length)) || bare(a) === bare(b);
}

/** The first known slug of which this one may be a misspelling. */
export function nearlyKnown(known: Iterable<string>, given: string): string | undefined {
  for (const slug of comparable(known, given.length, LONGEST_DIFFERENCE)) if (isNearly(slug, given)) return slug;
  return undefined;
}
