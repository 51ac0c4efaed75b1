/** Titles inside other sentences. */

/**
 * A title as a name within a sentence: without the full stop of its own, which would stand before other punctuation. That of
 * an initial (`U.S.`) and an ellipsis stay.
 * @example titleAsName('There will be a strike.') // 'There will be a strike'
 */
export const titleAsName = (title: string): string => title.replace(/(?<![.\s]\p{L}|\.)\.$/u, '');

/** What the claim that there are talks is called until a report gives it other words. */
export const TALKS_TITLE = 'That there are talks';
