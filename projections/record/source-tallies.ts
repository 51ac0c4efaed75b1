/** What each source has in the talks, whatever our desk says of sources: so that it holds when they are graded anew. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparableSource } from '../../events/text.js';
import { RELIABILITIES, type Reliability } from '../../events/vocabulary.js';
import type { Logged } from '../../events/event.js';
import { atOnce, withPauses } from '../support/at-once.js';
import { groupBy } from '../support/group-by.js';
import { enteringEffective } from './entries.js';
import { clocksOf, isReport, publishedChange, versionsOf, type PublishedChange } from './published-reports.js';

/** A report with its publisher's corrections, as it counts for its sources. */
export interface SourcedReport {
  readonly report: Report;
  /** Our desk voided it: it counts for nobody. */
  readonly voided: boolean;
  /** Its publisher withdrew it, and does not stand by it again. */
  readonly retracted: boolean;
  readonly corrected: boolean;
  readonly publishedAt: Instant;
}

/** Reports between two pauses. */
const AT_ONCE = 500;

const isWithdrawal = ({ type }: PublishedChange): boolean => type !== 'ReportCorrected';

/** By report, whether its publisher's last word on it is that it is withdrawn. */
function withdrawn(changes: readonly PublishedChange[]): ReadonlySet<ReportId> {
  const last = new Map<ReportId, PublishedChange>();
  for (const change of changes.filter(isWithdrawal).toSorted((a, b) => a.at - b.at)) last.set(change.reportId, change);
  return new Set([...last].flatMap(([id, { type }]) => (type === 'ReportRetracted' ? [id] : [])));
}

/** Every report of a log, in the order of recording; step by step, so that a caller can let others work in between. */
export function* readingSourced(log: readonly Logged[]): Generator<undefined, SourcedReport[]> {
  const entries = yield* enteringEffective(log);
  const changes = entries.flatMap((entry) => (entry.voidedBy === undefined ? (publishedChange(entry) ?? []) : []));
  const retracted = withdrawn(changes);
  const changesOf = groupBy(changes, ({ reportId }) => reportId);
  yield;
  const found: SourcedReport[] = [];
  yield* withPauses(entries.filter(isReport), AT_ONCE, (entry) => {
    const versions = versionsOf(entry, changesOf.get(entry.fact.report.reportId) ?? []);
    const report = versions.at(-1) ?? entry.fact.report;
    found.push({
      report,
      voided: entry.voidedBy !== undefined,
      retracted: retracted.has(report.reportId),
      corrected: versions.length > 1,
      publishedAt: clocksOf(report).publishedAt,
    });
  });
  return found;
}

/** One name in the talks, as a publisher and as an origin. Names that compare as the same are one. */
export interface SourceTally {
  /** As it was first written. */
  readonly name: string;
  /** What it published and did not take back. */
  reports: number;
  retracted: number;
  corrected: number;
  /** Reports of other publishers that carry its news. */
  carried: number;
  /** The grades that its reports came with. */
  readonly recordedGrades: Set<Reliability>;
  /** Of what it published, by date of publication. */
  first: { readonly at: Instant; readonly text: string } | undefined;
  newest: { readonly at: Instant; readonly text: string; readonly reliability: Reliability | undefined } | undefined;
}

const emptyTally = (name: string): SourceTally => ({
  name,
  reports: 0,
  retracted: 0,
  corrected: 0,
  carried: 0,
  recordedGrades: new Set(),
  first: undefined,
  newest: undefined,
});

function publish(tally: SourceTally, { report, retracted, corrected, publishedAt: at }: SourcedReport): void {
  const { reliability } = report.source;
  if (retracted) tally.retracted += 1;
  else tally.reports += 1;
  if (corrected) tally.corrected += 1;
  if (reliability !== undefined) tally.recordedGrades.add(reliability);
  const text = report.reportedAt;
  if (!tally.first || at < tally.first.at) tally.first = { at, text };
  if (!tally.newest || at >= tally.newest.at) tally.newest = { at, text, reliability };
}

export type SourceTallies = ReadonlyMap<string, SourceTally>;

/** By the form in which names are compared. */
export const sourceTalliesOf = (log: readonly Logged[]): SourceTallies => atOnce(tallyingSources(log));

/** The same step by step: a caller can let others work in between. The log must not change meanwhile. */
export function* tallyingSources(log: readonly Logged[]): Generator<undefined, SourceTallies> {
  const tallies = new Map<string, SourceTally>();
  const of = (name: string): SourceTally => {
    const key = comparableSource(name);
    const known = tallies.get(key) ?? emptyTally(name);
    tallies.set(key, known);
    return known;
  };
  yield* withPauses(yield* readingSourced(log), AT_ONCE, (sourced) => {
    if (sourced.voided) return;
    const { publisher, origin } = sourced.report.source;
    publish(of(publisher), sourced);
    if (origin === undefined || comparableSource(origin) === comparableSource(publisher)) return;
    if (!sourced.retracted) of(origin).carried += 1;
  });
  return tallies;
}

const earlier = (a: SourceTally['first'], b: SourceTally['first']) => (a && b ? (b.at < a.at ? b : a) : (a ?? b));
const later = (a: SourceTally['newest'], b: SourceTally['newest']) => (a && b ? (b.at > a.at ? b : a) : (a ?? b));

/** Both as one source, by the name of the first. */
export const together = (a: SourceTally, b: SourceTally): SourceTally => ({
  name: a.name,
  reports: a.reports + b.reports,
  retracted: a.retracted + b.retracted,
  corrected: a.corrected + b.corrected,
  carried: a.carried + b.carried,
  recordedGrades: new Set(RELIABILITIES.filter((g) => a.recordedGrades.has(g) || b.recordedGrades.has(g))),
  first: earlier(a.first, b.first),
  newest: later(a.newest, b.newest),
});
