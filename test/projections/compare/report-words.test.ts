/** Every field that a report may have is said in words. */
import { reportSchemas } from '../../../events/report.js';
import { FIELDS_IN_WORDS } from '../../../projections/compare/report-words.js';

test('No field of any kind is left without words', () => {
  const fields = new Set(Object.values(reportSchemas).flatMap((schema) => Object.keys(schema.shape)));
  const own = ['negotiation', 'reportId'];
  expect([...fields].filter((field) => !own.includes(field) && !FIELDS_IN_WORDS.includes(field))).toEqual([]);
});
