/** A report as a form gives it. */
import type { Kind } from '../events/vocabulary.js';
import { FIELDS, valueOf } from './record-fields.js';

/** Only the fields that have been filled in. */
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The body of `POST …/reports`. The interface validates it. */
export function reportIn(kind: Kind, typed: FormData): Record<string, unknown> {
  const typedIn = (name: string): string => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  const text = (name: string) => valueOf({ as: 'text' }, typedIn(name)) as string | undefined;
  const own = FIELDS[kind].map((field) => [field.name, valueOf(field, typedIn(field.name))]);
  const credibility = text('credibility');
  return given({
    kind,
    reportId: text('reportId'),
    party: text('party'),
    speaker: given({ name: text('speakerName'), capacity: text('capacity'), party: text('speakerParty') }),
    summary: text('summary'),
    quote: text('quote'),
    attribution: text('attribution'),
    source: given({
      publisher: text('publisher'),
      origin: text('origin'),
      url: text('url'),
      reliability: text('reliability'),
    }),
    credibility: credibility === undefined ? undefined : Number(credibility),
    reportedAt: text('reportedAt'),
    occurredAt: text('occurredAt'),
    corroborates: text('corroborates'),
    ...Object.fromEntries(own),
  });
}
