/** What a field can be chosen from: the titles that the record has, and those that the draft makes new (`new-subjects.ts`). */
import type { DescriptionAnswer } from '../../answers/description.js';
import type { VocabularyAnswer } from '../../answers/vocabulary.js';
import { slugAsName } from '../../events/words/title-words.js';
import type { Option } from '../forms/matching.js';
import { dateInWords } from '../forms/date-words.js';
import { plural, spaced } from '../words.js';
import type { About } from './kind-fields.js';

/** What a form of reports knows of its negotiation. */
export interface Known {
  readonly about: DescriptionAnswer;
  readonly vocabulary: VocabularyAnswer;
}

export type Slugged = Exclude<About, 'report'>;
/** The list of the vocabulary that has each sort. */
export const LISTS = { claim: 'claims', issue: 'issues', proposal: 'proposals', agreement: 'agreements' } as const;

const titleOf = (sort: Slugged, slug: string, title: string | null): string => title ?? slugAsName(sort, slug);

const nameOf = ({ about }: Known, party: string | null): string =>
  about.parties.find((one) => one.party === party)?.name ?? party ?? '';

/** Claims, issues, proposals or agreements by their titles. */
export function subjectOptions(sort: Slugged, { vocabulary }: Known, made: readonly Option[] = []): Option[] {
  const known = vocabulary[LISTS[sort]].map(({ slug, title, uses }) => ({
    value: slug,
    title: titleOf(sort, slug, title),
    note: uses === 0 ? undefined : plural(uses, 'report'),
  }));
  return [...made, ...known];
}

/** Reports by what they say. */
export const reportOptions = (known: Known): Option[] =>
  known.vocabulary.reports.map(({ reportId, kind, summary, party, reportedAt, publisher }) => ({
    value: reportId,
    title: summary,
    note: [spaced(kind), nameOf(known, party), publisher, dateInWords(reportedAt), reportId]
      .filter(Boolean)
      .join(' · '),
  }));

/** Proposals by their titles, and demands by what their reports say. */
export const offerOptions = (known: Known, made: readonly Option[] = []): Option[] => [
  ...subjectOptions('proposal', known, made),
  ...reportOptions(known).filter(({ note }) => note?.startsWith('demand')),
];

/** The parties, those last spoken of first. */
export const partyOptions = ({ vocabulary }: Known): Option[] =>
  vocabulary.parties.map(({ party, name, role }) => ({ value: party, title: name, note: role ?? undefined }));

export const sourceOptions = (sort: 'publishers' | 'origins', { vocabulary }: Known): Option[] =>
  [...vocabulary[sort], ...(sort === 'origins' ? vocabulary.publishers : [])]
    .filter(({ name }, i, all) => all.findIndex((one) => one.name === name) === i)
    .map(({ name, reliability }) => ({
      value: name,
      title: name,
      note: reliability === null ? undefined : `source grade ${reliability}`,
    }));

/** The parties that bargain for themselves. */
export const principalsOf = ({ about }: Known): string[] =>
  about.parties.filter(({ role }) => role === 'principal').map(({ party }) => party);
