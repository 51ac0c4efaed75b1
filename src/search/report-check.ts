/** Whether a report, as it reads under a lens, is one that a search asks for. */
import { firstInstant, latestInstant } from '../../events/dates.js';
import { partiesOf } from '../../projections/record/kinds.js';
import type { SearchQuery } from '../../answers/search.js';
import type { LensReading, StandingReport } from './reading/lens-reading.js';

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

/** Whether a report that stands is one that the filters of a search let through. */
export function isAskedFor(found: StandingReport, query: SearchQuery, reading: LensReading): boolean {
  const { kind, party, source, grade } = query;
  return (
    (kind === undefined || found.report.kind === kind) &&
    (party === undefined || isOf(found, party, reading)) &&
    (source === undefined || isFrom(found, source, reading)) &&
    (grade === undefined || isGraded(found, grade)) &&
    isPublished(found, query)
  );
}
