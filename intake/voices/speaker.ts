/** Reads the words of who speaks: capacity, attribution, and the party spoken for. */
import type { Reason } from '../../events/intake/candidate.js';
import type { PartyId } from '../../events/ids.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import type { Mention } from '../parties/mention.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Token } from '../text/tokens.js';
import type { Range } from './speech-frame.js';
import type { Attribution, Capacity } from './voice.js';
import {
  ANONYMOUS,
  BRIEFED,
  COMMENTATORS,
  DIPLOMATS,
  FORMER,
  OUTLETS,
  PAPERS,
  PRONOUNS,
  UNNAMED,
  WITNESSES,
} from './words.js';

/** A person that the article has presented. */
export interface Presented {
  readonly name: string;
  readonly capacity: Capacity;
  readonly party?: PartyId;
}

export interface Speaker {
  readonly capacity: Capacity;
  readonly attribution: Attribution;
  readonly name: string;
  readonly party?: PartyId;
  readonly reasons: readonly Reason[];
}

/** Speakers that are somebody else's words for one who spoke before. */
export type SpeakerRead = Speaker | 'who spoke before' | null;

const because = (field: string, says: string): Reason => ({ field, says });

function wordsOf(s: ReadSentence, { from, to }: Range): string {
  const [first, last] = [s.tokens[from], s.tokens[to - 1]];
  if (!first || !last) return '';
  const text = s.text.slice(first.start - s.span.start, last.end - s.span.start);
  return text.replace(/^[\s,]+|[\s,]+$/g, '').slice(0, 200);
}

/** The party in whose name: the last that is itself named; else one that the speaker's noun belongs to. */
function partyIn(s: ReadSentence, { from, to }: Range): Mention | undefined {
  const inside = s.mentions.filter((mention) => mention.from >= from && mention.from < to);
  return inside.filter(({ as }) => as === 'itself').at(-1) ?? inside.find(({ as }) => as !== 'itself');
}

const hasAny = (tokens: readonly Token[], words: ReadonlySet<string>): Token | undefined =>
  tokens.find(({ lower, lemma }) => words.has(lower) || words.has(lemma));

/** Two words with capitals in a row, or one after a title, that are no party: a person's name. */
const hasName = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ pos, word }, i) =>
      pos === 'PROPN' &&
      /^\p{Lu}\p{Ll}/u.test(word) &&
      tokens[i + 1]?.pos === 'PROPN' &&
      /^\p{Lu}/u.test(tokens[i + 1]?.word ?? ''),
  );

interface Heard {
  readonly words: string;
  readonly tokens: readonly Token[];
  readonly mention: Mention | undefined;
  readonly person: Presented | undefined;
}

type Rule = (heard: Heard) => Omit<Speaker, 'name'> | null;

const withParty = (party: PartyId | undefined): { readonly party?: PartyId } => (party ? { party } : {});
const named = (heard: Heard): boolean =>
  heard.person !== undefined || heard.mention?.by === 'person' || hasName(heard.tokens);
const onOrOff = (heard: Heard): Attribution =>
  named(heard) && !ANONYMOUS.test(heard.words) ? 'on-the-record' : 'on-background';

