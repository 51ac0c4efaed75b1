/** Who speaks in each sentence; one who spoke is carried on by “he added” and “the statement said”. */
import type { PartyId } from '../../events/ids.js';
import type { Known } from '../known.js';
import { nameIn } from '../parties/named.js';
import type { ReadSentence } from '../text/read-sentence.js';
import { actsIn, quotesInPart } from './frames/acts.js';
import { Antecedents, isItem, isOfWhoSpoke, somebodyIn, subjectOf, takenUpBy } from './antecedents.js';
import { hearsay } from './hearsay.js';
import { endsIssue, issuerVoice } from './issuer.js';
import { hasUnion, isOfOthers, partyOfOffice } from './speakers/offices.js';
import type { KnownHere, Presented } from './speakers/role.js';
import { speakerIn, type SpeakerRead } from './speakers/speaker.js';
import type { Range } from './frames/speaker-range.js';
import { speechFrames } from './frames/speech-frame.js';
import type { SpeechFrame } from './frames/speaker-range.js';
import { carriedOn, OUTLET, type Voice } from './voice.js';
import { actingBefore, lastParty, withNamed } from './named-before.js';
import { isOfPersons } from './speakers/persons.js';
import { lastNamed, meantInSentence } from './in-the-sentence.js';
import { heardInParts, type HeardPart } from './in-parts.js';
import { personCalled, turnLabel } from './turns.js';
import { PERSONS } from './speakers/words.js';

export interface HeardSentence {
  readonly sentence: ReadSentence;
  readonly voice: Voice;
  /** Where several speak: what each says. */
  readonly parts?: readonly HeardPart[];
}

const frameSpan = ({ speaker, verb }: SpeechFrame) => ({
  from: Math.min(speaker.from, verb.from),
  to: Math.max(speaker.to, verb.to),
});

/** An outlet’s; those for whom it vouches are witnesses. */
const isOfOutlet = ({ capacity, attribution }: Voice): boolean =>
  capacity === 'reporter' && !attribution.startsWith('on-');

const OWN = /^(?:ministry|government|union|company|committee|delegation|office|federation|secretariat|party|movement)$/;

class Hearing {
  private readonly spoke = new Antecedents();
  /** The parties that were named last, the last first. */
  private named: readonly PartyId[] = [];
  /** Whose turn it is in a transcript. */
  private speaks: Voice | null = null;
  private sentenceBefore: ReadSentence | undefined;
  private voiceBefore: Voice | undefined;
  private issuer: Voice | null;

  constructor(
    private readonly people: ReadonlyMap<string, Presented>,
    private readonly known: Known,
    issuer: Voice | null,
    private readonly publisher: string | undefined,
  ) {
    this.issuer = issuer;
  }

  hear(s: ReadSentence): HeardSentence {
    if (this.issuer && endsIssue(s)) this.issuer = null;
    const own = this.turn(s) ?? this.item(s);
    const parts = own ? [] : heardInParts(s, this.spokenIn);
    const voice = own ?? this.spokenIn(s);
    for (const one of [voice, ...parts.map((part) => part.voice)]) {
      const next = one.how !== 'outlet' && one !== this.issuer ? one : this.introduced(s);
      if (next && next !== this.spoke.last) this.spoke.add(next);
    }
    this.named = withNamed(this.named, lastParty(s));
    [this.sentenceBefore, this.voiceBefore] = [s, parts.at(-1)?.voice ?? voice];
    return { sentence: s, voice, ...(parts.length > 0 ? { parts } : {}) };
  }

  private readonly spokenIn = (s: ReadSentence): Voice => this.framed(s) ?? this.quoted(s) ?? this.unframed(s);

  private readonly nameOf = (party: PartyId): string => nameIn(this.known.parties, party);

  private get here(): KnownHere {
    return { nameOf: this.nameOf, hasUnion: hasUnion(this.known.parties) };
  }

  private get before(): Voice | null {
    return this.spoke.last ?? this.issuer;
  }

