/** The terms of a search in the language of FTS5. */
import type { Sight } from '../queries/pacing/call.js';
import type { Term } from '../../projections/search/search-text.js';

/** Words as folded hold nothing that means something within quotation marks. */
const phrase = (words: readonly string[], isPrefix: boolean): string => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`;

/** All columns but those with the names of who speaks. Things have these alone. */
const WITHOUT_SPEAKERS = '{main quote rest joined}';

/**
 * @param sight of whom it is that searches: what they may not see is not found
 * @example '("cease fire" OR "ceasefire") AND ("iran")'
 */
export function matchExpression(terms: readonly Term[], sight: Sight): string {
  const all = terms
    .map(({ alternatives, isPrefix }) => `(${alternatives.map((words) => phrase(words, isPrefix)).join(' OR ')})`)
    .join(' AND ');
  return sight === 'whole' ? all : `${WITHOUT_SPEAKERS} : (${all})`;
}
