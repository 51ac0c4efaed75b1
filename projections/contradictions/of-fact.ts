/** Contradictions of fact: one party denies what another confirms, or asserts by its own act. */
import type { PartyId, ProposalId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { between, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import { StatementIndex } from '../positions/statement-index.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from '../phase/phase-run.js';
import {
  developmentNamedBy,
  ofEachParty,
  withdrawalTargetOf,
  withdrawsWordOf,
  type WithdrawalTarget,
} from '../positions/withdrawals.js';

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
interface WordsOnSubject {
  readonly about: SubjectOrReport;
  readonly words: Map<PartyId, Word>;
}

type ReadonlyWords = { readonly about: SubjectOrReport; readonly words: ReadonlyMap<PartyId, Word> };

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

/** Folds reports, in order, into words on proposals, agreements and reports. */
class WordsFold {
  readonly bySubject = new Map<string, WordsOnSubject>();
  private readonly disputed: ReadonlySet<ReportId>;
  private readonly statements: StatementIndex<WordsOnSubject>;

  constructor(
    private readonly counted: CountedReports,
    private readonly run: PhaseRun,
  ) {
    const denials = counted.reports.filter((t) => t.declares && t.report.kind === 'denial');
    this.statements = new StatementIndex(counted);
    this.disputed = new Set(denials.flatMap((t) => developmentNamedBy(t, counted) ?? []));
  }

  take(t: PlacedReport): void {
    if (!t.declares) return;
    if (t.report.kind === 'withdrawal') {
      for (const one of ofEachParty(t)) this.withdraw(one);
      return;
    }
    // A report asserts what it says, which matters only where another party denies the report.
    if (this.disputed.has(t.development)) this.addWords({ report: t.development }, t, 'confirms');
    const says = saysOf(t.report);
    if (says) for (const about of this.namedBy(t)) this.addWords(about, t, says);
  }

  private namedBy(t: PlacedReport): SubjectOrReport[] {
    const { proposal, agreement } = t.subjects;
    const report = developmentNamedBy(t, this.counted);
    return [
      ...(proposal === undefined ? [] : [{ proposal }]),
      ...(agreement === undefined ? [] : [{ agreement }]),
      ...(report !== undefined && this.disputed.has(report) ? [{ report }] : []),
    ];
  }

  private addWords(about: SubjectOrReport, by: PlacedReport, says: Says): void {
    const key = subjectKey(about);
    const onSubject = this.bySubject.get(key) ?? { about, words: new Map<PartyId, Word>() };
    this.bySubject.set(key, onSubject);
    for (const { party } of by.parties) {
      const before = onSubject.words.get(party);
      onSubject.words.set(party, { says, by, from: before?.says === says ? before.from : by });
    }
    this.statements.add(by, onSubject, { proposal: this.offerOf(about) });
  }

  private withdraw(t: PlacedReport): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    for (const { about, words } of this.statements.withdrawnBy(withdrawn))
      for (const { party } of t.parties) {
        const word = words.get(party);
        if (word && (withdrawsWordOf(word.by, withdrawn, this.counted) || this.isOfOffer(about, withdrawn)))
          words.delete(party);
      }
  }

  /** Whether a word on an agreement is withdrawn with the offer that the agreement is of. */
  private isOfOffer(about: SubjectOrReport, { proposal }: WithdrawalTarget): boolean {
    return proposal !== undefined && this.offerOf(about) === proposal;
  }

  private offerOf(about: SubjectOrReport): ProposalId | undefined {
    return 'agreement' in about ? this.run.agreements.get(about.agreement)?.terms.of : undefined;
  }
}

/** The subject as it is shown: a disputed report has the id that the first denial names. */
function subjectOf(about: SubjectOrReport, denial: PlacedReport): SubjectOrReport {
  const { report } = denial.subjects;
  return 'report' in about && report !== undefined ? { report } : about;
}

function contradictionsIn({ about, words }: ReadonlyWords): Contradiction[] {
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
export function contradictionsOfFact(folds: Folds): Contradiction[] {
  const { counted } = folds;
  const words = new WordsFold(counted, folds.phaseRun());
  for (const t of counted.reports) words.take(t);
  return [...onClaims(folds), ...words.bySubject.values()].flatMap(contradictionsIn);
}
