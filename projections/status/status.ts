/**
 * The status: where the talks stand, who says so and who denies it, each value with its `because` (docs/rules.md,
 * section 4).
 */
import { isoOf } from '../../events/dates.js';
import { agreementTrail } from '../phase/agreement-answers.js';
import { becauseOf, lastOf, withBecause, type Trail } from '../report-index/because.js';
import { becauseOfClaim } from '../positions/claim-answers.js';
import { freshnessOf } from '../phase/freshness.js';
import { undeclaredMovesOf, type UndeclaredMove } from '../phase/halts.js';
import { openWithBecause } from '../positions/offers.js';
import { outlookOf } from '../phase/outlook.js';
import { pressureOf, type Pressure } from '../phase/pressure.js';
import type { StatusAnswer } from './status-answer.js';
import {
  agreementValuesOf,
  phaseValuesOf,
  summaryOf,
  undeclaredMoveValuesOf,
  type AgreementValues,
  type PhaseValues,
  type Summary,
} from './summary.js';
import { talksOf, type TableTalks, type Talks } from '../phase/talks.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { SourceNames } from '../threads/source-names.js';
import type { PhaseRun } from '../phase/phase-run.js';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const firedReports =
  (run: PhaseRun): Trail =>
  (last) =>
    run.lastFired(last);

/** The reports of agreements and offers that rules depend on later. */
const agreementsAndOffers = (run: PhaseRun): Trail =>
  lastOf(
    run.reports,
    ({ report, subjects: { agreement, proposal } }) =>
      agreement !== undefined || (proposal !== undefined && report.kind === 'proposal'),
  );

const phaseAnswerOf = (
  counted: CountedReports,
  now: PhaseValues,
  run: PhaseRun,
  at: (talks: Talks) => PhaseRun | undefined,
) => ({
  ...now,
  ...withBecause(
    becauseOf(
      counted,
      firedReports(run),
      (kept) => {
        const then = at(talksOf(kept));
        return then !== undefined && same(phaseValuesOf(then), now);
      },
      'no counted report tells of talks',
      [agreementsAndOffers(run)],
    ),
  ),
});

const agreementAnswerOf = (
  counted: CountedReports,
  now: AgreementValues,
  run: PhaseRun,
  at: (talks: Talks) => PhaseRun | undefined,
) => ({
  ...now,
  inForce: [...now.inForce],
  members: [...now.members],
  ...withBecause(
    becauseOf(
      counted,
      now.agreement === null ? [] : agreementTrail(run, now.agreement),
      (kept) => {
        const then = at(talksOf(kept));
        if (!then) return false;
        const { value, agreement } = agreementValuesOf(kept, then);
        return value === now.value && agreement === now.agreement;
      },
      'no counted report names an agreement',
    ),
  ),
});

function contestedAnswerOf(counted: CountedReports, { contested, talksClaim }: Summary): StatusAnswer['contested'] {
  const absence = 'no two parties with standing contradict each other on the talks';
  const because = contested.value
    ? becauseOfClaim(counted, talksClaim, (kept) => kept.value === 'contested' && kept.since?.text === contested.since)
    : { because: [], reason: absence };
  return { ...contested, by: [...contested.by], ...withBecause(because) };
}

function undeclaredMoveAnswersOf(
  counted: CountedReports,
  { talks, undeclaredMoves: { halt, restart }, reportedHalt, reportedRestart }: Summary,
): Pick<StatusAnswer, 'reportedHalt' | 'reportedRestart'> {
  const names = new SourceNames(counted);
  const why = ({ reports }: UndeclaredMove, field: 'reportedHalt' | 'reportedRestart', now: object) => ({
    origins: names.distinct(reports.map(({ report: { source } }) => source.origin ?? source.publisher)),
    ...withBecause(
      becauseOf(
        counted,
        reports.map(({ id }) => id),
        (kept) => same(undeclaredMoveValuesOf(undeclaredMovesOf(kept, talksOf(kept)))[field], now),
        undefined,
        [firedReports(talks.leading), firedReports(talks.run)],
      ),
    ),
  });
  return {
    reportedHalt: halt && reportedHalt && { ...reportedHalt, ...why(halt, 'reportedHalt', reportedHalt) },
    reportedRestart: restart &&
      reportedRestart && { ...reportedRestart, ...why(restart, 'reportedRestart', reportedRestart) },
  };
}

