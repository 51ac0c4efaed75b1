/** What sentences are about: subjects by their titles, terms of offers as amounts. */
import { amountInWords } from '../../events/words/amount-words.js';
import { titleAsName } from '../../events/words/title-words.js';
import { nameInWords } from '../../events/words/name-words.js';
import { TALKS } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
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

/** A term as its source words it, else as an amount: `36 people (palestinian prisoners)`. */
export function termInWords(term: Term): string {
  if (term.text !== undefined) return term.text;
  const amount = amountInWords(term, term.unit);
  return amount === '' ? nameInWords(term.item) : `${amount} (${nameInWords(term.item)})`;
}
