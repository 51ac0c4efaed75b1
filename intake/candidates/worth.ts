/** Whether a passage is worth recording. */
import type { Passage } from '../kinds/passage.js';
import { logistic, scoreOf, type Features, type Weights } from '../model/linear.js';

/** A year that was over when the article was published: of long ago. */
function tellsOfLongAgo(text: string, published: string | undefined): boolean {
  const now = Number(published?.slice(0, 4) ?? Number.NaN);
  return Number.isFinite(now) && (text.match(/\b(?:1[89]\d\d|20\d\d)\b/g) ?? []).some((year) => Number(year) < now);
}

function* shape({ sentence, voice }: Passage, published: string | undefined): Generator<string> {
  const { text, tokens, mentions } = sentence;
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

/** Every feature, by name: those of its kind too, but weaker. */
export function worthFeatures(ofKind: Features, passage: Passage, published: string | undefined): Features {
  const found = new Map<string, number>();
  for (const [name, strength] of ofKind)
    if (!name.startsWith('words ')) found.set(name, strength * (name.startsWith('word ') ? 0.6 : 1));
  for (const name of shape(passage, published)) found.set(name, 1);
  found.set('cues', Math.min(4, passage.fired.filter(({ mood }) => mood === 'asserted' || mood === 'negated').length));
  return found;
}

export const worthOf = (ofKind: Features, passage: Passage, published: string | undefined, weights: Weights): number =>
  logistic(scoreOf(weights, worthFeatures(ofKind, passage, published)));
