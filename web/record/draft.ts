/** A report as it is being entered: every field under its name, whatever its kind, so that nothing is lost when that changes. */
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';
import type { Option } from '../forms/matching.js';
import { ABOUT, aboutsOf, KIND_FIELDS, type About, type OwnField } from './kind-fields.js';

type KeysOf<T> = T extends unknown ? keyof T & string : never;
type Whole = 'negotiation' | 'kind' | 'marks' | 'terms' | 'speaker' | 'source';
type FieldName =
  Exclude<KeysOf<Report>, Whole> | `speaker.${KeysOf<Report['speaker']>}` | `source.${KeysOf<Report['source']>}`;

/** What each field holds. Dates are EDTF, numbers are as typed. The type holds the table to the schemas. */
const SHAPES = {
  reportId: 'text',
  party: 'text',
  'speaker.name': 'text',
  'speaker.capacity': 'text',
  'speaker.party': 'text',
  jointly: 'list',
  to: 'list',
  summary: 'text',
  quote: 'text',
  lang: 'text',
  attribution: 'text',
  'source.publisher': 'text',
  'source.origin': 'text',
  'source.via': 'list',
  'source.title': 'text',
  'source.url': 'text',
  'source.reliability': 'text',
  credibility: 'text',
  occurredAt: 'text',
  reportedAt: 'text',
  corroborates: 'text',
  cameo: 'text',
  tags: 'list',
  note: 'text',
  claim: 'text',
  claimText: 'text',
  about: 'text',
  issue: 'text',
  issueTitle: 'text',
  proposal: 'text',
  title: 'text',
  issues: 'list',
  counters: 'text',
  replaces: 'text',
  final: 'flag',
  agreement: 'text',
  between: 'list',
  scope: 'text',
  stage: 'text',
  of: 'text',
  extends: 'text',
  subjectTo: 'list',
  until: 'text',
  report: 'text',
  conditions: 'list',
  deadline: 'text',
  toward: 'text',
  with: 'list',
  session: 'flag',
  channel: 'text',
  venue: 'text',
  track: 'text',
  role: 'text',
  ends: 'flag',
  outlook: 'text',
  outcome: 'text',
  by: 'list',
  measure: 'text',
} as const satisfies Record<FieldName, 'text' | 'list' | 'flag'>;

type Shaped<S> = { [F in FieldName]: (typeof SHAPES)[F] extends S ? F : never }[FieldName];
export type TextField = Shaped<'text'>;
export type ListField = Shaped<'list'>;
export type FlagField = Shaped<'flag'>;

/** A term as it is typed. */
export interface TermRow {
  readonly key: number;
  item: string;
  /** `50`, `2–3`, `at least 5`. */
  amount: string;
  unit: string;
  per: string;
  basis: string;
  cumulative: boolean;
  text: string;
}

export interface Draft {
  kind: Kind | '';
  /** Which of the things that its kind may be about it is about. */
  sort: About;
  texts: Record<TextField, string>;
  lists: Record<ListField, string[]>;
  flags: Record<FlagField, boolean>;
  terms: TermRow[];
  /** What the draft makes new, by sort: these are in no record yet. */
  made: Record<Exclude<About, 'report'>, Option[]>;
}

/** The fields that hold a text, a list or a flag. */
export const fieldsOf = <F>(shape: 'text' | 'list' | 'flag'): F[] =>
  Object.entries(SHAPES).flatMap(([field, one]) => (one === shape ? [field as F] : []));
const filled = <F extends string, V>(fields: readonly F[], value: () => V): Record<F, V> =>
  Object.fromEntries(fields.map((field) => [field, value()])) as Record<F, V>;

export const emptyDraft = (): Draft => ({
  kind: '',
  sort: 'claim',
  texts: filled(fieldsOf<TextField>('text'), () => ''),
  lists: filled(fieldsOf<ListField>('list'), () => []),
  flags: filled(fieldsOf<FlagField>('flag'), () => false),
  terms: [],
  made: { claim: [], issue: [], proposal: [], agreement: [] },
});

let rows = 0;
export const emptyTerm = (): TermRow => ({
  key: (rows += 1),
  item: '',
  amount: '',
  unit: '',
  per: '',
  basis: '',
  cumulative: false,
  text: '',
});

/** What the report is about: of the sorts that its kind may be about, the chosen one. */
export function sortOf({ kind, sort }: Draft): About | undefined {
  const sorts = kind === '' ? [] : aboutsOf(kind);
  return sorts.includes(sort) ? sort : sorts[0];
}

/** Whether a field belongs to the report as it stands: to its kind, and to what it is about. */
export function belongs(draft: Draft, field: string): boolean {
  if (draft.kind === '') return !(field in OWN_FIELDS);
  if (!(field in OWN_FIELDS)) return true;
  const own: Readonly<Partial<Record<string, string>>> = KIND_FIELDS[draft.kind];
  const standing = own[field];
  const sort = sortOf(draft);
  if (standing === undefined) return false;
  if ((ABOUT as readonly string[]).includes(field)) return field === sort;
  return standing === 'first' || standing === 'more' || standing === sort;
}
const OWN_FIELDS: Readonly<Partial<Record<string, true>>> = Object.fromEntries(
  Object.values(KIND_FIELDS).flatMap((fields) => (Object.keys(fields) as OwnField[]).map((field) => [field, true])),
);

/** Kinds that may be about something, and need not be. */
const MAY_BE_ABOUT: ReadonlySet<Kind> = new Set([
  'assessment',
  'endorsement',
  'suspension',
  'resumption',
  'breakdown',
  'no-comment',
] as const);

/** Whether a report of this kind must say what it is about. */
export const needsAbout = (kind: Kind): boolean => aboutsOf(kind).length > 0 && !MAY_BE_ABOUT.has(kind);
