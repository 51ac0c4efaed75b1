/**
 * Contradictions of quantity: between two parties' accounts of an offer or agreement, or two origins' reports of a
 * development.
 */
import type { AgreementId, PartyId } from '../../events/ids.js';
import { between, betweenOrigins, pairs, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import { groupBy } from '../support/group-by.js';
import { saysAgreementWasMade } from '../record/kinds.js';
import {
  differences,
  differencesIn,
  quantityKeysIn,
  withReport,
  type Account,
  type Sides,
} from '../positions/quantities.js';
import { StatementIndex } from '../positions/statement-index.js';
import { inOrder } from '../record/order.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import { SourceNames } from '../report-index/source-names.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from '../phase/phase-run.js';
import { ofEachParty, withdrawalTargetOf, withdrawsWordOf } from '../positions/withdrawals.js';

/** The one that was published first, where two sides differ in several quantities. */
const earliest = (found: readonly Contradiction[]): Contradiction[] =>
  found.toSorted((x, y) => x.at - y.at).slice(0, 1);

/** The same of sides that are no contradictions yet: two accounts may differ in a hundred quantities, and one is shown. */
function firstPublished(found: readonly Sides[]): Sides[] {
  const at = ([a, b]: Sides): number => Math.max(a.publishedAt, b.publishedAt);
  const [first, ...others] = found;
  return first ? [others.reduce((earlier, sides) => (at(sides) < at(earlier) ? sides : earlier), first)] : [];
}

/** All parties' accounts of one offer or agreement. */
interface Accounts {
  readonly about: SubjectOrReport;
  readonly of: Map<PartyId, Account>;
}

/** The offer or agreement of which a report gives an account. */
export function accountedFor({ report }: PlacedReport): SubjectOrReport | undefined {
  if (report.kind === 'proposal') return { proposal: report.proposal };
  return report.kind === 'agreement' ? { agreement: report.agreement } : undefined;
}

/**
 * The parties of whose account a report is: those for which it declares, or the one whose official tells of another's
 * offer.
 */
export function accountsOf({ declares, parties, report: { kind, party, speaker } }: PlacedReport): readonly PartyId[] {
  if (declares) return parties.map((at) => at.party);
  const isTold = kind === 'proposal' && party !== undefined && speaker.capacity === 'official';
  return isTold && speaker.party !== undefined ? [speaker.party] : [];
}

/**
 * Whether a withdrawal takes back an account. What its official told of another's offer, a party takes back by naming
 * the report of it.
 * @param t the withdrawal of one party, as `ofEachParty` gives it
 * @param by the report that gives this party's account
 */
export function takesBackAccount(t: PlacedReport, by: PlacedReport, counted: CountedReports): boolean {
  const withdrawn = withdrawalTargetOf(t, counted);
  const wasTold = !by.declares && by.development === withdrawn.onReport;
  return wasTold || withdrawsWordOf(by, withdrawn, counted);
}

function withdraw(t: PlacedReport, statements: StatementIndex<Accounts>, counted: CountedReports): void {
  for (const { of } of statements.withdrawnBy(withdrawalTargetOf(t, counted)))
    for (const { party } of t.parties) {
      const account = of.get(party);
      if (account && takesBackAccount(t, account.by, counted)) of.delete(party);
    }
}

/** By agreement, the step at which the last one that extends it was first said to be made. */
function extendedAt(counted: CountedReports, { agreements }: PhaseRun): Map<AgreementId, number> {
  const steps = new Map<AgreementId, number>();
  const known = new Set<AgreementId>();
  counted.reports.forEach(({ report, subjects: { agreement } }, step) => {
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
    if (t.report.kind === 'withdrawal' && t.declares)
      for (const one of ofEachParty(t)) withdraw(one, statements, counted);
    const parties = about ? accountsOf(t) : [];
    if (!about || parties.length === 0) return;
    if ('agreement' in about && step <= (extended.get(about.agreement) ?? -1)) return;
    const accounts = all.get(subjectKey(about)) ?? { about, of: new Map<PartyId, Account>() };
    all.set(subjectKey(about), accounts);
    for (const party of parties) accounts.of.set(party, withReport(accounts.of.get(party), t));
    statements.add(t, accounts);
  });
  return [...all.values()];
}

/** Kind `account`: two parties give different quantities for one proposal or agreement, until another extends it. */
export const contradictionsOfAccount = (folds: Folds): Contradiction[] =>
  accountsIn(folds.counted, folds.phaseRun()).flatMap(({ about, of }) =>
    pairs([...of]).flatMap(([[one, a], [other, b]]) =>
      firstPublished(differences(a, b)).map((sides) => between('account', about, [one, other], sides)),
    ),
  );

function subjectIn({ subjects }: PlacedReport): SubjectOrReport | undefined {
  const { claim, proposal, agreement, issue, report } = subjects;
  if (claim !== undefined) return { claim };
  if (proposal !== undefined) return { proposal };
  if (agreement !== undefined) return { agreement };
  if (issue !== undefined) return { issue };
  return report === undefined ? undefined : { report };
}

/** What two reports of one development are about: what one of them names, else the first report. */
function subjectOf(sides: readonly [PlacedReport, PlacedReport]): SubjectOrReport {
  const [a, b] = sides.toSorted(inOrder) as [PlacedReport, PlacedReport];
  return subjectIn(a) ?? subjectIn(b) ?? { report: a.id };
}

/** The later origins that differ from the first that gives a quantity for the same item, each once. */
function originsDiffering(tied: readonly PlacedReport[], names: SourceNames): Contradiction[] {
  const accounts = new Map<string, Account>();
  const firsts = new Map<string, string>();
  for (const t of tied) {
    accounts.set(t.origin, withReport(accounts.get(t.origin), t));
    for (const key of quantityKeysIn(t.report)) if (!firsts.has(key)) firsts.set(key, t.origin);
  }
  const found = [...firsts].flatMap(([key, first]) =>
    [...accounts.values()].flatMap((account) => differencesIn(key, accounts.get(first), account)),
  );
  const rows = found.map((sides) => betweenOrigins(subjectOf(sides), sides, names));
  return [...groupBy(rows, ({ originKeys }) => originKeys?.join('\n')).values()].flatMap(earliest);
}

/** Kind `reporting`: an origin gives another quantity for a development than the first that gave one. */
export function contradictionsOfReporting({ counted }: Folds): Contradiction[] {
  const names = new SourceNames(counted);
  return [...groupBy(counted.reports, (t) => t.development).values()].flatMap((tied) =>
    tied.length > 1 ? originsDiffering(tied, names) : [],
  );
}
