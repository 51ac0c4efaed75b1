/** What a candidate’s report lacks, as the interface refused it, and the choices that would give it in one step. */
import type { FieldError } from '../../answers/problem.js';
import { OUTCOMES, OUTLOOKS, ROLES, SCOPES, TOWARD, type Kind } from '../../events/vocabulary.js';
import { partyOptions, subjectOptions, type Known } from '../record/choices.js';
import { problemsIn } from '../record/draft-body.js';
import { sortOf, type Draft, type ListField, type TextField } from '../record/draft.js';
import { ABOUT, aboutsOf, FIELD_WORDS, type About, type OwnField } from '../record/kind-fields.js';
import { spaced } from '../words.js';

/** So many choices have a key of their own: 4 to 9. */
export const MOST_QUICK = 6;
export const FIRST_QUICK_KEY = 4;

/** A field that can be given in the card. */
export type AskedField = OwnField | 'party' | 'source.publisher' | 'reportedAt' | 'speaker.capacity' | 'attribution';

export interface QuickChoice {
  readonly title: string;
  readonly choose: (draft: Draft) => void;
}

/** The field that is wrong; undefined where the card has no way to give it. */
export function askedField({ pointer = '' }: FieldError): AskedField | undefined {
  const field = pointer.replace(/^\/report/, '').slice(1);
  const name = field.replaceAll('/', '.');
  if (name === 'party' || name === 'source.publisher' || name === 'reportedAt' || name === 'speaker.capacity')
    return name;
  return name in FIELD_WORDS ? (name as OwnField) : undefined;
}

/** The own fields that a kind cannot be without, besides what it is about. */
const NEEDS: Readonly<Partial<Record<Kind, readonly OwnField[]>>> = {
  proposal: ['issues'],
  stance: ['toward'],
  contact: ['with'],
  involvement: ['role'],
  assessment: ['outlook'],
  agreement: ['between', 'scope'],
  ratification: ['outcome'],
  pressure: ['measure'],
};

const isEmpty = ({ texts, lists }: Draft, field: OwnField): boolean =>
  (
    (lists as Readonly<Partial<Record<string, readonly string[]>>>)[field] ??
    (texts as Readonly<Partial<Record<string, string>>>)[field] ??
    ''
  ).length === 0;

/**
 * What is missing at first sight, as the interface would say it: it need not be asked.
 * @param source what was typed once of the source
 */
export function missingIn(
  draft: Draft,
  source: { readonly publisher: string; readonly reportedAt: string },
): FieldError[] {
  const given = (pointer: string | undefined): boolean =>
    (pointer === '/source/publisher' && source.publisher !== '') ||
    (pointer === '/reportedAt' && source.reportedAt !== '');
  const own = draft.kind === '' ? [] : (NEEDS[draft.kind] ?? []);
  return [
    ...problemsIn(draft).filter(({ pointer }) => !given(pointer)),
    ...own.filter((field) => isEmpty(draft, field)).map((field) => ({ pointer: `/${field}`, detail: 'is required' })),
  ];
}

/** The fields of the source: they are asked once for the whole article. */
export const isOfSource = (field: AskedField): boolean => field === 'source.publisher' || field === 'reportedAt';

const WORDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  toward: TOWARD,
  role: ROLES,
  outlook: OUTLOOKS,
  scope: SCOPES,
  outcome: OUTCOMES,
};

const isAbout = (field: string): field is About => (ABOUT as readonly string[]).includes(field);

/** The first sort that has anything to choose from comes first, so that the keys are few. */
function subjectChoices(kind: Kind, draft: Draft, known: Known): QuickChoice[] {
  const sorts = aboutsOf(kind).filter((sort) => sort !== 'report');
  return sorts.flatMap((sort) =>
    subjectOptions(sort, known, draft.made[sort]).map(({ value, title }) => ({
      title: sorts.length > 1 ? `${sort}: ${title}` : title,
      choose: (given: Draft): void => {
        given.sort = sort;
        given.texts[sort] = value;
      },
    })),
  );
}

/** Whoever takes part probably does so in the role that the registry gives them. */
function likeliestFirst(
  field: AskedField,
  words: readonly string[],
  { texts }: Draft,
  known: Known,
): readonly string[] {
  const role = known.about.parties.find(({ party }) => party === texts.party)?.role;
  return field === 'role' && role ? [role, ...words.filter((word) => word !== role)] : words;
}

/** The choices for a field, the likeliest first. */
export function quickChoices(field: AskedField, draft: Draft, known: Known): QuickChoice[] {
  const { kind } = draft;
  if (kind === '') return [];
  if (isAbout(field) && field !== 'report') return subjectChoices(kind, draft, known).slice(0, MOST_QUICK);
  const words = WORDS[field];
  if (words)
    return likeliestFirst(field, words, draft, known).map((word) => ({
      title: spaced(word),
      choose: (given) => void (given.texts[field as TextField] = word),
    }));
  const parties = partyOptions(known).slice(0, MOST_QUICK);
  if (field === 'party')
    return parties.map(({ value, title }) => ({ title, choose: (given) => void (given.texts.party = value) }));
  if (field === 'with' || field === 'between')
    return parties
      .filter(({ value }) => value !== draft.texts.party)
      .map(({ value, title }) => ({
        title,
        choose: (given) => void (given.lists[field as ListField] = [...given.lists[field as ListField], value]),
      }));
  if (field === 'issues')
    return subjectOptions('issue', known, draft.made.issue)
      .slice(0, MOST_QUICK)
      .map(({ value, title }) => ({ title, choose: (given) => void (given.lists.issues = [value]) }));
  return [];
}

/** `What is it about?` */
export function question(field: AskedField, draft: Draft): string {
  if (isAbout(field)) return `About which ${draft.kind === '' ? 'subject' : aboutWords(draft)}?`;
  if (field === 'party') return 'Whose words or act is it?';
  if (field === 'source.publisher') return 'Where was it published?';
  if (field === 'reportedAt') return 'When was it published?';
  if (field === 'speaker.capacity' || field === 'attribution') return 'Who says so?';
  return `${FIELD_WORDS[field].label}?`;
}

function aboutWords(draft: Draft): string {
  const sorts = draft.kind === '' ? [] : aboutsOf(draft.kind).filter((sort) => sort !== 'report');
  return sorts.length > 1 ? sorts.join(' or ') : (sortOf(draft) ?? 'subject');
}
