/** Puts a candidate together from what was judged of a passage. */
import { MOST_KINDS, type Candidate, type Reason } from '../../events/intake/candidate.js';
import type { PartyId } from '../../events/ids.js';
import { cutTo } from '../../events/words/cut.js';
import type { Role } from '../../events/vocabulary.js';
import { attitudeOf } from '../fields/attitude.js';
import { counterpartsOf } from '../fields/counterparts.js';
import { toldDate, type ToldDate } from '../fields/dates.js';
import { subjectsOf, type titledIn } from '../fields/subjects.js';
import { quoteOf, summaryOf } from '../fields/summary.js';
import { termsIn } from '../fields/terms.js';
import type { Model } from '../model/trained.js';
import type { Mention } from '../parties/mention.js';
import type { Judged } from './judge.js';

/** What is the same for all candidates of an article. */
export interface Setting {
  readonly published: string | undefined;
  readonly model: Model;
  readonly titled: ReturnType<typeof titledIn>;
  readonly roles: ReadonlyMap<PartyId, Role>;
  /** The name by which people know a party. */
  readonly nameOf: (party: PartyId) => string;
}

const rounded = (share: number): number => Math.round(100 * share) / 100;
const inAWord = (words: string): string => cutTo(words.replaceAll(/[\s\p{Cc}]+/gu, ' '), 200);

function kindReasons({ passage, kinds }: Judged): Reason[] {
  const { sentence, fired } = passage;
  const kind = kinds[0]?.answer;
  return fired
    .filter(({ cue }) => cue.kind === kind)
    .slice(0, 3)
    .map(({ cue, at, mood }) => {
      const [start, end] = [sentence.tokens[at.from]?.start ?? 0, sentence.tokens[at.to - 1]?.end ?? 1];
      const words = inAWord(sentence.text.slice(start - sentence.span.start, end - sentence.span.start));
      return {
        field: 'kind',
        says: `“${words}”: ${cue.name}${mood === 'asserted' ? '' : `, ${mood}`}`,
        at: { start, end },
      };
    });
}

/** How the words for a party are told to stand for it. */
const STANDS_FOR: Readonly<Record<Mention['by'], string>> = {
  name: 'is',
  alias: 'is another name of',
  demonym: 'is said of',
  capital: 'is the capital of',
  initials: 'are the initials of',
  person: 'stands for',
  'part of the name': 'is part of the name of',
  pronoun: 'stands here for',
  description: 'stands here for',
};

function partyReasons({ whose, passage }: Judged, nameOf: Setting['nameOf']): Reason[] {
  if (!whose.party) return [];
  const name = nameOf(whose.party);
  const { mention } = whose;
  if (!mention)
    return [
      {
        field: 'party',
        says: whose.party === passage.voice.party ? `${name} speaks` : `${name} was spoken of before`,
      },
    ];
  const [start, end] = [
    passage.sentence.tokens[mention.from]?.start ?? 0,
    passage.sentence.tokens[mention.to - 1]?.end ?? 1,
  ];
  const words = inAWord(mention.words);
  const says = words === name ? `${name} is named` : `“${words}” ${STANDS_FOR[mention.by]} ${name}`;
  return [{ field: 'party', says, at: { start, end } }];
}

const dateReasons = (told: ToldDate | null, published: string | undefined): Reason[] =>
  told
    ? [{ field: 'occurredAt', says: `“${inAWord(told.words)}”, counted from publication on ${published ?? '…'}` }]
    : [];

/** Of a clause by itself it was not measured how often it is right, and it is less often: none is asserted. */
const isWhole = ({ sentence, from, to }: Judged['passage']): boolean => from === 0 && to === sentence.tokens.length;

/** The candidate of a judged passage. @param n its number in the article */
export function candidateOf(
  judged: Judged,
  n: number,
  { published, model, titled, roles, nameOf }: Setting,
): Candidate {
  const { passage, kinds, whose, confidence } = judged;
  const { sentence, voice } = passage;
  const kind = kinds[0]?.answer ?? 'confirmation';
  const tokens = sentence.tokens.slice(passage.from, passage.to);
  const quote = quoteOf(sentence.text);
  const told = toldDate(sentence.text, published);
  const terms = termsIn(tokens, (start, end) =>
    sentence.text.slice(start - sentence.span.start, end - sentence.span.start),
  );
  const subjects = judged.subjects ?? subjectsOf(kind, sentence.text, tokens, titled);
  return {
    candidate: `c-${n}`,
    evidence: [{ ...sentence.span }, ...(judged.goesOnIn ?? []).map(({ start, end }) => ({ start, end }))],
    kinds: kinds.slice(0, MOST_KINDS).map(({ answer }) => answer),
    asserted: confidence >= model.assertedFrom && isWhole(passage),
    confidence: rounded(confidence),
    ...(whose.party ? { party: whose.party } : {}),
    speaker: {
      ...(voice.name ? { name: voice.name } : {}),
      capacity: voice.capacity,
      ...(voice.party ? { party: voice.party } : {}),
    },
    attribution: voice.attribution,
    ...(subjects.length > 0 ? { subjects: [...subjects] } : {}),
    ...attitudeOf(kind, passage, judged.answers),
    ...counterpartsOf(kind, passage, whose.party, roles),
    ...(terms.length > 0 ? { terms } : {}),
    ...(told ? { occurredAt: told.date } : {}),
    summary: summaryOf(sentence.text),
    ...(quote ? { quote } : {}),
    reasons: [
      ...kindReasons(judged),
      ...partyReasons(judged, nameOf),
      ...voice.reasons.slice(0, 5),
      ...dateReasons(told, published),
    ],
  };
}
