/** The claims, issues, proposals and agreements that an event names, and the publishers and origins. */
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

interface SourceFields {
  readonly publisher?: JsonValue;
  readonly origin?: JsonValue;
}

const textsIn = ({ publisher, origin }: SourceFields): string[] =>
  [publisher, origin].filter((name) => typeof name === 'string');

function inPatch(source: JsonValue | undefined): string[] {
  return typeof source === 'object' && source !== null && !Array.isArray(source) ? textsIn(source as SourceFields) : [];
}

// Called for every event of the log.
/** The publishers and origins that the event names, as it writes them. */
export function sourcesOf(fact: Fact): string[] {
  if (fact.type === 'Report') {
    const { publisher, origin } = fact.report.source;
    return origin === undefined ? [publisher] : [publisher, origin];
  }
  if (fact.type === 'ReportCorrected' || fact.type === 'EntryAmended') {
    const { source, name, of } = fact.data.changes;
    return [...inPatch(source), ...[name, of].filter((text) => typeof text === 'string')];
  }
  return fact.type === 'SourceAliased' ? [fact.data.name, fact.data.of] : [];
}
