/** Whether a report, as it stands under a lens, is one that a search asks for. */
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { Term } from '../../projections/search/search-text.js';
import { partiesOf } from '../../projections/record/kinds.js';
import type { SearchQuery } from '../../answers/search.js';
import type { LensReading, StandingReport } from './lens-reading.js';
import type { ReportCandidate } from './report-candidates.js';
import { TOUCHED } from './report-rows.js';
import type { ReportWords } from './report-words.js';

function isGraded({ report, reliability }: StandingReport, grade: string): boolean {
  const [letter] = /[A-F]/.exec(grade) ?? [];
  const [digit] = /[1-6]/.exec(grade) ?? [];
  return (
    (letter === undefined || reliability === letter) && (digit === undefined || report.credibility === Number(digit))
  );
}

function isOf({ report }: StandingReport, party: NonNullable<SearchQuery['party']>, reading: LensReading): boolean {
  return [...partiesOf(report), report.speaker.party].includes(reading.readAs(party));
}

function isFrom({ report: { source } }: StandingReport, name: string, reading: LensReading): boolean {
  const key = reading.sourceKey(name);
  return [source.publisher, source.origin].some((one) => one !== undefined && reading.sourceKey(one) === key);
}

function isPublished({ report: { reportedAt } }: StandingReport, { from, to }: SearchQuery): boolean {
  return (
    (from === undefined || latestInstant(reportedAt) >= firstInstant(from)) &&
    (to === undefined || firstInstant(reportedAt) <= latestInstant(to))
  );
}

function isAskedFor(found: StandingReport, query: SearchQuery, reading: LensReading): boolean {
  const { kind, party, source, grade } = query;
  return (
    (kind === undefined || found.report.kind === kind) &&
    (party === undefined || isOf(found, party, reading)) &&
    (source === undefined || isFrom(found, source, reading)) &&
    (grade === undefined || isGraded(found, grade)) &&
    isPublished(found, query)
  );
}

const textsRead = (touched: number): boolean => (touched & TOUCHED.reads) === TOUCHED.reads;

/** Whether a candidate stands under the lens, has the words as it reads there, and is one that is asked for. */
export function isFoundReport(
  { id, touched }: ReportCandidate,
  reading: LensReading,
  query: SearchQuery,
  terms: readonly Term[],
  words: ReportWords,
): boolean {
  const found = reading.report(id);
  if (!found || !isAskedFor(found, query, reading)) return false;
  // A report that no change has touched reads as the index has it.
  return !textsRead(touched) || words.hold(found.report, terms);
}
