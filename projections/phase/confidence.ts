/** Confidence: how many origins report what the phase rests on, and how many of them declare it on the record. */
import { affirmsTalks, saysAgreementWasMade, type ReportsById } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Trail } from '../report-index/because.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { fromTheLast } from '../report-index/subject-index.js';
import { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Phase } from './phases.js';
import type { PhaseRun } from './phase-run.js';

/** From the lowest to the highest. */
export const CONFIDENCES = ['low', 'moderate', 'high'] as const;

/** A level, with how it came about. */
export interface Confidence {
  readonly value: (typeof CONFIDENCES)[number];
  /** Sentences for readers: how many origins, and whether it is lower while contested. */
  readonly reasons: readonly string[];
  /** Of each origin, its last report of those that the phase rests on; the last on the record where there is one. */
  readonly ofEachOrigin: readonly PlacedReport[];
  /** The last reports that the phase rests on, in order. */
  readonly basis: Trail;
}

/** What one origin says of what the phase rests on, last of all and last with standing on the record. Poor reports do not count. */
interface OfOrigin {
  readonly last: PlacedReport;
  readonly declared: PlacedReport | undefined;
}

const declaresIt = (t: PlacedReport): boolean => t.standing && t.report.attribution === 'on-the-record';

const ofOrigin = (before: OfOrigin | undefined, t: PlacedReport): OfOrigin => ({
  last: t,
  declared: declaresIt(t) ? t : before?.declared,
});

/** By origin, who says that the talks go on. */
const AFFIRMING = threadReading<PlacedReport, OfOrigin | undefined>({
  start: undefined,
  entriesOf: (t, { published }) => (!t.poor && affirmsTalks(t.report, published) ? [[t.origin, t]] : []),
  take: ofOrigin,
});

/** Whether a report comes after the latest collapse. While talks are collapsed, from the place of the collapse on. */
function isSinceCollapse(phase: Phase, run: PhaseRun): (t: PlacedReport) => boolean {
  const collapse = run.latest('collapsed');
  if (!collapse) return () => true;
  if (phase === 'collapsed') return (t) => t.place.at >= collapse.place.at;
  return (t) => inOrder(t, collapse) > 0;
}

/** The reports that say that a binding agreement was made. */
const madeBinding = ({ agreements }: PhaseRun): PlacedReport[] =>
  agreements
    .standingIds()
    .filter((id) => agreements.isBinding(id))
    .flatMap((id) => agreements.get(id)?.terms.reports ?? [])
    .filter(({ report }) => saysAgreementWasMade(report))
    .toSorted(inOrder);

/** What the phase rests on, from the last report to the first; poor ones and earlier ones too. */
function restsOn(phase: Phase, run: PhaseRun, published: ReportsById): Iterable<PlacedReport> {
  switch (phase) {
    case 'agreed':
    case 'implementing':
      return fromTheLast(madeBinding(run));
    case 'suspended':
      return run.agreements.terms.ofKindBackwards('suspension');
    case 'collapsed':
      return run.agreements.terms.ofKindBackwards('breakdown');
    case 'concluded':
      return run.agreements.terms.ofKindBackwards('conclusion');
    case 'unreported':
    case 'rumoured':
    case 'exploratory':
    case 'negotiating':
    case 'deadlocked':
      return affirming(run, published);
  }
}

function* affirming({ reports }: PhaseRun, published: ReportsById): Generator<PlacedReport> {
  for (const t of reports.backwards()) if (affirmsTalks(t.report, published)) yield t;
}

const RESTS_ON_AFFIRMATION: ReadonlySet<Phase> = new Set<Phase>([
  'unreported',
  'rumoured',
  'exploratory',
  'negotiating',
  'deadlocked',
]);

/** What each origin says since the collapse. */
function origins(
  counted: CountedReports,
  phase: Phase,
  basis: Trail,
  isSince: (t: PlacedReport) => boolean,
): OfOrigin[] {
  if (counted.indexAsOf?.isWhole && RESTS_ON_AFFIRMATION.has(phase))
    return AFFIRMING.of(new Surroundings(counted))
      .states()
      .flatMap((said) => (said && isSince(said.last) ? said : []))
      .map(({ last, declared }) => ({ last, declared: declared && isSince(declared) ? declared : undefined }));
  const found = new Map<string, OfOrigin>();
  for (const t of basis(Infinity)) found.set(t.origin, ofOrigin(found.get(t.origin), t));
  return [...found.values()];
}

const countOf = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** @param contested whether `talks` is contested, which lowers the level by one */
export function confidenceOf(counted: CountedReports, phase: Phase, run: PhaseRun, contested: boolean): Confidence {
  const isSince = isSinceCollapse(phase, run);
  const basis: Trail = (last) => {
    const found: PlacedReport[] = [];
    for (const t of restsOn(phase, run, counted.selection.published)) {
      if (!isSince(t) || found.length >= last) break;
      if (!t.poor) found.push(t);
    }
    return found.toReversed();
  };
  const said = origins(counted, phase, basis, isSince);
  const declaring = said.filter(({ declared }) => declared).length;
  const level = declaring >= 2 ? 2 : declaring === 1 || said.length >= 2 ? 1 : 0;
  return {
    value: CONFIDENCES[Math.max(0, level - (contested ? 1 : 0))] ?? 'low',
    reasons: [
      `${countOf(declaring, 'origin')} on the record and with standing`,
      `${countOf(said.length, 'origin')} in any way`,
      ...(contested ? ['one level lower while contested'] : []),
    ],
    ofEachOrigin: said.map(({ last, declared }) => declared ?? last),
    basis,
  };
}
