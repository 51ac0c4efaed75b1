/** What a kind says besides: the outlook of an assessment, towards what a stance is, a role, a measure of pressure. */
import type { Kind, Outlook, Role, TOWARD } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';
import type { Answers } from '../model/answers.js';
import { softmax } from '../model/linear.js';

const ROLE_WORDS: readonly (readonly [Role, RegExp])[] = [
  ['guarantor', /\bguarant(?:or|ors|ee|ees|eed|eeing)\b/i],
  ['host', /\bhost(?:s|ed|ing)?\b/i],
  ['facilitator', /\bfacilitat\w+|\bfind (?:a |common )?(?:compromise|language|ground)\b/i],
  ['observer', /\b(?:observ(?:e|es|er|ers|ed|ing)|monitor\w*|verif\w+|follow(?:s|ing)? the talks)\b/i],
  ['mediator', /\b(?:mediat\w+|broker\w*|intermediar\w+|conven\w+|shuttl\w+)\b/i],
];

const MEASURES: readonly (readonly [string, RegExp])[] = [
  ['lockout', /\block(?:s|ed|ing)?[ -]?out/i],
  [
    'strike',
    /\b(?:walk(?:ed|s|ing)? (?:out|off)|walkout|picket\w*|on strike|strik(?:e|es|ing|ers)|stoppage|work-to-rule|overtime ban)\b/i,
  ],
  ['tariffs', /\b(?:tariffs?|duties)\b/i],
  ['sanctions', /\b(?:sanction\w*|embargo\w*|asset freeze)\b/i],
  ['blockade', /\b(?:blockad\w+|siege|border|cut off)\b/i],
  [
    'armed force',
    /\b(?:bomb\w*|shell\w*|attack\w*|offensive|air ?strikes?|fight\w*|missiles?|troops|raids?|rockets?|assault|fire)\b/i,
  ],
];
/** Of these “strikes” are no walkouts. */
const OF_WAR = /\b(?:air ?strikes?|strikes on|retaliatory|missiles?|bomb\w*|killed|troops|army|drone)\b/i;

export interface Attitude {
  readonly outlook?: Outlook;
  readonly toward?: (typeof TOWARD)[number];
  readonly role?: Role;
  readonly measure?: string;
}

const roleIn = (text: string): Role => ROLE_WORDS.find(([, words]) => words.test(text))?.[0] ?? 'mediator';
const measureIn = (text: string): string | undefined =>
  OF_WAR.test(text) ? 'armed force' : MEASURES.find(([, words]) => words.test(text))?.[0];

/** How much it counts that a cue says an answer. */
const BY_CUE = 1.5;

/** The likeliest answer, where cues have their say, too. */
function saidBy<A>(scores: readonly (readonly [A, number])[], byCues: readonly (A | undefined)[]): A | undefined {
  return softmax(scores.map(([answer, score]) => [answer, score + (byCues.includes(answer) ? BY_CUE : 0)] as const))[0]
    ?.answer;
}

/**
 * The field that a kind asks for.
 * @param answers what the network says of the passage
 */
export function attitudeOf(kind: Kind, passage: Passage, answers: Answers): Attitude {
  const { text } = passage.sentence;
  const cues = passage.fired.filter(({ mood }) => mood === 'asserted').map(({ cue }) => cue);
  if (kind === 'assessment') {
    const outlook = saidBy(
      answers.outlook,
      cues.map((cue) => cue.outlook),
    );
    return outlook ? { outlook } : {};
  }
  if (kind === 'stance') {
    const toward = saidBy(
      answers.toward,
      cues.map((cue) => cue.toward),
    );
    return toward ? { toward } : {};
  }
  if (kind === 'involvement') return { role: roleIn(text) };
  const measure = kind === 'pressure' ? measureIn(text) : undefined;
  return measure ? { measure } : {};
}
