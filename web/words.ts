/** Marks and words for the vocabularies: never a colour alone. */
import type { DescriptionAnswer } from '../answers/description.js';
import { idInWords } from '../events/words/report-id-words.js';
import { slugAsName, titleAsName } from '../events/words/title-words.js';
import type { TermName } from '../events/guide/glossary.js';
import type { Phase } from '../projections/phase/phases.js';
import type { StanceName } from '../projections/positions/stances.js';
import type { Subject, SubjectOrReport } from '../projections/record/subjects.js';

const PHASE_MARKS: Readonly<Record<Phase, string>> = {
  unreported: '○',
  rumoured: '◌',
  exploratory: '◔',
  negotiating: '◑',
  deadlocked: '▣',
  suspended: '◫',
  agreed: '◕',
  implementing: '◉',
  collapsed: '✕',
  concluded: '●',
};
export const PHASES = Object.keys(PHASE_MARKS) as readonly Phase[];
export const phaseMark = (phase: Phase): string => PHASE_MARKS[phase];

const STANCE_MARKS: Readonly<Record<StanceName, string>> = {
  confirms: '✓',
  denies: '✗',
  refuses: '⊘',
  ready: '◇',
  proposes: '▷',
  accepts: '✓',
  'accepts-with-conditions': '✓?',
  rejects: '✗',
  demands: '!',
  concedes: '↓',
  supports: '+',
  opposes: '−',
  open: '~',
  endorses: '+',
  agrees: '✓',
  ratifies: '✓✓',
};
/** A stance that this page does not know yet has a mark, too. */
export const stanceMark = (stance: StanceName): string => STANCE_MARKS[stance] ?? '·';

/** Whose act or words a report tells; in an answer, `jointly` is left out where there is nobody else. */
export const partiesOf = ({ party, jointly }: { party?: string | null; jointly?: readonly string[] }): string[] =>
  party ? [...new Set([party, ...(jointly ?? [])])] : [];

/** Whether a stance is for, against or between; colours repeat it. */
export function leaning(stance: string): 'for' | 'against' | 'between' {
  if (['denies', 'refuses', 'rejects', 'opposes'].includes(stance)) return 'against';
  const isFor = ['confirms', 'accepts', 'concedes', 'supports', 'endorses', 'agrees', 'ratifies'].includes(stance);
  return isFor ? 'for' : 'between';
}

/** `a token is missing` → `A token is missing`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `accepts-with-conditions` → `accepts with conditions`. */
export const spaced = (slug: string): string => slug.replaceAll('-', ' ');

/** `ConfirmationReported` → `confirmation reported`. */
export const typeInWords = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

export function subjectParts(subject: SubjectOrReport | Subject): readonly [sort: string, slug: string] {
  return Object.entries(subject)[0] ?? ['', ''];
}

/** What claims, issues, proposals and agreements are called. */
type Titles = DescriptionAnswer['titles'];

/** Looked up by sort and slug: long talks have thousands, and a page names many. */
const lookUps = new WeakMap<Titles, ReadonlyMap<string, string>>();
function titleOf(sort: string, slug: string, titles: Titles): string | undefined {
  const known = lookUps.get(titles) ?? new Map(titles.map(({ what, slug: of, title }) => [`${what} ${of}`, title]));
  lookUps.set(titles, known);
  return known.get(`${sort} ${slug}`);
}

/** A report by what it says; where that is not known, by its id. */
export const reportName = (id: string, told?: ReadonlyMap<string, string>): string =>
  told?.get(id) || `report ${idInWords(id)}`;

/**
 * The title of a subject, without a full stop of its own; where it has none, its slug in words.
 * @param told what reports say: a report is named by that, else by its id
 */
export function subjectName(subject: SubjectOrReport, titles: Titles, told?: ReadonlyMap<string, string>): string {
  const [sort, slug] = subjectParts(subject);
  if (sort === 'report') return titleAsName(reportName(slug, told));
  const title = titleOf(sort, slug, titles);
  if (title !== undefined) return titleAsName(title);
  return slugAsName(sort, slug);
}

/** The name of a party; where it has none, its slug in words. */
export const partyName = (id: string, parties: readonly { readonly party: string; readonly name: string }[]): string =>
  parties.find(({ party }) => party === id)?.name ?? spaced(id);

/** The words of the glossary that explain a grade. @example gradeTerms('F2') // ['source-f', 'information-2'] */
export const gradeTerms = (grade: string): TermName[] => [
  `source-${grade.charAt(0).toLowerCase()}` as TermName,
  `information-${grade.charAt(1)}` as TermName,
];

export { countInWords as plural } from '../events/words/amount-words.js';
