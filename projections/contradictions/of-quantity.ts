/**
 * Contradictions of quantity: between two parties' accounts of an offer or agreement, or two origins' reports of a
 * development.
 */
import type { AgreementId, PartyId } from '../../events/ids.js';
import { comparing } from '../positions/flat-accounts.js';
import { between, betweenOrigins, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import { groupBy } from '../support/group-by.js';
import { saysAgreementWasMade } from '../record/kinds.js';
import { differencesIn, quantityKeysIn, withReport, type Account } from '../positions/quantities.js';
import { inOrder } from '../record/order.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import { SourceNames } from '../threads/source-names.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import { ofEachParty, withdrawalTargetOf, withdrawsWordOf, type WithdrawalTarget } from '../threads/withdrawals.js';

/** The one that was published first, where two sides differ in several quantities. */
const earliest = (found: readonly Contradiction[]): Contradiction[] =>
  found.toSorted((x, y) => x.at - y.at).slice(0, 1);

/** All parties' latest declared accounts of one offer, or of one agreement since it was last extended. */
export interface Accounts {
  readonly about: SubjectOrReport;
  readonly of: ReadonlyMap<PartyId, Account>;
  /** The agreements that extend it and have been said to be made. */
  readonly extendedBy: ReadonlySet<AgreementId>;
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

/** What a report says of an offer or agreement: it gives an account, takes one back, or says that another extends it. */
type AccountEntry = { readonly about: SubjectOrReport } & (
  | { readonly by: PlacedReport; readonly parties: readonly PartyId[] }
  | { readonly takenBackBy: PlacedReport; readonly takesBack: (by: PlacedReport) => boolean }
  | { readonly extendedBy: AgreementId }
);

/** What an account may be of that a withdrawal takes back: what it names, itself or by the reports of a development. */
function accountsTakenBack(withdrawn: WithdrawalTarget, around: Surroundings): SubjectOrReport[] {
  const { agreement, development } = withdrawn;
  // What its official told of another's offer is found by that offer.
  const proposal = withdrawn.proposal ?? withdrawn.answersTo;
  return [
    ...(proposal === undefined ? [] : [{ proposal }]),
    ...(agreement === undefined ? [] : [{ agreement }]),
    ...(development === undefined ? [] : around.ofDevelopment(development).flatMap((t) => accountedFor(t) ?? [])),
  ];
}

const withdrawalsIn = (t: PlacedReport, around: Surroundings): AccountEntry[] =>
  ofEachParty(t).flatMap((one) => {
    const subjects = accountsTakenBack(withdrawalTargetOf(one, around.counted), around);
    const takesBack = (by: PlacedReport) => takesBackAccount(one, by, around.counted);
    return [...new Map(subjects.map((about) => [subjectKey(about), about])).values()].map((about) => {
      return { about, takenBackBy: one, takesBack };
    });
  });

function accountEntriesOf(t: PlacedReport, around: Surroundings): AccountEntry[] {
  if (t.report.kind === 'withdrawal') return t.declares ? withdrawalsIn(t, around) : [];
  const about = accountedFor(t);
  const parties = about ? accountsOf(t) : [];
  const { agreement } = t.subjects;
  const base =
    agreement !== undefined && saysAgreementWasMade(t.report) ? around.terms.get(agreement)?.extends : undefined;
  return [
    ...(about && parties.length > 0 ? [{ about, by: t, parties }] : []),
    ...(agreement !== undefined && base !== undefined ? [{ about: { agreement: base }, extendedBy: agreement }] : []),
  ];
}

function afterAccount(known: Accounts | undefined, entry: AccountEntry): Accounts {
  const { about } = entry;
  const { of, extendedBy } = known ?? { of: new Map<PartyId, Account>(), extendedBy: new Set<AgreementId>() };
  if ('extendedBy' in entry)
    return extendedBy.has(entry.extendedBy)
      ? { about, of, extendedBy }
      : { about, of: new Map(), extendedBy: new Set([...extendedBy, entry.extendedBy]) };
  const next = new Map(of);
  if ('takesBack' in entry)
    for (const { party } of entry.takenBackBy.parties) {
      const account = next.get(party);
      if (account && entry.takesBack(account.by)) next.delete(party);
    }
  else for (const party of entry.parties) next.set(party, withReport(next.get(party), entry.by));
  return { about, of: next, extendedBy };
}

/** The accounts of proposals and agreements. */
export const ACCOUNTS = threadReading<AccountEntry, Accounts | undefined>({
  start: undefined,
  entriesOf: (t, around) => accountEntriesOf(t, around).map((entry) => [subjectKey(entry.about), entry]),
  take: afterAccount,
});

/** Between parties whose accounts differ. */
export function accountsDiffering({ about, of }: Accounts): Contradiction[] {
  const accounts = [...of];
  const compare = comparing(accounts.map(([, account]) => account));
  const found: Contradiction[] = [];
  for (const [i, [one]] of accounts.entries())
    for (const [j, [other]] of accounts.entries()) {
      const sides = j > i ? compare(i, j) : undefined;
      if (sides) found.push(between('account', about, [one, other], sides));
    }
  return found;
}

/** Kind `account`: two parties give different quantities for one proposal or agreement, until another extends it. */
export const contradictionsOfAccount = (folds: Folds): Contradiction[] =>
  ACCOUNTS.of(folds.around())
    .states()
    .flatMap((accounts) => (accounts ? accountsDiffering(accounts) : []));

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

/** What the origins give for one development. */
export interface Told {
  /** By origin. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** By quantity, the origin that first gives it. */
  readonly firsts: ReadonlyMap<string, string>;
}

/** The developments of which several reports tell. */
export const TOLD = threadReading<PlacedReport, Told>({
  start: { accounts: new Map(), firsts: new Map() },

  entriesOf: (t, around) => (around.ofDevelopment(t.development).length > 1 ? [[t.development, t]] : []),

  take: (told, t) => {
    const firsts = new Map(told.firsts);
    for (const key of quantityKeysIn(t.report)) if (!firsts.has(key)) firsts.set(key, t.origin);
    const accounts = new Map(told.accounts);
    return { accounts: accounts.set(t.origin, withReport(accounts.get(t.origin), t)), firsts };
  },
});

/** The later origins that differ from the first that gives a quantity for the same item, each once. */
export function originsDiffering({ accounts, firsts }: Told, names: Pick<SourceNames, 'shown'>): Contradiction[] {
  const found = [...firsts].flatMap(([key, first]) =>
    [...accounts.values()].flatMap((account) => differencesIn(key, accounts.get(first), account)),
  );
  const rows = found.map((sides) => betweenOrigins(subjectOf(sides), sides, names));
  return [...groupBy(rows, ({ originKeys }) => originKeys?.join('\n')).values()].flatMap(earliest);
}

/** Kind `reporting`: an origin gives another quantity for a development than the first that gave one. */
export function contradictionsOfReporting(folds: Folds): Contradiction[] {
  const names = new SourceNames(folds.counted);
  return TOLD.of(folds.around())
    .states()
    .flatMap((told) => originsDiffering(told, names));
}
