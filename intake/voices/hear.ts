/** Who speaks in each sentence; one who spoke is carried on by “he added” and “the statement said”. */
import type { Reason } from '../../events/intake/candidate.js';
import type { PartyId } from '../../events/ids.js';
import type { Known } from '../known.js';
import { actorOf, isAfterPreposition } from '../parties/actor.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import type { ReadSentence } from '../text/read-sentence.js';
import { voiceByAct } from './acts.js';
import { issuerOf } from './issuer.js';
import { speakerIn, type SpeakerRead } from './speaker.js';
import type { Range } from './speaker-range.js';
import type { Presented } from './speaker-rules.js';
import { speechFrame, type SpeechFrame } from './speech-frame.js';
import { OUTLET, type Voice } from './voice.js';
import { HEARSAY, PAPERS } from './words.js';

export interface HeardSentence {
  readonly sentence: ReadSentence;
  readonly voice: Voice;
}

const CARRIED: Reason = { field: 'speaker', says: 'carried on from the sentence before' };
const carriedOn = (voice: Voice, rest: Pick<Voice, 'how'> & Partial<Pick<Voice, 'frame'>>): Voice => {
  const { frame: _, ...kept } = voice;
  return { ...kept, ...rest, reasons: [...voice.reasons.slice(0, 3), CARRIED] };
};

/** “In a statement”, “in his view”. */
function isOfWhoSpoke({ tokens }: ReadSentence): boolean {
  return tokens.some(({ lower }, i) => {
    const [article, preposition] = [tokens[i - 1]?.lower ?? '', tokens[i - 2]?.lower ?? ''];
    return (
      (PAPERS.has(lower) || lower === 'view') &&
      /^(?:a|an|its|his|her|their)$/.test(article) &&
      /^(?:in|by|with)$/.test(preposition)
    );
  });
}

/** Who may be presented in one sentence and speak in the next. */
const INTRODUCED =
  /^(?:official|officials|diplomat|diplomats|spokes\w+|negotiator|source|person|adviser|aide|professor|analyst|researcher)$/;

/** The words before the first verb, with a relative clause that they have. */
function beforeVerbs(s: ReadSentence, verb: number): Range {
  const comma = s.tokens.findIndex(({ word }, i) => i > verb && word === ',');
  return { from: 0, to: /^(?:who|which)$/.test(s.tokens[verb - 1]?.lower ?? '') && comma > 0 ? comma : verb };
}

const frameSpan = ({ speaker, verb }: SpeechFrame) => ({
  from: Math.min(speaker.from, verb.from),
  to: Math.max(speaker.to, verb.to),
});

/** Who speaks by office, of a party that was named just before: “And for the union? The president, A. B., said …”. */
const lastParty = ({ mentions }: ReadSentence): PartyId | null => mentions.at(-1)?.party ?? null;

/** Who acts in the sentence itself: “The rebels accepted the invitation, a spokesman said.” */
const actingIn = (s: ReadSentence): PartyId | null =>
  s.mentions.find((mention) => mention.as === 'itself' && !isAfterPreposition(s, mention))?.party ?? null;

class Hearing {
  private before: Voice | null = null;
  private named: PartyId | null = null;

  constructor(
    private readonly people: ReadonlyMap<string, Presented>,
    private readonly issuer: Voice | null,
  ) {}

  voiceOf(s: ReadSentence): Voice {
    const voice = this.framed(s) ?? this.quoted(s) ?? this.unframed(s);
    if (voice.how !== 'outlet' && voice !== this.issuer) this.before = voice;
    else this.before = this.introduced(s) ?? this.before;
    this.named = lastParty(s) ?? this.named;
    return voice;
  }

  private framed(s: ReadSentence): Voice | null {
    const frame = speechFrame(s);
    if (!frame) return null;
    this.named = actingIn(s) ?? this.named;
    return this.spoken(this.whoIs(s, frame), {
      how: s.quoted.size > 3 ? 'quotation' : 'indirect',
      frame: frameSpan(frame),
    });
  }

