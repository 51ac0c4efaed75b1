/** How an article is called in a list, and how it came in. */
import type { ArticleRow } from '../../answers/intake/article.js';

export const WAYS_IN: Readonly<Record<ArticleRow['way'], { readonly sign: string; readonly word: string }>> = {
  text: { sign: '¶', word: 'pasted' },
  html: { sign: '¶', word: 'pasted as a page' },
  file: { sign: '▤', word: 'a file' },
  url: { sign: '↗', word: 'from its address' },
  feed: { sign: '≋', word: 'from a feed' },
};

/** An article need not have a title. */
export function titleOf({ source, way }: Pick<ArticleRow, 'source' | 'way'>): string {
  if (source.title) return source.title;
  return source.publisher ? `An article of ${source.publisher}` : `An article, ${WAYS_IN[way].word}`;
}
