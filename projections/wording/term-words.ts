/** Terms of offers, demands and agreements, as sentences say them. */
import type { Term } from '../../events/report.js';
import { amountInWords } from '../../events/words/amount-words.js';
import { nameInWords } from '../../events/words/name-words.js';

/** A term as its source words it, else as an amount: `36 people (palestinian prisoners)`. */
export function termInWords(term: Term): string {
  if (term.text !== undefined) return term.text;
  const amount = amountInWords(term, term.unit);
  return amount === '' ? nameInWords(term.item) : `${amount} (${nameInWords(term.item)})`;
}
