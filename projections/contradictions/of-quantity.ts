/**
 * Contradictions of quantity: between two parties' accounts of an offer or agreement, or two origins' reports of a
 * development.
 */
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
import type { PhaseRun } from '../phase/phase-run.js';
import { withdrawalTargetOf, withdrawsWordOf } from '../positions/withdrawals.js';

/**
 * The contradiction between two accounts. Where they differ in several quantities, the one that was published first.
 */
function earliest(
  kind: ContradictionKind,
  [a, b]: [Account, Account],
  aboutOf: (sides: [PlacedReport, PlacedReport]) => SubjectOrReport,
): Contradiction[] {
  const found = differences(a, b).map((sides) => between(kind, aboutOf(sides), sides));
  return found.toSorted((x, y) => x.at - y.at).slice(0, 1);
}

/** All parties' accounts of one offer or agreement. */
interface Accounts {
  readonly about: SubjectOrReport;
  readonly of: Map<PartyId, Account>;
}

/** The offer or agreement of which a report gives an account. */
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

/** By agreement, the step at which the last one that extends it was first said to be made. */
function extendedAt(counted: CountedReports, { agreements }: PhaseRun): Map<AgreementId, number> {
  const steps = new Map<AgreementId, number>();
  const known = new Set<AgreementId>();
  counted.reports.forEach(({ report }, step) => {
    const { agreement } = subjectFieldsOf(report);
    if (agreement === undefined || !saysAgreementWasMade(report) || known.has(agreement)) return;
    known.add(agreement);
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

/** Kind `account`: two parties give different quantities for one proposal or agreement, until another extends it. */
export const contradictionsOfAccount = (folds: Folds): Contradiction[] =>
  accountsIn(folds.counted, folds.phaseRun()).flatMap(({ about, of }) =>
    pairs([...of.values()]).flatMap((pair) => earliest('account', pair, () => about)),
  );

/** The order of reports of one development, which have the same place. */
const inOrder = (a: PlacedReport, b: PlacedReport): number => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1);

function subjectIn({ report }: PlacedReport): SubjectOrReport | undefined {
  const { claim, proposal, agreement, issue } = subjectFieldsOf(report);
  if (claim !== undefined) return { claim };
  if (proposal !== undefined) return { proposal };
  if (agreement !== undefined) return { agreement };
  return issue === undefined ? undefined : { issue };
}

/** What two reports of one development are about: what one of them names, else the first report. */
function subjectOf(sides: [PlacedReport, PlacedReport]): SubjectOrReport {
  const [a, b] = sides.toSorted(inOrder) as [PlacedReport, PlacedReport];
  return subjectIn(a) ?? subjectIn(b) ?? { report: a.id };
}

function originsDiffering(tied: readonly PlacedReport[]): Contradiction[] {
  const accounts = new Map<string, Account>();
  for (const t of tied) accounts.set(t.origin, withReport(accounts.get(t.origin), t));
  return pairs([...accounts.values()]).flatMap((pair) => earliest('reporting', pair, subjectOf));
}

/** Kind `reporting`: two origins give different quantities for one development. */
export const contradictionsOfReporting = ({ counted }: Folds): Contradiction[] =>
  [...groupBy(counted.reports, (t) => t.development).values()].flatMap((tied) =>
    tied.length > 1 ? originsDiffering(tied) : [],
  );