  /** “DUDENHÖFFER: …”, in a transcript: from there to the end of the paragraph that person speaks. */
  private turn(s: ReadSentence): Voice | null {
    const label = turnLabel(s);
    if (label !== null) this.speaks = personCalled(label, this.people);
    else if (this.sentenceBefore && s.span.start - this.sentenceBefore.span.end > 1) this.speaks = null;
    return this.speaks;
  }

  private item(s: ReadSentence): Voice | null {
    return this.voiceBefore && isItem(s, this.sentenceBefore)
      ? carriedOn(this.voiceBefore, { how: this.voiceBefore.how })
      : null;
  }

  private framed(s: ReadSentence): Voice | null {
    const how = s.quoted.size > 3 ? 'quotation' : 'indirect';
    for (const frame of speechFrames(s)) {
      const named = this.named;
      this.named = withNamed(this.named, actingBefore(s, frame.speaker));
      const voice = this.spoken(s, frame.speaker, { how, frame: frameSpan(frame) });
      if (voice) return voice;
      this.named = named;
    }
    return null;
  }

  /** Who is meant by a speaker’s words: one who spoke before, where they take one up. */
  private whoIs(s: ReadSentence, speaker: Range): SpeakerRead | Voice {
    const noun = takenUpBy(s, speaker);
    const again = noun ? this.spoke.named(noun) : null;
    if (again) return again;
    if (this.isIssuerItself(s, speaker)) return this.issuer;
    const surname = speaker.to - speaker.from === 1 ? s.tokens[speaker.from]?.word : undefined;
    const isKnown =
      surname === undefined || this.people.has(surname) || s.mentions.some(({ from }) => from === speaker.from);
    const bySurname = isKnown ? null : this.spoke.surnamed(surname);
    if (bySurname) return bySurname;
    const read = speakerIn(s, speaker, this.people, this.here);
    if (read !== 'who spoke before') return read;
    return meantInSentence(s, speaker, this.people, this.here) ?? this.itself(s, speaker) ?? read;
  }

  /** “The ministry regrets”, in what a ministry publishes. */
  private isIssuerItself(s: ReadSentence, { from, to }: Range): boolean {
    const own = s.mentions.filter((mention) => mention.from >= from && mention.to <= to);
    return (
      this.issuer !== null &&
      to - from <= 3 &&
      own.every(({ by }) => by === 'description') &&
      OWN.test(s.tokens[to - 1]?.lower ?? '')
    );
  }

  /** “It says”: the party that “it” stands for, where another spoke last. */
  private itself(s: ReadSentence, { from, to }: Range): SpeakerRead {
    const it = s.mentions.find((mention) => mention.by === 'pronoun' && mention.from === from && mention.to <= to + 1);
    if (s.tokens[from]?.lower !== 'it' || !it || it.party === this.before?.party) return null;
    const reasons = [{ field: 'speaker' as const, says: `“it” stands for ${this.nameOf(it.party)}` }];
    return { capacity: 'official', attribution: 'on-the-record', name: 'it', party: it.party, reasons };
  }

  /** Who is presented here, and speaks in the next sentence: “A trade official, who asked not to be named, was less kind.” */
  private introduced(s: ReadSentence): Voice | null {
    const range = subjectOf(s);
    const words = range ? s.tokens.slice(range.from, range.to) : [];
    const isPerson =
      words.some(({ lower, word }) => PERSONS.has(lower) || this.people.has(word)) ||
      (range && s.mentions.some(({ by, from }) => by === 'person' && from >= range.from && from < range.to));
    const who = range && isPerson ? range : (lastNamed(s, this.people) ?? somebodyIn(s));
    if (!who) return null;
    const read = speakerIn(s, who, this.people, this.here);
    return read && read !== 'who spoke before' && read.capacity !== 'reporter'
      ? this.withParty({ ...read, how: 'indirect' })
      : null;
  }

