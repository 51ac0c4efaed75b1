/** What sentences are about: subjects by their titles. */
import { titleAsName } from '../../events/words/title-words.js';
import { TALKS } from '../../events/ids.js';
import type { ReaderNames } from '../wording/reader-names.js';
import type { SubjectOrReport } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** A subject by its title: `the proposal “Fifty for a truce”`. A report is named by what it says. */
export function subjectInWords(about: SubjectOrReport, names: ReaderNames, { selection }: CountedReports): string {
  if ('claim' in about) return about.claim === TALKS ? 'whether there are talks' : names.subject('claim', about.claim);
  if ('issue' in about) return names.subject('issue', about.issue);
  if ('proposal' in about) return `the proposal ${names.subject('proposal', about.proposal)}`;
  if ('agreement' in about) return `the agreement ${names.subject('agreement', about.agreement)}`;
  return `“${titleAsName(selection.published.get(about.report)?.report.summary ?? about.report)}”`;
}
