/** What cannot hold together, in sentences. */
import type { ReaderNames } from '../wording/reader-names.js';
import type { ContradictionKind } from '../contradictions/contradiction.js';
import type { ContradictionAnswer } from '../contradictions/contradictions.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { dayInWords } from '../../events/words/date-words.js';
import { listed } from '../../events/words/list-words.js';
import { sentence, type Sentence } from './sentence.js';
import { subjectInWords } from './subject-words.js';

const CLAUSES: Readonly<Record<ContradictionKind, (who: string, what: string) => string>> = {
  fact: (who, what) => `${who} contradict each other on ${what}`,
  account: (who, what) => `${who} give different accounts of ${what}`,
  reporting: (who, what) => `${who} report different numbers of ${what}`,
  attribution: (who, what) => `What others say of ${who} on ${what} cannot hold with what it says itself`,
};

/** @param contradictions in the order in which they are to be told */
export const contradictionSentences = (
  contradictions: readonly ContradictionAnswer[],
  names: ReaderNames,
  counted: CountedReports,
): Sentence[] =>
  contradictions.map(({ kind, subject, parties, origins, since, because }) => {
    const who = origins ? listed(origins) : names.parties([...parties]);
    const said = CLAUSES[kind](who, subjectInWords(subject, names, counted));
    return sentence(`${said}, since ${dayInWords(since)}`, { because });
  });
