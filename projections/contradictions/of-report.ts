/**
 * All that one report contradicts, by the same definition for the reports of either side (docs/rules.md, section 4): what
 * two voices say cannot both hold, and both stood at one time.
 */
import { z } from 'zod';
import { TALKS, partyId, reportId, type PartyId, type ReportId } from '../../events/ids.js';
import { differencesIn, quantityKeysIn, withReport } from '../positions/quantities.js';
import { withdrawalTargetOf, withdrawsWordOf, ofEachParty } from '../threads/withdrawals.js';
import type { Folds } from '../positions/folds.js';
import { inOrder } from '../record/order.js';
import { subjectOrReport, subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { CONTRADICTION_KINDS, type ContradictionKind } from './contradiction.js';
import { accountedFor, accountsOf, takesBackAccount } from './of-quantity.js';
import { statementsOf, topicOf, voicesOf, type Statement, type Voice } from './statements.js';

/** One report that another contradicts. */
export const contradictedAnswer = z.strictObject({
  reportId,
  kind: z.enum(CONTRADICTION_KINDS),
  subject: subjectOrReport,
  parties: z.array(partyId),
  publisher: z.string(),
  origin: z.string(),
  summary: z.string(),
  reportedAt: z.string(),
});
export type ContradictedAnswer = z.infer<typeof contradictedAnswer>;

/** A statement for as long as it stands: until its voice says the opposite or takes it back, or the talks that it is of end. */
interface Standing extends Statement {
  readonly t: PlacedReport;
  readonly voice: Voice;
  readonly from: number;
  until: number;
}

type Pair = readonly [t: PlacedReport, kind: ContradictionKind, subject: SubjectOrReport];

/** Follows what is said on some topics, report by report. */
class StandingStatements {
  readonly all: Standing[] = [];
  readonly #open = new Map<string, Standing[]>();

  constructor(
    private readonly counted: CountedReports,
    private readonly topics: ReadonlySet<string>,
  ) {}

  take(t: PlacedReport, step: number): void {
    if (t.report.kind === 'withdrawal' && t.declares) for (const one of ofEachParty(t)) this.#withdraw(one, step);
    for (const statement of statementsOf(t, this.counted))
      if (this.topics.has(topicOf(statement)))
        for (const voice of voicesOf(t)) this.#add({ ...statement, t, voice, from: step, until: Infinity });
  }

  /** What was said of the talks stands no longer once they have ended. */
  endTalks(step: number): void {
    for (const run of this.#open.values()) {
      const [first] = run;
      if (first && 'claim' in first.subject && first.subject.claim === TALKS) this.#close(run, step);
    }
  }

  #add(statement: Standing): void {
    const key = `${topicOf(statement)} ${statement.voice.key}`;
    const run = this.#open.get(key) ?? [];
    if (run[0] && run[0].says !== statement.says) this.#close(run, statement.from);
    run.push(statement);
    this.#open.set(key, run);
    this.all.push(statement);
  }

  #withdraw(t: PlacedReport, step: number): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    for (const run of this.#open.values()) {
      const last = run.at(-1);
      if (!last?.voice.declares || !t.parties.some(({ party }) => party === last.voice.party)) continue;
      const isNamed = 'claim' in last.subject && last.subject.claim === withdrawn.claim;
      if (isNamed || withdrawsWordOf(last.t, withdrawn, this.counted)) this.#close(run, step);
    }
  }

  #close(run: Standing[], step: number): void {
    for (const statement of run) statement.until = step;
    run.length = 0;
  }
}

/** Of one party, what it declares stands against what others tell of it; of two, what each says is so. */
function areOpposed(a: Standing, b: Standing): ContradictionKind | undefined {
  if (a.says === b.says || a.voice.key === b.voice.key || topicOf(a) !== topicOf(b)) return undefined;
  const isOfOne = a.voice.party !== undefined && a.voice.party === b.voice.party;
  if (isOfOne) return a.voice.declares !== b.voice.declares ? 'attribution' : 'fact';
  return a.sort === 'is-so' ? 'fact' : undefined;
}

const stoodTogether = (a: Standing, b: Standing): boolean => a.from < b.until && b.from < a.until;

