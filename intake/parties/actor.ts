/** Whose act a verb is: the party before it, or after “by” where the verb is passive. */
import type { Match } from '../text/pattern.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Mention } from './mention.js';

const PREPOSITION =
  /^(?:with|of|between|by|from|to|against|for|in|on|at|over|near|into|among|toward|towards|about|under|after|before)$/;

export const isAfterPreposition = (s: Pick<ReadSentence, 'tokens'>, { from }: Pick<Mention, 'from'>): boolean => {
  const before = s.tokens[from - 1]?.lower ?? '';
  const word = before === 'the' || before === 'both' ? (s.tokens[from - 2]?.lower ?? '') : before;
  return PREPOSITION.test(word);
};

const isPassive = (s: ReadSentence, at: number): boolean => {
  for (let i = at - 1; i >= Math.max(0, at - 3); i -= 1) {
    if (s.tokens[i]?.lemma === 'be') return /(?:ed|en|wn|ld|ught|id)$/.test(s.tokens[at]?.lower ?? '');
    if (!/^(?:ADV|AUX|PART)$/.test(s.tokens[i]?.pos ?? '')) return false;
  }
  return false;
};

/** The party named after “by”, soon after a passive verb. */
function agentAfter(s: ReadSentence, { to }: Match): Mention | undefined {
  return s.mentions.find(
    ({ from }) =>
      from >= to &&
      from - to < 6 &&
      /^(?:by|the)$/.test(s.tokens[from - 1]?.lower ?? '') &&
      s.tokens.slice(to, from).some(({ lower }) => lower === 'by'),
  );
}

/** The mention whose act it is; none where no party stands where an actor does. */
export function actorOf(s: ReadSentence, at: Match): Mention | undefined {
  if (isPassive(s, at.from)) return agentAfter(s, at);
  const before = s.mentions.filter((mention) => mention.to <= at.from);
  const standing = before.filter((mention) => mention.as === 'itself' && !isAfterPreposition(s, mention));
  return standing.at(-1) ?? before.findLast(({ as }) => as === 'owner');
}
