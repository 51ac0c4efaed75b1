/** The lines above an answer: negotiation, lens and revision. */
import type { JsonValue } from '../../../../events/envelope.js';
import type { Layout } from '../layout.js';
import { valueWords } from '../wording.js';

/** The fields that every answer on a negotiation has. */
export interface AnswerHead {
  readonly negotiation: string;
  readonly title: string;
  readonly lens: object;
  readonly at: string;
  readonly revision: number;
}

/** `reportedBy 2023-10-09, withoutSource Reuters`; empty for the present. */
export const lensWords = (lens: object): string =>
  Object.entries(lens)
    .map(([field, value]) => `${field} ${valueWords(value as JsonValue)}`)
    .join(', ');

/** The lines for an answer's head. */
export function headOf({ negotiation, title, lens, at, revision }: AnswerHead): Layout {
  const words = lensWords(lens);
  return [
    { heading: title },
    [negotiation, `revision ${revision}`, `as of ${at}`, ...(words === '' ? [] : [`lens: ${words}`])].join(' · '),
    '',
  ];
}
