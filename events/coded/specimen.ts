/** Whether a counterpart makes a report at all: tried with a specimen of everything that a row gives. */
import { reportSchemas } from '../report.js';
import type { Counterpart } from './counterpart.js';
import { reportData, type Told } from './report-of-row.js';

const SPECIMEN: Told = {
  negotiation: 'a',
  id: 'a',
  party: 'a',
  others: ['b'],
  occurredAt: '2000-01-01',
  reportedAt: '2000-01-01',
  summary: 'a',
  source: { publisher: 'a' },
  tags: [],
};

/** What is wrong with the counterpart; undefined where every row with it makes a report. */
export function isReport(of: Counterpart): string | undefined {
  const read = reportSchemas[of.kind].safeParse(reportData(of, SPECIMEN));
  if (read.success) return undefined;
  return read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ');
}
