/** Changes that the passing of time alone makes: silence makes a status stale, agreements and offers lapse. */
import type { StatusAnswer } from '../../../projections/status/status-answer.js';
import type { ExplainedChange } from '../../../projections/compare/explained-changes.js';
import { valueWords } from '../output/wording.js';

const FIELDS = ['phase', 'contested', 'agreement', 'outlook', 'confidence', 'freshness'] as const;

/** The changes between two statuses of the same revision. */
export function clockChangesBetween(before: StatusAnswer, after: StatusAnswer): ExplainedChange[] {
  return FIELDS.flatMap((field) => {
    const [from, to] = [before[field].value, after[field].value];
    if (from === to) return [];
    const [fromWords, toWords] = [valueWords(from), valueWords(to)];
    const words = `${field} turned from ${fromWords} to ${toWords} as time passed`;
    return [{ field, from, to, words, fromWords, toWords, causes: [], reason: 'time passed' }];
  });
}
