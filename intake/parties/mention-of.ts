/** From a name in a sentence to a mention: is it the party itself, or an attribute or owner of something else? */
import type { Token } from '../text/tokens.js';
import { INSTITUTIONS } from './institutions.js';
import type { Mention } from './mention.js';
import type { FoundName } from './name-index.js';

const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM']);
const isInstitution = (token: Token | undefined): boolean =>
  token !== undefined && (INSTITUTIONS.has(token.lower) || INSTITUTIONS.has(token.lemma));
/** No run of nouns is longer. */
const LONGEST_RUN = 6;

/** The end of the run of nouns and adjectives that goes on after a name. */
function runAfter(tokens: readonly Token[], at: number): number {
  let to = at;
  while (to < tokens.length && to < at + LONGEST_RUN && NOMINAL.has(tokens[to]?.pos ?? '')) to += 1;
  return to;
}

/** The end of the words for one who acts for the party; null where the run names none. */
function actorIn(tokens: readonly Token[], at: number, end: number): number | null {
  for (let i = end - 1; i >= at; i -= 1) if (isInstitution(tokens[i])) return i + 1;
  return null;
}

/** “The government of Sudan” begins with “government”. */
function headBefore(tokens: readonly Token[], from: number): number | null {
  const of = tokens[from - 1]?.lower === 'the' ? from - 2 : from - 1;
  return /^(?:of|for)$/.test(tokens[of]?.lower ?? '') && isInstitution(tokens[of - 1]) ? of - 1 : null;
}

export function mentionOf(tokens: readonly Token[], { name, from, to }: FoundName): Mention {
  const words = tokens.slice(from, to).map(({ word }) => word).join(' '); // prettier-ignore
  const base = { party: name.party, by: name.by, words };
  const owns = tokens[to]?.lower === "'s" || tokens[to]?.lower === "'";
  const next = owns ? to + 1 : to;
  const end = runAfter(tokens, next);
  const actor = actorIn(tokens, next, end);
  if (actor !== null) return { ...base, from, to: actor, as: 'itself' };
  if (owns) return { ...base, from, to: to + 1, as: 'owner' };
  if (end > to && (tokens[end - 1]?.pos === 'NOUN' || name.by === 'demonym') && name.by !== 'person')
    return { ...base, from, to, as: 'attribute' };
  const head = headBefore(tokens, from);
  return { ...base, from: head ?? from, to, as: 'itself' };
}
