/** Puts a candidate together from what was judged of a passage. */
import { MOST_KINDS, type Candidate, type Reason } from '../../events/intake/candidate.js';
import { quoteOf, summaryOf } from '../fields/summary.js';
import type { Model } from '../model/trained.js';
import { othersThan } from '../parties/actor.js';
import type { Judged } from './judge.js';

const rounded = (share: number): number => Math.round(100 * share) / 100;

function reasonsOf({ passage, kinds, whose }: Judged): Reason[] {
  const kind = kinds[0]?.answer;
  const tokens = passage.sentence.tokens;
  const cues = passage.fired.filter(({ cue }) => cue.kind === kind).slice(0, 3);
  const ofKind = cues.map(({ cue, at }) => {
    const [start, end] = [tokens[at.from]?.start ?? 0, tokens[at.to - 1]?.end ?? 1];
    const words = passage.sentence.text.slice(start - passage.sentence.span.start, end - passage.sentence.span.start);
    return { field: 'kind', says: `“${words.slice(0, 200)}”: ${cue.name}`, at: { start, end } };
  });
  const ofParty = whose.party
    ? [
        {
          field: 'party',
          says: whose.mention
            ? `“${whose.mention.words.slice(0, 200)}” stands for ${whose.party}`
            : `${whose.party} speaks`,
        },
      ]
    : [];
  return [...ofKind, ...ofParty, ...passage.voice.reasons.slice(0, 5)];
}

export function candidateOf(judged: Judged, n: number, model: Model): Candidate {
  const { passage, kinds, whose, confidence } = judged;
  const { sentence, voice } = passage;
  const party = whose.party ?? undefined;
  const first = kinds[0]?.answer;
  const others = othersThan(sentence, party).slice(0, 20);
  const quote = quoteOf(sentence.text);
  return {
    candidate: `c-${n}`,
    evidence: [{ ...sentence.span }],
    kinds: kinds.slice(0, MOST_KINDS).map(({ answer }) => answer),
    asserted: confidence >= model.assertedFrom,
    confidence: rounded(confidence),
    ...(party ? { party } : {}),
    speaker: {
      capacity: voice.capacity,
      ...(voice.name ? { name: voice.name } : {}),
      ...(voice.party ? { party: voice.party } : {}),
    },
    attribution: voice.attribution,
    ...(first === 'contact' && others.length > 0 ? { with: others } : {}),
    summary: summaryOf(sentence.text),
    ...(quote ? { quote: summaryOf(quote) } : {}),
    reasons: reasonsOf(judged),
  };
}