function ofFact(t: PlacedReport, { counted, phaseRun }: Folds): Pair[] {
  const run = phaseRun();
  const endings = new Set(
    run.firings.filter(({ rule }) => rule === 'collapsed' || rule === 'concluded').map(({ report }) => report),
  );
  const statements = new StandingStatements(counted, new Set(statementsOf(t, counted).map(topicOf)));
  for (const [step, one] of [...run.reports].entries()) {
    statements.take(one, step);
    if (endings.has(one)) statements.endTalks(step);
  }
  const own = statements.all.filter((statement) => statement.t.id === t.id);
  return own.flatMap((mine) =>
    statements.all.flatMap((other): Pair[] => {
      const kind = other.t.id === t.id ? undefined : areOpposed(mine, other);
      return kind !== undefined && stoodTogether(mine, other) ? [[other.t, kind, other.subject]] : [];
    }),
  );
}

/** Whether two reports alone give quantities for one item that cannot both hold. */
const differ = (a: PlacedReport, b: PlacedReport): boolean =>
  quantityKeysIn(a.report).some(
    (key) => differencesIn(key, withReport(undefined, a), withReport(undefined, b)).length > 0,
  );

/** The step at which a party's account stands no more: it gives another one of the same, or takes this one back. */
function endOfAccount(t: PlacedReport, about: SubjectOrReport, party: PartyId, counted: CountedReports): number {
  const { reports } = counted;
  const isAnother = (other: PlacedReport): boolean => {
    const theirs = accountedFor(other);
    return theirs !== undefined && subjectKey(theirs) === subjectKey(about) && accountsOf(other).includes(party);
  };
  const takesBack = (other: PlacedReport): boolean =>
    other.report.kind === 'withdrawal' &&
    other.declares &&
    ofEachParty(other).some((one) => one.parties[0]?.party === party && takesBackAccount(one, t, counted));
  const from = reports.indexOf(t);
  const end = reports.findIndex((other, step) => step > from && (isAnother(other) || takesBack(other)));
  return end < 0 ? Infinity : end;
}

/** Of one thing two parties give accounts that cannot both hold, and both accounts stood at one time. */
function ofAccount(t: PlacedReport, { counted }: Folds): Pair[] {
  const { reports } = counted;
  const about = accountedFor(t);
  if (!about) return [];
  const from = reports.indexOf(t);
  const mine = accountsOf(t).map((party) => ({ party, until: endOfAccount(t, about, party, counted) }));
  return reports.flatMap((other, step): Pair[] => {
    const theirs = other.id === t.id ? undefined : accountedFor(other);
    if (!theirs || subjectKey(theirs) !== subjectKey(about) || !differ(t, other)) return [];
    const stoodTogetherWith = (party: PartyId): boolean =>
      from < endOfAccount(other, about, party, counted) && mine.some((one) => one.party !== party && step < one.until);
    return accountsOf(other).some(stoodTogetherWith) ? [[other, 'account', about]] : [];
  });
}

const ofReporting = (t: PlacedReport, { counted: { reports } }: Folds): Pair[] =>
  reports.flatMap((other): Pair[] =>
    other.development === t.development && other.origin !== t.origin && differ(t, other)
      ? [[other, 'reporting', { report: t.development }]]
      : [],
  );

const answerOf = ([{ id, report, parties }, kind, subject]: Pair): ContradictedAnswer => ({
  reportId: id,
  kind,
  subject,
  parties: parties.map(({ party }) => party),
  publisher: report.source.publisher,
  origin: report.source.origin ?? report.source.publisher,
  summary: report.summary,
  reportedAt: report.reportedAt,
});

/** Each report that this one contradicts, once, in order; none where it does not count by itself. */
export function contradictedBy(id: ReportId, folds: Folds): ContradictedAnswer[] {
  const t = folds.counted.reports.find((one) => one.id === id);
  if (!t) return [];
  const byId = new Map<ReportId, Pair>();
  for (const pair of [...ofFact(t, folds), ...ofAccount(t, folds), ...ofReporting(t, folds)])
    if (!byId.has(pair[0].id)) byId.set(pair[0].id, pair);
  return [...byId.values()].toSorted(([a], [b]) => inOrder(a, b)).map(answerOf);
}