  /** Of those who spoke before, one person where “he” is, several where “they” or “one of the two” are. */
  private whoSpoke(s: ReadSentence, { from }: Range): Voice | null {
    const first = s.tokens[from]?.lower ?? '';
    if (/^(?:he|she|him|her|his)$/.test(first)) return this.spoke.lastPerson ?? this.issuer;
    if (
      /^(?:they|them|two|three|one|another|both|all|third|second|fourth)$/.test(first) ||
      (first === 'a' && /^(?:second|third|fourth)$/.test(s.tokens[from + 1]?.lower ?? ''))
    )
      return this.spoke.lastSeveral ?? this.issuer;
    return this.before;
  }

  private spoken(s: ReadSentence, speaker: Range, rest: Pick<Voice, 'how' | 'frame'>): Voice | null {
    const read = this.whoIs(s, speaker);
    if (read === 'who spoke before') {
      const before = this.whoSpoke(s, speaker);
      return before && carriedOn(before, rest);
    }
    if (!read) return null;
    if ('how' in read) return carriedOn(read, rest);
    return this.withParty({ ...read, ...rest });
  }

  /** “The committee’s negotiator”, in the committee’s own letter; “the spokesman”, of the party that was named. */
  private withParty(voice: Voice): Voice {
    const isNamed = voice.reasons.some(({ says }) => says.endsWith('speaks for itself'));
    const isOwn =
      !isNamed && voice.party === undefined && (voice.capacity === 'official' || voice.capacity === 'insider');
    const party =
      isOwn && !isOfOthers(voice.name ?? '')
        ? (this.issuer?.party ?? partyOfOffice(voice.name ?? '', this.known.parties, this.named))
        : null;
    return { ...voice, ...(party ? { party } : {}) };
  }

  /** A sentence that is all quotation goes on with who spoke before. */
  private quoted(s: ReadSentence): Voice | null {
    const isAllQuoted = s.quoted.size > 0 && s.quoted.size >= s.tokens.length - 4;
    return isAllQuoted && this.before ? carriedOn(this.before, { how: 'quotation' }) : null;
  }

  private unframed(s: ReadSentence): Voice {
    const rumour = hearsay(s, this.publisher);
    if (rumour) return rumour;
    const act = this.acting(s);
    if (act) return act;
    if (isOfWhoSpoke(s) && this.spoke.last) return carriedOn(this.spoke.last, { how: 'indirect' });
    return this.issuer ?? OUTLET;
  }

  /** “He rejected it”, of one who has just spoken, too. */
  private isPersonal(s: ReadSentence, range: Range): boolean {
    const isPronoun = range.to - range.from === 1 && s.tokens[range.from]?.pos === 'PRON';
    const hasJustSpoken = this.voiceBefore !== undefined && this.voiceBefore.how !== 'outlet';
    return (isPronoun && hasJustSpoken) || isOfPersons(s, range, this.people);
  }

  /** One who speaks by an act of saying, or of whom a few words are quoted. */
  private acting(s: ReadSentence): Voice | null {
    for (const { actor, verb, isPersonal } of actsIn(s)) {
      const voice = this.spoken(s, actor, { how: 'act' });
      if (!voice || isOfOutlet(voice) || (isPersonal && !this.isPersonal(s, actor))) continue;
      const says = `${(voice.name ?? 'it').slice(0, 200)} speaks by what it does: “${s.tokens[verb]?.lower ?? ''}”`;
      return { ...voice, reasons: [{ field: 'speaker', says: says.slice(0, 500) }, ...voice.reasons.slice(0, 4)] };
    }
    const inPart = this.issuer ? null : quotesInPart(s);
    const voice = inPart && this.isPersonal(s, inPart) ? this.spoken(s, inPart, { how: 'act' }) : null;
    return voice && !isOfOutlet(voice) ? voice : null;
  }
}

/**
 * Each sentence with its voice, in order.
 * @param people whom the record knows and the article presents, by the words that stand for them
 */
export function hearAll(
  sentences: readonly ReadSentence[],
  people: ReadonlyMap<string, Presented>,
  known: Known,
  publisher?: string,
): HeardSentence[] {
  const issuer = issuerVoice(sentences, known, publisher);
  const hearing = new Hearing(people, known, issuer, publisher);
  return sentences.map((sentence) => hearing.hear(sentence));
}