const RULES: readonly Rule[] = [
  (heard) => {
    const word = hasAny(heard.tokens, FORMER)?.word ?? (/\bex-\w/i.test(heard.words) ? 'ex-' : undefined);
    const isFormer = word !== undefined || heard.person?.capacity === 'former-official';
    if (!isFormer) return null;
    const party = heard.person?.party ?? heard.mention?.party;
    return {
      capacity: 'former-official',
      attribution: onOrOff(heard),
      ...withParty(party),
      reasons: [because('speaker', `“${word ?? heard.words}”: in office no longer`)],
    };
  },
  (heard) => {
    const word = hasAny(heard.tokens, COMMENTATORS)?.word;
    const isCommentator = word !== undefined || heard.person?.capacity === 'commentator';
    return isCommentator
      ? {
          capacity: 'commentator',
          attribution: onOrOff(heard),
          reasons: [because('speaker', `“${word ?? heard.words}” comments from outside`)],
        }
      : null;
  },
  (heard) => {
    const word = hasAny(heard.tokens, UNNAMED)?.word;
    if (word === undefined || named(heard)) return null;
    const inside =
      heard.mention &&
      !/\b(?:talks|negotiations|discussions|matter|deliberations)\b/i.test(
        heard.words.slice(heard.words.toLowerCase().indexOf(heard.mention.words.toLowerCase())),
      );
    if (inside && heard.mention)
      return {
        capacity: 'insider',
        attribution: 'on-background',
        party: heard.mention.party,
        reasons: [because('speaker', `“${word}” inside ${heard.mention.words}, not authorised to speak for it`)],
      };
    return {
      capacity: 'intermediary',
      attribution: 'on-background',
      reasons: [
        because(
          'speaker',
          `“${word}” ${hasAny(heard.tokens, BRIEFED)?.word ?? ''}: knows of the talks, and belongs to no side`,
        ),
      ],
    };
  },
  (heard) => {
    const word = hasAny(heard.tokens, DIPLOMATS)?.word;
    if (word === undefined || named(heard)) return null;
    if (heard.mention)
      return {
        capacity: 'official',
        attribution: 'on-background',
        party: heard.mention.party,
        reasons: [because('speaker', `“${word}” of ${heard.mention.words}, not named`)],
      };
    return {
      capacity: 'intermediary',
      attribution: 'on-background',
      reasons: [because('speaker', `“${word}” of no party`)],
    };
  },
  (heard) =>
    hasAny(heard.tokens, WITNESSES) && !heard.mention
      ? {
          capacity: 'reporter',
          attribution: 'on-background',
          reasons: [because('speaker', 'witnesses, for whom the outlet vouches')],
        }
      : null,
  (heard) => {
    const word = heard.mention || named(heard) ? undefined : hasAny(heard.tokens, OUTLETS)?.word;
    return word === undefined
      ? null
      : { capacity: 'reporter', attribution: 'unattributed', reasons: [because('speaker', `“${word}” reports it`)] };
  },
  (heard) => {
    if (heard.person)
      return {
        capacity: heard.person.capacity,
        attribution: 'on-the-record',
        ...withParty(heard.person.party),
        reasons: [because('speaker', `${heard.person.name} was presented before`)],
      };
    if (!heard.mention) return null;
    const unnamed =
      /^(?:an?|one|two|three|four|several|some|senior|other|many)\b/i.test(heard.words) ||
      /\b(?:officials|negotiators|aides|advisers|lawmakers)\b/i.test(heard.words);
    const attribution = (unnamed && !named(heard)) || ANONYMOUS.test(heard.words) ? 'on-background' : 'on-the-record';
    return {
      capacity: 'official',
      attribution,
      party: heard.mention.party,
      reasons: [because('speaker', `“${heard.mention.words}” speaks for ${heard.mention.party}`)],
    };
  },
  (heard) => {
    const word = hasAny(heard.tokens, INSTITUTIONS)?.word;
    if (word === undefined && !named(heard)) return null;
    return {
      capacity: 'official',
      attribution: named(heard) ? 'on-the-record' : 'on-background',
      reasons: [because('speaker', `“${word ?? heard.words}” speaks`)],
    };
  },
];

/**
 * Reads who speaks.
 * @param people whom the article has presented so far, by the words that stand for them
 */
export function speakerIn(s: ReadSentence, range: Range, people: ReadonlyMap<string, Presented>): SpeakerRead {
  const tokens = s.tokens.slice(range.from, range.to);
  const words = wordsOf(s, range);
  const isPronoun = tokens.length <= 3 && tokens.some(({ lower }) => PRONOUNS.has(lower));
  const mention = partyIn(s, range);
  const isPaper = !mention && hasAny(tokens, PAPERS) !== undefined && tokens.length <= 4;
  if (isPronoun || isPaper) return 'who spoke before';
  const person = tokens.map(({ word }) => people.get(word)).findLast((one) => one !== undefined);
  for (const rule of RULES) {
    const read = rule({ words, tokens, mention, person });
    if (read) return { ...read, name: words };
  }
  return null;
}
