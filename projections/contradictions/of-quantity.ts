/** Contradictions of quantity: two parties' accounts of what they put or agreed, or two origins' reports of one thing. */
import type { AgreementId, PartyId } from '../../events/ids.js';
import { between, pairs, type Contradiction, type ContradictionKind } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import { groupBy } from '../support/group-by.js';
import { subjectFieldsOf, saysAgreementWasMade } from '../record/kinds.js';
import { differences, withReport, type Account } from '../positions/quantities.js';
import { StatementIndex } from '../positions/statement-index.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from '../phase/phase-machine.js';
import { withdrawalTargetOf, withdrawsWordOf } from '../positions/withdrawals.js';

/** Of two accounts that differ in several quantities, the difference that was published first. */
function earliest(
  kind: ContradictionKind,
  [a, b]: [Account, Account],
  aboutOf: (halves: [PlacedReport, PlacedReport]) => SubjectOrReport,
): Contradiction[] {
  const found = differences(a, b).map((halves) => between(kind, aboutOf(halves), halves));
  return found.toSorted((x, y) => x.at - y.at).slice(0, 1);
}

interface Accounts {
  readonly about: SubjectOrReport;
  readonly of: Map<PartyId, Account>;
}

/** The offer that a report puts, or the agreement that it announces. */
function accountedFor({ report }: PlacedReport): SubjectOrReport | undefined {
  if (report.kind === 'proposal') return { proposal: report.proposal };
  return report.kind === 'agreement' ? { agreement: report.agreement } : undefined;
}

function withdraw(t: PlacedReport, statements: StatementIndex<Accounts>, counted: CountedReports): void {
  const withdrawn = withdrawalTargetOf(t, counted);
  const party = t.report.party as PartyId;
  for (const { of } of statements.withdrawnBy(withdrawn)) {
    const account = of.get(party);
    if (account && withdrawsWordOf(account.by, withdrawn, counted)) of.delete(party);
  }
}

/** By agreement, the step at which the last agreement that extends it was first said to have been made. */
function extendedAt(counted: CountedReports, { agreements }: PhaseRun): Map<AgreementId, number> {
  const steps = new Map<AgreementId, number>();
  const seen = new Set<AgreementId>();
  counted.reports.forEach(({ report }, step) => {
    const { agreement } = subjectFieldsOf(report);
    if (agreement === undefined || !saysAgreementWasMade(report) || seen.has(agreement)) return;
    seen.add(agreement);
    const base = agreements.get(agreement)?.terms.extends;
    if (base !== undefined) steps.set(base, step);
  });
  return steps;
}

/** Each party's latest declared account of each proposal, and of each agreement since it was last extended. */
function accountsIn(counted: CountedReports, run: PhaseRun): Accounts[] {
  const all = new Map<string, Accounts>();
  const statements = new StatementIndex<Accounts>(counted);
  const extended = extendedAt(counted, run);
  counted.reports.forEach((t, step) => {
    const about = accountedFor(t);
    const { party, kind } = t.report;
    if (!t.declares || party === undefined) return;
    if (kind === 'withdrawal') withdraw(t, statements, counted);
    if (!about || ('agreement' in about && step <= (extended.get(about.agreement) ?? -1))) return;
    const accounts = all.get(subjectKey(about)) ?? { about, of: new Map<PartyId, Account>() };
    all.set(subjectKey(about), accounts);
    accounts.of.set(party, withReport(accounts.of.get(party), t));
    statements.add(t, accounts);
  });
  return [...all.values()];
}

/** Two parties give different quantities of one proposal or agreement, until a later agreement extends it. */
export const contradictionsOfAccount = (folds: Folds): Contradiction[] =>
  accountsIn(folds.counted, folds.phaseRun()).flatMap(({ about, of }) =>
    pairs([...of.values()]).flatMap((pair) => earliest('account', pair, () => about)),
  );

/** Reports of one development have one place: the rest of the order decides. */
const inOrder = (a: PlacedReport, b: PlacedReport): number => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1);

function subjectIn({ report }: PlacedReport): SubjectOrReport | undefined {
  const { claim, proposal, agreement, issue } = subjectFieldsOf(report);
  if (claim !== undefined) return { claim };
  if (proposal !== undefined) return { proposal };
  if (agreement !== undefined) return { agreement };
  return issue === undefined ? undefined : { issue };
}

/** What two reports that differ are about: what they name, else the first of them. */
function subjectOf(halves: [PlacedReport, PlacedReport]): SubjectOrReport {
  const [a, b] = halves.toSorted(inOrder) as [PlacedReport, PlacedReport];
  return subjectIn(a) ?? subjectIn(b) ?? { report: a.id };
}

function originsDiffering(tied: readonly PlacedReport[]): Contradiction[] {
  const accounts = new Map<string, Account>();
  for (const t of tied) accounts.set(t.origin, withReport(accounts.get(t.origin), t));
  return pairs([...accounts.values()]).flatMap((pair) => earliest('reporting', pair, subjectOf));
}

/** Reports of one development by distinct origins give different quantities. */
export const contradictionsOfReporting = ({ counted }: Folds): Contradiction[] =>
  [...groupBy(counted.reports, (t) => t.development).values()].flatMap((tied) =>
    tied.length > 1 ? originsDiffering(tied) : [],
  );