  /** “It”, in “The Red Cross has visited them, it confirmed”, is who acts in the sentence. */
  private whoIs(s: ReadSentence, { speaker }: SpeechFrame): SpeakerRead {
    const read = speakerIn(s, speaker, this.people);
    if (read !== 'who spoke before' || speaker.from < 2) return read;
    const isIt = /^(?:it|they)$/.test(s.tokens[speaker.from]?.lower ?? '');
    const actor = actorOf(s, { from: speaker.from, to: speaker.to });
    const isPerson = actor && s.tokens.slice(actor.from, actor.to).some(({ lower }) => INSTITUTIONS.has(lower));
    if (!actor || actor.as !== 'itself' || actor.by === 'pronoun' || (!isIt && !isPerson)) return read;
    const reasons = [{ field: 'speaker', says: `“${actor.words.slice(0, 200)}” stands for ${actor.party}` }];
    return {
      capacity: 'official',
      attribution: 'on-the-record',
      name: actor.words.slice(0, 200),
      party: actor.party,
      reasons,
    };
  }

  /** Who is presented here, and speaks in the next sentence: “A trade official, who asked not to be named, was less kind.” */
  private introduced(s: ReadSentence): Voice | null {
    const verb = s.tokens.findIndex(({ pos }) => pos === 'VERB' || pos === 'AUX');
    const range = verb > 0 ? beforeVerbs(s, verb) : null;
    if (!range || !s.tokens.slice(range.from, range.to).some(({ lower }) => INTRODUCED.test(lower))) return null;
    const read = speakerIn(s, range, this.people);
    return read && read !== 'who spoke before' ? { ...read, how: 'indirect' } : null;
  }

  private spoken(read: SpeakerRead, rest: Pick<Voice, 'how' | 'frame'>): Voice | null {
    if (read === 'who spoke before') {
      const before = this.before ?? this.issuer;
      return before && carriedOn(before, rest);
    }
    if (!read) return null;
    // “The committee’s negotiator”, in the committee’s own letter.
    const isOwn = read.party === undefined && (read.capacity === 'official' || read.capacity === 'insider');
    const party = isOwn ? (this.issuer?.party ?? this.named) : null;
    return { ...read, ...(party ? { party } : {}), ...rest };
  }

  /** A sentence that is all quotation goes on with who spoke before. */
  private quoted(s: ReadSentence): Voice | null {
    const isAllQuoted = s.quoted.size > 0 && s.quoted.size >= s.tokens.length - 4;
    const before = this.before ?? this.issuer;
    return isAllQuoted && before ? carriedOn(before, { how: 'quotation' }) : null;
  }

  private unframed(s: ReadSentence): Voice {
    if (isOfWhoSpoke(s) && this.before) return carriedOn(this.before, { how: 'indirect' });
    const otherwise = this.issuer ?? OUTLET;
    if (HEARSAY.test(s.text))
      return { ...OUTLET, reasons: [{ field: 'speaker', says: 'hearsay, of nobody in particular' }] };
    return voiceByAct(s) ?? otherwise;
  }
}

const surname = (name: string): string => name.replace(/,.*$/, '').trim().split(/\s+/).at(-1) ?? name;

/** Whom the record knows, and whom the article presents; of two with one surname the record's. */
function peopleOf(presented: ReadonlyMap<string, Presented>, { parties }: Known): Map<string, Presented> {
  const known = parties.flatMap(({ party, people = [] }) =>
    people.map(({ name, capacity }) => [surname(name), { name, capacity, party }] as const),
  );
  return new Map([...presented, ...known]);
}

function issuerVoice(sentences: readonly ReadSentence[], known: Known, publisher: string | undefined): Voice | null {
  const party = issuerOf(sentences, known, publisher);
  if (!party) return null;
  const name = (publisher ?? known.parties.find((one) => one.party === party)?.name ?? party).slice(0, 200);
  const reasons = [{ field: 'speaker', says: `the text is issued by ${party} itself` }];
  return { capacity: 'official', attribution: 'on-the-record', name, party, how: 'issuer', reasons };
}

/** Each sentence with its voice, in order. */
export function hearAll(
  sentences: readonly ReadSentence[],
  presented: ReadonlyMap<string, Presented>,
  known: Known,
  publisher?: string,
): HeardSentence[] {
  const hearing = new Hearing(peopleOf(presented, known), issuerVoice(sentences, known, publisher));
  return sentences.map((sentence) => ({ sentence, voice: hearing.voiceOf(sentence) }));
}
