/** Contradictions of fact: one party denies what another confirms, or asserts by its own act. */
import type { PartyId, ProposalId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { between, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import type { SubjectFields } from '../record/kinds.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Entry } from '../threads/threads.js';
import {
  developmentNamedBy,
  ofEachParty,
  withdrawalTargetOf,
  withdrawsWordOf,
  type WithdrawalTarget,
} from '../threads/withdrawals.js';

type Says = 'confirms' | 'denies';

/** A party's latest declared word on a subject. */
interface Word {
  readonly says: Says;
  /** The report that last gave it. */
  readonly by: PlacedReport;
  /** The report with which the party began to say so. */
  readonly from: PlacedReport;
}

/** All parties' words on one subject. */
export type ReadonlyWords = { readonly about: SubjectOrReport; readonly words: ReadonlyMap<PartyId, Word> };

/** What a report says of the proposal or agreement that it names. An act on it asserts that it exists. */
export function saysOf(report: Report): Says | undefined {
  switch (report.kind) {
    case 'confirmation':
    case 'proposal':
    case 'acceptance':
    case 'agreement':
    case 'implementation':
    case 'suspension':
    case 'resumption':
      return 'confirms';
    case 'ratification':
      return report.outcome === 'approved' ? 'confirms' : undefined;
    case 'denial':
      return 'denies';
    case 'overture':
    case 'refusal':
    case 'rejection':
    case 'withdrawal':
    case 'demand':
    case 'concession':
    case 'stance':
    case 'endorsement':
    case 'contact':
    case 'involvement':
    case 'assessment':
    case 'violation':
    case 'pressure':
    case 'breakdown':
    case 'conclusion':
    case 'no-comment':
      return undefined;
  }
}

/** What a report says on a subject: its word on it, or that words on it are taken back. */
type WordEntry =
  | { readonly about: SubjectOrReport; readonly by: PlacedReport; readonly says: Says }
  | {
      readonly about: SubjectOrReport;
      readonly takenBackBy: PlacedReport;
      readonly takesBack: (word: Word) => boolean;
    };

/** The subjects on which a report has words. It asserts what it says, which matters only where another party denies the report. */
function wordsIn(t: PlacedReport, around: Surroundings): { about: SubjectOrReport; says: Says }[] {
  if (!t.declares) return [];
  const { proposal, agreement } = t.subjects;
  const report = developmentNamedBy(t, around.counted);
  const named: SubjectOrReport[] = [
    ...(proposal === undefined ? [] : [{ proposal }]),
    ...(agreement === undefined ? [] : [{ agreement }]),
    ...(report !== undefined && around.isDisputed(report) ? [{ report }] : []),
  ];
  const says = saysOf(t.report);
  return [
    ...(around.isDisputed(t.development) ? [{ about: { report: t.development }, says: 'confirms' as const }] : []),
    ...(says ? named.map((about) => ({ about, says })) : []),
  ];
}

const offerOf = (about: SubjectOrReport, { terms }: Surroundings): ProposalId | undefined =>
  'agreement' in about ? terms.get(about.agreement)?.of : undefined;

/** The subjects on which a withdrawal may take back words, and perhaps others. With an offer go the words on what is of it. */
function subjectsTakenBack(withdrawn: WithdrawalTarget, around: Surroundings): SubjectOrReport[] {
  const { claim, agreement, development, onReport, answersTo } = withdrawn;
  const offers = [withdrawn.proposal, answersTo].flatMap((proposal): SubjectOrReport[] =>
    proposal === undefined
      ? []
      : [
          { proposal },
          ...around.terms.ofProposal(proposal).map((id) => ({ agreement: id })),
          ...disputed({ proposal }),
        ],
  );
  function disputed(named: SubjectFields): SubjectOrReport[] {
    return around.disputedAbout(named).map((report) => ({ report }));
  }
  const reports = [
    ...(development === undefined ? [] : around.ofDevelopment(development)),
    ...(onReport === undefined ? [] : around.onDevelopment(onReport)),
  ];
  return [
    ...offers,
    ...(agreement === undefined ? [] : [{ agreement }]),
    ...disputed({ claim, agreement }),
    ...reports.flatMap((t) => wordsIn(t, around).map(({ about }) => about)),
  ];
}

function withdrawalsIn(t: PlacedReport, around: Surroundings): Entry<WordEntry>[] {
  if (!t.declares) return [];
  return ofEachParty(t).flatMap((one) => {
    const withdrawn = withdrawalTargetOf(one, around.counted);
    const { proposal } = withdrawn;
    const subjects = new Map(subjectsTakenBack(withdrawn, around).map((about) => [subjectKey(about), about]));
    return [...subjects].map(([key, about]): Entry<WordEntry> => {
      const isOfOffer = proposal !== undefined && offerOf(about, around) === proposal;
      const takesBack = ({ by }: Word) => isOfOffer || withdrawsWordOf(by, withdrawn, around.counted);
      return [key, { about, takenBackBy: one, takesBack }];
    });
  });
}

function afterEntry(known: ReadonlyWords | undefined, entry: WordEntry): ReadonlyWords | undefined {
  const words = new Map(known?.words);
  if ('takesBack' in entry) {
    for (const { party } of entry.takenBackBy.parties) {
      const word = words.get(party);
      if (word && entry.takesBack(word)) words.delete(party);
    }
    return known && { about: known.about, words };
  }
  const { about, by, says } = entry;
  for (const { party } of by.parties) {
    const before = words.get(party);
    words.set(party, { says, by, from: before?.says === says ? before.from : by });
  }
  return { about, words };
}

/** The words on proposals, agreements and disputed reports. */
export const WORDS = threadReading<WordEntry, ReadonlyWords | undefined>({
  start: undefined,

  entriesOf: (t, around) =>
    t.report.kind === 'withdrawal'
      ? withdrawalsIn(t, around)
      : wordsIn(t, around).map(({ about, says }) => [subjectKey(about), { about, by: t, says }]),

  take: afterEntry,
});

/** The subject as it is shown: a disputed report has the id that the first denial names. */
function subjectOf(about: SubjectOrReport, denial: PlacedReport): SubjectOrReport {
  const { report } = denial.subjects;
  return 'report' in about && report !== undefined ? { report } : about;
}

/** One for each pair of parties that contradict each other in these words. */
export function contradictionsIn({ about, words }: ReadonlyWords): Contradiction[] {
  const [confirming, denying] = (['confirms', 'denies'] as const).map((says) =>
    [...words].filter(([, word]) => word.says === says),
  );
  return (confirming ?? []).flatMap(([yes, { from: confirmed }]) =>
    (denying ?? []).map(([no, { from: denied }]) =>
      between('fact', subjectOf(about, denied), [yes, no], [confirmed, denied]),
    ),
  );
}

const onClaims = (folds: Folds): ReadonlyWords[] =>
  [...folds.claims()].map(([claim, { words }]) => ({ about: { claim }, words }));

/** One for each pair of parties that contradict each other on a subject. */
export const contradictionsOfFact = (folds: Folds): Contradiction[] =>
  [...onClaims(folds), ...WORDS.of(folds.around()).states()].flatMap((words) => (words ? contradictionsIn(words) : []));