function outlookAnswerOf(counted: CountedReports, { outlook: { all, onTheRecord } }: Summary): StatusAnswer['outlook'] {
  const ids = (voices: typeof all.voices) => voices.map((t) => t.id);
  const again = (kept: CountedReports) => outlookOf(kept, talksOf(kept).run);
  const absence = 'no current assessment of the talks';
  const whole = becauseOf(counted, ids(all.voices), (kept) => again(kept).all.value === all.value, absence);
  const onRecord = becauseOf(
    counted,
    ids(onTheRecord.voices),
    (kept) => again(kept).onTheRecord.value === onTheRecord.value,
    absence,
  );
  return {
    value: all.value,
    onTheRecord: onTheRecord.value,
    ...withBecause(whole),
    onTheRecordBecause: [...onRecord.because],
  };
}

function confidenceAnswerOf(
  counted: CountedReports,
  { talks, confidence: { value, reasons, ofEachOrigin, basis } }: Summary,
): StatusAnswer['confidence'] {
  const because = becauseOf(
    counted,
    ofEachOrigin.map((t) => t.id),
    (kept) => summaryOf(kept).confidence.value === value,
    'too few origins say what the phase rests on',
    [firedReports(talks.leading), basis],
  );
  return { value, reasons: [...reasons], ...withBecause(because) };
}

function freshnessAnswerOf(counted: CountedReports, { freshness }: Summary): StatusAnswer['freshness'] {
  const { value, newest, ageDays } = freshness;
  const holds = (kept: CountedReports) => {
    const then = freshnessOf(kept);
    return then.value === value && then.newest?.publishedAt === newest?.publishedAt;
  };
  const because = becauseOf(counted, newest ? [newest.id] : [], holds, 'no report counts');
  return { value, newestReportAt: newest?.report.reportedAt ?? null, ageDays, ...withBecause(because) };
}

const pressureRowOf = ({ party, measure, against, by, until }: Pressure) => ({
  party,
  measure,
  against,
  since: by.place.text,
  until,
});

function pressureAnswerOf(counted: CountedReports, { talks }: Summary): StatusAnswer['pressure'] {
  return pressureOf(counted, () => talks.run).map((pressure) => {
    const row = pressureRowOf(pressure);
    const holds = (kept: CountedReports) => pressureOf(kept).some((then) => same(pressureRowOf(then), row));
    const trail = [pressure.by, ...(pressure.untilBy ? [pressure.untilBy] : [])].map(({ id }) => id);
    return { ...row, ...withBecause(becauseOf(counted, trail, holds)) };
  });
}

const tableAt =
  ({ parties }: TableTalks) =>
  (talks: Talks): TableTalks | undefined =>
    talks.tables.find((t) => t.parties === parties);

/**
 * The answer for the status. To find each `because`, the value is computed again from several sets of reports.
 * @param summary of the same reports, if there is one already
 */
export function statusOf(counted: CountedReports, summary: Summary = summaryOf(counted)): StatusAnswer {
  const { selection, registry } = counted;
  const { talks } = summary;
  const open = openWithBecause(counted);
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    lens: selection.lens,
    at: isoOf(counted.at),
    revision: selection.revision,
    position: String(selection.position),
    phase: phaseAnswerOf(counted, summary.phase, talks.leading, ({ leading }) => leading),
    contested: contestedAnswerOf(counted, summary),
    ...undeclaredMoveAnswersOf(counted, summary),
    agreement: agreementAnswerOf(counted, summary.agreement, talks.run, ({ run }) => run),
    outlook: outlookAnswerOf(counted, summary),
    confidence: confidenceAnswerOf(counted, summary),
    freshness: freshnessAnswerOf(counted, summary),
    openProposals: open.openProposals,
    openDemands: open.openDemands,
    pressure: pressureAnswerOf(counted, summary),
    tables: summary.tables.map(({ table, phase, agreement }) => ({
      parties: [...table.parties],
      phase: phaseAnswerOf(counted, phase, table.run, (t) => tableAt(table)(t)?.run),
      agreement: agreementAnswerOf(counted, agreement, table.open, (t) => tableAt(table)(t)?.open),
    })),
  };
}
