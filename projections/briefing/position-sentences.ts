/** Where each party stands, in sentences. */
import { latestInstant } from '../../events/dates.js';
import { TALKS } from '../../events/ids.js';
import type { ReaderNames } from '../wording/reader-names.js';
import type { PositionAnswer } from '../positions/positions.js';
import type { StanceName } from '../positions/stances.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { dayInWords } from '../../events/words/date-words.js';
import { sentence, type Sentence } from './sentence.js';
import { subjectInWords } from './subject-words.js';
import { termInWords } from '../wording/term-words.js';
import { STANCE_INFINITIVES, STANCE_VERBS } from './words.js';

type Held = NonNullable<PositionAnswer['declared']>;

/** Of the claim that there are talks; other stances are not held on it. */
const ON_TALKS: { readonly [S in StanceName]?: readonly [says: string, isSaidTo: string] } = {
  confirms: ['says that there are talks', 'say that there are talks'],
  denies: ['denies that there are talks', 'deny that there are talks'],
  refuses: ['refuses to talk', 'refuse to talk'],
  ready: ['says that it is ready to talk', 'be ready to talk'],
  endorses: ['backs the talks', 'back the talks'],
};

/** The terms of an offer or a demand, where it has some. */
const termsOf = ({ stance, terms = [] }: Held): string =>
  terms.length > 0 && (stance === 'proposes' || stance === 'demands' || stance === 'concedes')
    ? `: ${terms.map(termInWords).join('; ')}`
    : '';

function heldInWords(
  held: Held,
  subject: PositionAnswer['subject'],
  form: 0 | 1,
  names: ReaderNames,
  counted: CountedReports,
): string {
  const { stance, to, since } = held;
  const verb = (form === 0 ? STANCE_VERBS : STANCE_INFINITIVES)[stance];
  const onTalks = 'claim' in subject && subject.claim === TALKS ? ON_TALKS[stance]?.[form] : undefined;
  const toward = to.length ? ` with ${names.parties([...to])}` : '';
  const offers =
    stance === 'proposes' && 'issue' in subject ? ['makes an offer on', 'make an offer on'][form] : undefined;
  const what = onTalks ?? `${offers ?? verb} ${subjectInWords(subject, names, counted)}`;
  return `${what}${toward}, since ${dayInWords(since)}${termsOf(held)}`;
}

function sentencesOf(
  { party, subject, declared, attributed }: PositionAnswer,
  names: ReaderNames,
  counted: CountedReports,
): Sentence[] {
  const who = names.party(party);
  return [
    ...(declared ? [sentence(`${who} ${heldInWords(declared, subject, 0, names, counted)}`, declared)] : []),
    ...(attributed
      ? [sentence(`${who} is said by others to ${heldInWords(attributed, subject, 1, names, counted)}`, attributed)]
      : []),
  ];
}

const newestOf = ({ declared, attributed }: PositionAnswer): number =>
  Math.max(...[declared, attributed].map((held) => (held ? latestInstant(held.restated) : -Infinity)));

/** An offer stands on its issues as well: it is told once. What others say is told where it says something else. */
function told(positions: readonly PositionAnswer[]): PositionAnswer[] {
  const offers = new Set(
    positions.flatMap(({ party, subject, declared, attributed }) =>
      'proposal' in subject && (declared ?? attributed)?.stance === 'proposes' ? [party] : [],
    ),
  );
  const once = (held: Held | null, { party, subject }: PositionAnswer): boolean =>
    held !== null && !(held.stance === 'proposes' && 'issue' in subject && offers.has(party));
  return positions
    .map((position) => ({
      ...position,
      declared: once(position.declared, position) ? position.declared : null,
      attributed:
        once(position.attributed, position) && position.attributed?.stance !== position.declared?.stance
          ? position.attributed
          : null,
    }))
    .filter(({ declared, attributed }) => declared !== null || attributed !== null);
}

/** The positions that were taken or restated last, by party in the order of the registry. */
export function positionSentences(
  positions: readonly PositionAnswer[],
  names: ReaderNames,
  counted: CountedReports,
  most: number,
): { readonly shown: readonly Sentence[]; readonly omitted: number } {
  const held = told(positions);
  const latest = new Set(held.toSorted((a, b) => newestOf(b) - newestOf(a)).slice(0, most));
  const order = [...counted.registry.parties.keys()];
  const shown = held
    .filter((position) => latest.has(position))
    .toSorted((a, b) => order.indexOf(a.party) - order.indexOf(b.party));
  return {
    shown: shown.flatMap((position) => sentencesOf(position, names, counted)),
    omitted: held.length - shown.length,
  };
}
