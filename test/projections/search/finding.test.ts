import { findTerms } from '../../../projections/search/marks.js';
import { termsOf } from '../../../projections/search/search-text.js';
import { NEAR_MISSES, PAIRS } from './pairs.js';

const found = (query: string, text: string) => findTerms(termsOf(query), [text]);
const marked = (query: string, text: string): string[] =>
  (found(query, text).marks[0] ?? []).map(([start, end]) => text.slice(start, end));

describe('a word of a search', () => {
  it.each(PAIRS)('finds: %s in %s', (query, text) => {
    expect(found(query, text).isFound).toBe(true);
    expect(marked(query, text)).not.toEqual([]);
  });

  it.each(NEAR_MISSES)('does not find: %s in %s', (query, text) => {
    expect(found(query, text).isFound).toBe(false);
  });
});
