/** The terms of a search in the language of FTS5. */
import type { Term } from '../../projections/search/search-text.js';

/** Words as folded hold nothing that means something within quotation marks. */
const phrase = (words: readonly string[], isPrefix: boolean): string => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`;

/** @example '("cease fire" OR "ceasefire") AND ("iran")' */
export const matchExpression = (terms: readonly Term[]): string =>
  terms
    .map(({ alternatives, isPrefix }) => `(${alternatives.map((words) => phrase(words, isPrefix)).join(' OR ')})`)
    .join(' AND ');
