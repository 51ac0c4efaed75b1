/** Marks and words for the vocabularies: never a colour alone. */
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
export const stanceMark = (stance: StanceName): string => STANCE_MARKS[stance];

/** Whose act or words a report tells; in an answer, `jointly` is left out where there is nobody else. */
export const partiesOf = ({ party, jointly }: { party?: string | null; jointly?: readonly string[] }): string[] =>
  party ? [...new Set([party, ...(jointly ?? [])])] : [];

/** Whether a stance is for, against or between; colours repeat it. */
export function leaning(stance: string): 'for' | 'against' | 'between' {
  if (['denies', 'refuses', 'rejects', 'opposes'].includes(stance)) return 'against';
  return ['ready', 'proposes', 'demands', 'open', 'accepts-with-conditions'].includes(stance) ? 'between' : 'for';
}

/** `accepts-with-conditions` → `accepts with conditions`. */
export const spaced = (slug: string): string => slug.replaceAll('-', ' ');

/** `ConfirmationReported` → `confirmation reported`. */
export const typeInWords = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

export function subjectParts(subject: SubjectOrReport | Subject): readonly [sort: string, slug: string] {
  return Object.entries(subject)[0] ?? ['', ''];
}

/** The title of an issue, where the registry has one; else the slug in words. */
export function subjectName(
  subject: SubjectOrReport,
  issues: readonly { readonly issue: string; readonly title: string }[],
): string {
  const [sort, slug] = subjectParts(subject);
  const title = sort === 'issue' ? issues.find(({ issue }) => issue === slug)?.title : undefined;
  if (title !== undefined) return title;
  return sort === 'claim' && slug === 'talks' ? 'That there are talks' : spaced(slug);
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
