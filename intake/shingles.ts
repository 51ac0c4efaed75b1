/** How alike two texts are: for articles that are nearly the same, such as one wire's copies. */

/** Words in a shingle. */
const WIDTH = 4;
/** As much of a text as is compared. */
const MOST_WORDS = 20_000;

const wordsOf = (text: string): string[] =>
  text
    .slice(0, MOST_WORDS * 8)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);

function shinglesOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  if (words.length < WIDTH) return new Set(words.length > 0 ? [words.join(' ')] : []);
  return new Set(words.slice(0, words.length - WIDTH + 1).map((_, i) => words.slice(i, i + WIDTH).join(' ')));
}

/**
 * The share of runs of four words that two texts have in common (Jaccard): 1 for the same words in the same order, 0 where
 * nothing is shared or a text is empty. Case and punctuation do not count.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [shinglesOf(a), shinglesOf(b)];
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared += 1;
  return shared / (left.size + right.size - shared);
}
