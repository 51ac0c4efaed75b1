import type { JsonObject } from '../../../events/envelope.js';

const LISTS = ['jointly', 'to', 'with', 'between', 'subjectTo', 'by'];

/** The slugs of all parties that a report's data names. */
export const partiesOf = (data: JsonObject): string[] =>
  [
    data['party'],
    data['about'],
    (data['speaker'] as { party?: string }).party,
    ...LISTS.flatMap((field) => data[field] ?? []),
  ].filter((party): party is string => typeof party === 'string');
