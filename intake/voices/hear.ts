/** Who speaks in each sentence; one who spoke is carried on by “he added” and “the statement said”. */
import type { Reason } from '../../events/intake/candidate.js';
import type { Mention } from '../parties/mention.js';
import type { Known } from '../known.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Presented, SpeakerRead } from './speaker.js';
import { speakerIn } from './speaker.js';
import { inAStatement, speechFrame } from './speech-frame.js';
import { OUTLET, type Voice } from './voice.js';
import { DECLARES, HEARSAY } from './words.js';

const carried: Reason = { field: 'speaker', says: 'carried on from the sentence before' };

function spoken(read: SpeakerRead, before: Voice | null, rest: Pick<Voice, 'how' | 'frame'>): Voice | null {
  if (read === 'who spoke before')
    return before ? { ...before, ...rest, reasons: [...before.reasons.slice(0, 3), carried] } : null;
  return read ? { ...read, ...rest } : null;
}

/** The party that acts in the sentence: the first that is itself named before its first verb. */
function actor(s: ReadSentence): { readonly mention: Mention; readonly verb: number } | null {
  const verb = s.tokens.findIndex(({ pos, lemma }, i) => pos === 'VERB' && DECLARES.has(lemma) && !s.quoted.has(i));
  const mention = s.mentions.findLast(
    ({ to, as, from }) =>
      to <= verb &&
      as === 'itself' &&
      !/^(?:with|of|between|by|from|to|against|for|in|on|at)$/.test(s.tokens[from - 1]?.lower ?? ''),
  );
  return verb >= 0 && mention && verb - mention.to <= 6 ? { mention, verb } : null;
}

function byAct(s: ReadSentence): Voice | null {
  const found = actor(s);
  if (!found) return null;
  const { mention, verb } = found;
  const says = `${mention.words} speaks by doing so: “${s.tokens[verb]?.word ?? ''}”`;
  return {
    capacity: 'official',
    attribution: 'on-the-record',
    name: mention.words,
    party: mention.party,
    how: 'act',
    reasons: [{ field: 'speaker', says }],
  };
}

/** The voice of a sentence. @param before the last that was no outlet's */
export function voiceOf(s: ReadSentence, before: Voice | null, people: ReadonlyMap<string, Presented>): Voice {
  const frame = speechFrame(s);
  const how = s.quoted.size > 3 ? 'quotation' : 'indirect';
  if (frame) {
    const span = { from: Math.min(frame.speaker.from, frame.verb.from), to: Math.max(frame.speaker.to, frame.verb.to) };
    const voice = spoken(speakerIn(s, frame.speaker, people), before, { how, frame: span });
    if (voice) return voice;
  }
  const isAllQuoted = s.quoted.size > 0 && s.quoted.size >= s.tokens.length - 4;
  if (isAllQuoted && before) return { ...before, how: 'quotation', reasons: [...before.reasons.slice(0, 3), carried] };
  if (HEARSAY.test(s.text))
    return { ...OUTLET, reasons: [{ field: 'speaker', says: 'hearsay, of nobody in particular' }] };
  const act = byAct(s);
  if (act) return act;
  return inAStatement(s) && before
    ? { ...before, how: 'indirect', reasons: [...before.reasons.slice(0, 3), carried] }
    : OUTLET;
}

/** Each sentence with its voice, in order. */
export function hearAll(
  sentences: readonly ReadSentence[],
  people: ReadonlyMap<string, Presented>,
  _known: Known,
  _publisher?: string,
): { readonly sentence: ReadSentence; readonly voice: Voice }[] {
  let before: Voice | null = null;
  return sentences.map((sentence) => {
    const voice = voiceOf(sentence, before, people);
    if (voice.how !== 'outlet') before = voice;
    return { sentence, voice };
  });
}
