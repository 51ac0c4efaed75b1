/** The claims, issues, proposals and agreements that an event names. */
import type { JsonObject, JsonValue } from '../events/envelope.js';
import type { Fact } from '../events/event.js';

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

// Called for every event of the log: a field that is absent must cost next to nothing.
function inFields(data: JsonObject, under: string): NamedSlug[] {
  const found: NamedSlug[] = [];
  for (const [field, subject] of FIELDS) {
    const value = data[field];
    if (value === undefined) continue;
    const pointer = `${under}/${field}`;
    if (typeof value === 'string') found.push({ subject, slug: value, pointer });
    else if (Array.isArray(value))
      value.forEach((slug: JsonValue, i) => {
        if (typeof slug === 'string') found.push({ subject, slug, pointer: `${pointer}/${i}` });
      });
  }
  return found;
}

/** Every slug that the event names, with where in its data. */
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
