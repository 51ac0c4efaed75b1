/** What is said of nobody in particular: rumour, and what the outlet knows and does not say from whom. */
import type { ReadSentence } from '../text/read-sentence.js';
import { OUTLET, type Voice } from './voice.js';
import { HEARSAY, LEARNED, LEARNS } from './speakers/words.js';

const of = (attribution: Voice['attribution'], says: string): Voice => ({
  ...OUTLET,
  attribution,
  reasons: [{ field: 'speaker', says }],
});

/** “Our political desk hears”, “this newspaper understands”. */
const isOwnDesk = (tokens: ReadSentence['tokens'], verb: number): boolean =>
  tokens.slice(Math.max(0, verb - 5), verb).some(({ lower }) => /^(?:our|this)$/.test(lower)) &&
  tokens
    .slice(Math.max(0, verb - 2), verb)
    .some(({ lower }) =>
      /^(?:desk|newsroom|correspondents?|reporters?|newspaper|paper|column|site|channel|staff|team|bureau|magazine)$/.test(
        lower,
      ),
    );

/** “The Ledger has learned”: a name that is no party’s, or the publisher’s own, before the verb. */
function isLearnedByOutlet({ tokens, mentions, quoted }: ReadSentence, publisher: string | undefined): boolean {
  return tokens.some(({ lemma, pos }, i) => {
    if (!LEARNS.test(lemma) || pos !== 'VERB' || quoted.has(i) || tokens[i + 1]?.lower === 'from') return false;
    if (isOwnDesk(tokens, i)) return true;
    const name = tokens[i - 1]?.lower === 'has' || tokens[i - 1]?.lower === 'have' ? i - 2 : i - 1;
    const word = tokens[name]?.word ?? '';
    if (!/^\p{Lu}/u.test(word) || mentions.some(({ from, to }) => name >= from && name < to)) return false;
    if (!/^(?:that|of)$/.test(tokens[i + 1]?.lower ?? '')) return publisher?.includes(word) === true && name <= 2;
    return publisher === undefined || publisher.includes(word) || name <= 2;
  });
}

/** The voice of hearsay; null where the sentence is none. */
export function hearsay(s: ReadSentence, publisher: string | undefined): Voice | null {
  const outside = s.text.replaceAll(/[“"][^”"]*[”"]/g, ' ');
  if (LEARNED.test(outside) || isLearnedByOutlet(s, publisher))
    return of('deep-background', 'the outlet has learned it, and does not say from whom');
  return HEARSAY.test(outside) ? of('unattributed', 'hearsay, of nobody in particular') : null;
}
