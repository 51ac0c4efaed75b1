/** The titles that a page needs: of thousands that long talks have, those of what it shows. */
import type { DescriptionAnswer } from '../../answers/description.js';

/** All texts within a value: each may be a slug. */
function addTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'object' && value !== null) for (const of of Object.values(value)) addTexts(of, texts);
}

/** The talks, with the titles of whatever these parts name. */
export function withTitlesIn(about: DescriptionAnswer, ...shown: readonly unknown[]): DescriptionAnswer {
  const texts = new Set<string>();
  for (const part of shown) addTexts(part, texts);
  return { ...about, titles: about.titles.filter(({ slug }) => texts.has(slug)) };
}
