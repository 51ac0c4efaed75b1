/** The shape of a sentence, by which background and colour are told from what is worth recording. */
import type { Passage } from './passage.js';

/** A year that was over when the article was published: of long ago. */
function tellsOfLongAgo(text: string, published: string | undefined): boolean {
  const now = Number(published?.slice(0, 4) ?? Number.NaN);
  return Number.isFinite(now) && (text.match(/\b(?:1[89]\d\d|20\d\d)\b/g) ?? []).some((year) => Number(year) < now);
}

export function* shapeFeatures({ sentence, voice, place }: Passage, published: string | undefined): Generator<string> {
  const { text, tokens, mentions } = sentence;
  if (place) yield `place ${place}`;
  yield `mentions ${Math.min(2, mentions.filter(({ as }) => as === 'itself').length)}`;
  if (mentions.length === 0) yield 'no mention';
  if (voice.party) yield 'a party speaks';
  if (text.endsWith('?')) yield 'a question';
  if (!/[.!?…”"’')]$/.test(text)) yield 'no full stop';
  if (tokens.length < 6) yield 'short';
  if (tokens.length > 30) yield 'long';
  if (!tokens.some(({ pos }) => pos === 'VERB' || pos === 'AUX')) yield 'no verb';
  if (tellsOfLongAgo(text, published)) yield 'long ago';
  if (tokens.some(({ lower }) => lower === 'had')) yield 'had';
  if (/^(?:If|Should|Were|Unless)\b/.test(text)) yield 'a conditional sentence';
  if (/^(?:In|Since) (?:1[89]|20)\d\d\b/.test(text)) yield 'begins with a year';
}
