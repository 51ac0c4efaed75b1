/** Who is relied on: the publishers of the reports that a briefing names. */
import { latestInstant } from '../../events/dates.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { groupBy } from '../support/group-by.js';
import type { CitedReport } from './cited-reports.js';
import { listed } from '../../events/words/list-words.js';
import { counted as countOf, sentence, type Sentence } from './sentence.js';

function sourceSentence(reports: readonly CitedReport[], { selection: { published } }: CountedReports): Sentence {
  const newest = reports.toSorted((a, b) => latestInstant(b.reportedAt) - latestInstant(a.reportedAt))[0];
  const reliability = newest && published.get(newest.reportId)?.reliability;
  const grade = reliability === undefined ? 'not graded' : `graded ${reliability}`;
  const carried = [...new Set(reports.flatMap(({ origin }) => origin ?? []))];
  const news = carried.length ? `, with news of ${listed(carried)}` : '';
  const words = `${newest?.publisher ?? ''} (${grade}) published ${countOf(reports.length, 'report')} of those named here${news}`;
  return sentence(words, { because: reports.map(({ reportId }) => reportId) });
}

/** A sentence for each publisher, those with most of the reports first. Two names of one publisher are one. */
export function sourceSentences(cited: readonly CitedReport[], counted: CountedReports): Sentence[] {
  const { published } = counted.selection;
  return [...groupBy(cited, ({ reportId }) => published.get(reportId)?.publisher).values()]
    .toSorted((a, b) => b.length - a.length)
    .map((reports) => sourceSentence(reports, counted));
}
