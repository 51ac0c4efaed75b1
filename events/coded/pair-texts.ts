/** Pairs of actors as people write them: `ISR:PSE`, with commas between several. */

/** Names may have a colon themselves, as many of ACLED's have; so many are read. */
const MOST_COLONS = 10;

/** A comma that stands within no round brackets. */
const BETWEEN_PAIRS = /,(?![^()]*\))/;

/** The pairs in a text. A comma within brackets, as names of groups have it, parts nothing. */
export const pairTexts = (text: string): string[] =>
  text
    .split(BETWEEN_PAIRS)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Each way to read a pair as two actors: only the right one has actors that rows name. */
export function readingsOf(pair: string): (readonly [string, string])[] {
  const parts = pair.split(':');
  const cuts = parts.slice(1, 1 + MOST_COLONS).map((_, i) => i + 1);
  return cuts
    .map((cut) => [parts.slice(0, cut).join(':').trim(), parts.slice(cut).join(':').trim()] as const)
    .filter(([a, b]) => a !== '' && b !== '');
}
