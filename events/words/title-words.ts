/** Titles inside other sentences, and names of what has none. */

/**
 * A title as a name within a sentence: without the full stop of its own, which would stand before other punctuation. That of
 * an initial (`U.S.`) and an ellipsis stay.
 * @example titleAsName('There will be a strike.') // 'There will be a strike'
 */
export const titleAsName = (title: string): string => title.replace(/(?<![.\s]\p{L}|\.)\.$/u, '');

/** What the claim that there are talks is called until a report gives it other words. */
const TALKS_TITLE = 'That there are talks';
/** As `TALKS` of ids.ts, which would bring its schemas, and what reads them, into every page. */
const TALKS_SLUG = 'talks';

/** How a subject is called that has no title: its slug in words. */
export const slugAsName = (sort: string, slug: string): string =>
  sort === 'claim' && slug === TALKS_SLUG ? TALKS_TITLE : slug.replaceAll('-', ' ');
