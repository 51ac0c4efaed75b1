/** A party that speaks by what it does: to welcome a deal is to say so. */
import { actorOf } from '../parties/actor.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Voice } from './voice.js';
import { DECLARES, PERSON_DECLARES } from './words.js';

/** How far a verb may stand from who does it. */
const REACH = 8;

const OFFERS_HELP: ReadonlySet<string> = new Set(['help', 'mediate', 'host', 'broker', 'facilitate', 'mediation']);

export function voiceByAct(s: ReadSentence): Voice | null {
  for (const [at, { pos, lemma, lower }] of s.tokens.entries()) {
    const isVerb = pos === 'VERB' && !s.quoted.has(at) && !lower.endsWith('ing');
    const isHelp = lemma === 'offer' && s.tokens.slice(at + 1, at + 6).some((token) => OFFERS_HELP.has(token.lemma));
    const declares = DECLARES.has(lemma) || isHelp;
    if (!isVerb || (!declares && !PERSON_DECLARES.has(lemma))) continue;
    const mention = actorOf(s, { from: at, to: at + 1 });
    if (!mention || mention.as !== 'itself' || Math.abs(at - mention.to) > REACH) continue;
    if (!declares && mention.by !== 'person') continue;
    if (/^(?:to|reply|respond)$/.test(s.tokens[at - 1]?.lower ?? '')) continue;
    const says = `${mention.words} speaks by what it does: “${lower}”`.slice(0, 500);
    return {
      capacity: 'official',
      attribution: 'on-the-record',
      name: mention.words.slice(0, 200),
      party: mention.party,
      how: 'act',
      reasons: [{ field: 'speaker', says }],
    };
  }
  return null;
}
