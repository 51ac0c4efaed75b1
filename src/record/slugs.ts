/** The claims, issues, proposals and agreements that an event names. */
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import type { Fact } from '../../events/event.js';
import { escaped } from '../problems/pointer.js';

export const SUBJECTS = ['claim', 'issue', 'proposal', 'agreement'] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface NamedSlug {
  readonly subject: Subject;
  readonly slug: string;
  /** In the event's data. */
  readonly pointer: string;
}

const FIELDS: readonly (readonly [field: string, subject: Subject])[] = [
  ['claim', 'claim'],
  ['issue', 'issue'],
  ['issues', 'issue'],
  ['proposal', 'proposal'],
  ['of', 'proposal'],
  ['agreement', 'agreement'],
  ['extends', 'agreement'],
];

const texts = (
  value: JsonValue | undefined,
  pointer: string,
): { readonly text: string; readonly pointer: string }[] => {
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: JsonValue, i) =>
    typeof item === 'string' ? [{ text: item, pointer: `${pointer}/${i}` }] : [],
  );
};

const inFields = (data: JsonObject, under: string): NamedSlug[] =>
  FIELDS.flatMap(([field, subject]) =>
    texts(data[field], `${under}/${escaped(field)}`).map(({ text, pointer }) => ({ subject, slug: text, pointer })),
  );

export function slugsOf(fact: Fact): NamedSlug[] {
  if (fact.type === 'Report') return inFields(fact.report as unknown as JsonObject, '');
  if (fact.type === 'ReportCorrected' || fact.type === 'EntryAmended') return inFields(fact.data.changes, '/changes');
  if (fact.type !== 'NegotiationOpened') return [];
  return (fact.data.issues ?? []).map(({ issue }, i) => ({
    subject: 'issue',
    slug: issue,
    pointer: `/issues/${i}/issue`,
  }));
}
