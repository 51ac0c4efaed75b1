/** The offers and demands that are open, in sentences. */
import type { PartyId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import type { ReaderNames } from '../wording/reader-names.js';
import type { StatusAnswer } from '../status/status-answer.js';
import { dayInWords } from '../../events/words/date-words.js';
import { sentence, type Sentence } from './sentence.js';
import { termInWords } from '../wording/term-words.js';

const by = (proposers: readonly PartyId[], names: ReaderNames): string =>
  proposers.length ? ` of ${names.parties([...proposers])}` : '';
const to = (parties: readonly PartyId[], names: ReaderNames): string =>
  parties.length ? ` to ${names.parties([...parties])}` : '';
const lapse = (date: string | null): string => (date === null ? '' : `, until ${dayInWords(date)}`);
const termsOf = (terms: readonly Term[]): string => (terms.length ? `: ${terms.map(termInWords).join('; ')}` : '');

const proposalSentence = (p: StatusAnswer['openProposals'][number], names: ReaderNames): Sentence =>
  sentence(
    `The ${p.final ? 'last ' : ''}offer ${names.subject('proposal', p.proposal)}${by(p.proposers, names)}${to(p.to, names)} ` +
      `is open since ${dayInWords(p.since)}${lapse(p.until)}${termsOf(p.terms)}`,
    p,
  );

const demandSentence = (d: StatusAnswer['openDemands'][number], names: ReaderNames): Sentence =>
  sentence(
    `The demand${by(d.proposers, names)}${to(d.to, names)} on ${names.subject('issue', d.issue)} ` +
      `is open since ${dayInWords(d.since)}${lapse(d.deadline)}${termsOf(d.terms)}`,
    d,
  );

/** Offers, then demands. */
export const offerSentences = ({ openProposals, openDemands }: StatusAnswer, names: ReaderNames): Sentence[] => [
  ...openProposals.map((proposal) => proposalSentence(proposal, names)),
  ...openDemands.map((demand) => demandSentence(demand, names)),
];
