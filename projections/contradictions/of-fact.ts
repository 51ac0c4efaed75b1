/** Contradictions of fact: what one party confirms, or by its own act asserts, another denies. */
import type { PartyId, ProposalId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { between, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import { subjectFieldsOf } from '../record/kinds.js';
import { StatementIndex } from '../positions/statement-index.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from '../phase/phase-machine.js';
import {
  developmentNamedBy,
  withdrawalTargetOf,
  withdrawsWordOf,
  type WithdrawalTarget,
} from '../positions/withdrawals.js';

type Says = 'confirms' | 'denies';

/** A party's latest declared word, and the report with which it began to say so. */
interface Word {
  readonly says: Says;
  readonly by: PlacedReport;
  readonly from: PlacedReport;
}

interface WordsOnSubject {
  readonly about: SubjectOrReport;
  readonly words: Map<PartyId, Word>;
}

/** The same, of whatever kind. */
interface Spoken {
  readonly about: SubjectOrReport;
  readonly words: ReadonlyMap<PartyId, Word>;
}

/** What a report says of the proposal or agreement that it names: its own act asserts that there is one. */
function saysOf(report: Report): Says | undefined {
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

/** The words on proposals, agreements and reports. */
class WordsByParty {
  readonly spoken = new Map<string, WordsOnSubject>();
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
    const { party, kind } = t.report;
    if (!t.declares || party === undefined) return;
    if (kind === 'withdrawal') return this.withdraw(t, party);
    // To report a thing is to assert it; only where somebody denies the report does that matter.
    if (this.disputed.has(t.development)) this.say({ report: t.development }, party, t, 'confirms');
    const says = saysOf(t.report);
    if (says) for (const about of this.namedBy(t)) this.say(about, party, t, says);
  }

  private namedBy(t: PlacedReport): SubjectOrReport[] {
    const { proposal, agreement } = subjectFieldsOf(t.report);
    const report = developmentNamedBy(t, this.counted);
    return [
      ...(proposal === undefined ? [] : [{ proposal }]),
      ...(agreement === undefined ? [] : [{ agreement }]),
      ...(report !== undefined && this.disputed.has(report) ? [{ report }] : []),
    ];
  }

  private say(about: SubjectOrReport, party: PartyId, by: PlacedReport, says: Says): void {
    const key = subjectKey(about);
    const spoken = this.spoken.get(key) ?? { about, words: new Map<PartyId, Word>() };
    this.spoken.set(key, spoken);
    const before = spoken.words.get(party);
    spoken.words.set(party, { says, by, from: before?.says === says ? before.from : by });
    this.statements.add(by, spoken, { proposal: this.offerOf(about) });
  }

  private withdraw(t: PlacedReport, party: PartyId): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    for (const { about, words } of this.statements.withdrawnBy(withdrawn)) {
      const word = words.get(party);
      if (word && (withdrawsWordOf(word.by, withdrawn, this.counted) || this.isOfOffer(about, withdrawn))) words.delete(party);
    }
  }

  /** The word on an agreement goes with the offer that it is of. */
  private isOfOffer(about: SubjectOrReport, { proposal }: WithdrawalTarget): boolean {
    return proposal !== undefined && this.offerOf(about) === proposal;
  }

  private offerOf(about: SubjectOrReport): ProposalId | undefined {
    return 'agreement' in about ? this.run.agreements.get(about.agreement)?.terms.of : undefined;
  }
}

/** A disputed report goes by the id under which it was first denied. */
function subjectOf(about: SubjectOrReport, denial: PlacedReport): SubjectOrReport {
  const { report } = subjectFieldsOf(denial.report);
  return 'report' in about && report !== undefined ? { report } : about;
}

function contradictionsIn({ about, words }: Spoken): Contradiction[] {
  const [confirming, denying] = (['confirms', 'denies'] as const).map((says) =>
    [...words.values()].filter((word) => word.says === says),
  );
  return (confirming ?? []).flatMap((yes) =>
    (denying ?? []).map((no) => between('fact', subjectOf(about, no.from), [yes.from, no.from])),
  );
}

const onClaims = (folds: Folds): Spoken[] =>
  [...folds.claims()].map(([claim, { words }]) => ({ about: { claim }, words }));

export function contradictionsOfFact(folds: Folds): Contradiction[] {
  const { counted } = folds;
  const words = new WordsByParty(counted, folds.phaseRun());
  for (const t of counted.reports) words.take(t);
  return [...onClaims(folds), ...words.spoken.values()].flatMap(contradictionsIn);
}
