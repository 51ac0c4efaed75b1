/** The lines above a reading: of what, under which lens, and what that saw. */
import type { JsonValue } from '../../../../events/envelope.js';
import type { Layout } from '../layout.js';
import { valueWords } from '../wording.js';

export interface Head {
  readonly negotiation: string;
  readonly title: string;
  readonly lens: object;
  readonly at: string;
  readonly revision: number;
}

/** `reportedBy 2023-10-09, withoutSource Reuters`; nothing of the present. */
export const lensWords = (lens: object): string =>
  Object.entries(lens)
    .map(([field, value]) => `${field} ${valueWords(value as JsonValue)}`)
    .join(', ');

export function headOf({ negotiation, title, lens, at, revision }: Head): Layout {
  const seen = lensWords(lens);
  return [
    { heading: title },
    [negotiation, `revision ${revision}`, `as of ${at}`, ...(seen === '' ? [] : [`lens: ${seen}`])].join(' · '),
    '',
  ];
}
