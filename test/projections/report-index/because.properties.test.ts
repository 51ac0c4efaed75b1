/** `because` obeys its definition (docs/rules.md, sections 4 and 6.5): by brute force over small histories. */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import type { ReportId } from '../../../events/ids.js';
import { agreementAnswersOf } from '../../../projections/phase/agreement-answers.js';
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { claimsOf } from '../../../projections/positions/folds.js';
import { contradictionsWithBecause } from '../../../projections/contradictions/contradictions.js';
import { fulfilmentOf } from '../../../projections/positions/fulfilment.js';
import { atOnce } from '../../../projections/support/at-once.js';
import { offersWithBecause } from '../../../projections/positions/offers.js';
import { positionsWithBecause } from '../../../projections/positions/positions.js';
import { statusOf } from '../../../projections/status/status.js';
import type { StatusAnswer } from '../../../projections/status/status-answer.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { countedOnly, type CountedReports } from '../../../projections/report-index/counted-reports.js';
import { phaseRunOf } from '../../../projections/phase/phase-run.js';
import { history } from '../../generators/history.js';
import { lens } from '../../generators/lens.js';
import { given, type Line } from '../given.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);

/** A value with what is said to make it so, and how the same value is read from fewer reports. */
interface Explained {
  readonly what: string;
  readonly because: readonly ReportId[];
  readonly reason: string | undefined;
  readonly read: (counted: CountedReports) => unknown;
}

type Why = { readonly because: readonly ReportId[]; readonly reason?: string | undefined };
const explained = (what: string, { because, reason }: Why, read: (counted: CountedReports) => unknown): Explained => ({
  what,
  because,
  reason,
  read,
});

const agreementRead = ({ value, agreement }: { value: string; agreement: string | null }) => ({ value, agreement });

function ofTables(status: StatusAnswer): Explained[] {
  return status.tables.flatMap(({ parties, phase, agreement }, i) => [
    explained(`phase at ${parties.join()}`, phase, (v) => summaryOf(v).tables[i]?.phase),
    explained(`agreement at ${parties.join()}`, agreement, (v) => {
      const row = summaryOf(v).tables[i];
      return row && agreementRead(row.agreement);
    }),
  ]);
}

function ofStatus(counted: CountedReports): Explained[] {
  const status = statusOf(counted);
  const { outlook } = status;
  return [
    explained('phase', status.phase, (v) => summaryOf(v).phase),
    explained('contested', status.contested, (v) => {
      const { value, since } = summaryOf(v).contested;
      return { value, since };
    }),
    ...(status.reportedHalt ? [explained('halt', status.reportedHalt, (v) => summaryOf(v).reportedHalt)] : []),
    explained('agreement', status.agreement, (v) => agreementRead(summaryOf(v).agreement)),
    explained('outlook', outlook, (v) => summaryOf(v).outlook.all.value),
    explained(
      'outlook on the record',
      { because: outlook.onTheRecordBecause, reason: outlook.onTheRecordBecause.length ? undefined : 'none' },
      (v) => summaryOf(v).outlook.onTheRecord.value,
    ),
    explained('confidence', status.confidence, (v) => summaryOf(v).confidence.value),
    explained('freshness', status.freshness, (v) => {
      const { value, newest, ageDays } = summaryOf(v).freshness;
      return { value, at: newest?.publishedAt, ageDays };
    }),
    ...status.pressure.map((row) =>
      explained(`pressure ${row.measure}`, row, (v) => {
        const same = (p: typeof row) =>
          p.party === row.party &&
          p.measure === row.measure &&
          p.against === row.against &&
          p.since === row.since &&
          p.until === row.until;
        return statusOf(v).pressure.some(same);
      }),
    ),
    ...ofTables(status),
  ];
}

const key = (value: unknown) => JSON.stringify(value);

function ofParts(counted: CountedReports): Explained[] {
  const found =
    <T extends Why>(list: (v: CountedReports) => readonly T[], keyOf: (row: T) => unknown, row: T) =>
    (v: CountedReports) =>
      list(v).some((other) => key(keyOf(other)) === key(keyOf(row)));
  const contradiction = (c: ReturnType<typeof contradictionsWithBecause>[number]) => [
    c.kind,
    c.subject,
    c.parties,
    c.since,
  ];
  return [
    ...claimAnswersOf(counted).map((c) =>
      explained(`claim ${c.claim}`, c, (v) => claimsOf(v).get(c.claim)?.value ?? 'unreported'),
    ),
    ...agreementAnswersOf(counted, phaseRunOf(counted)).map((a) =>
      explained(`agreement ${a.agreement}`, a, (v) => {
        const { agreements } = phaseRunOf(v);
        return agreements.get(a.agreement) && agreements.valueAt(a.agreement, v.at);
      }),
    ),
    ...positionsWithBecause(counted).flatMap(({ party, subject, declared, attributed }) =>
      (['declared', 'attributed'] as const).flatMap((track) => {
        const stance = { declared, attributed }[track];
        if (!stance) return [];
        const read = (v: CountedReports) => {
          const row = positionsWithBecause(v).find((p) => p.party === party && key(p.subject) === key(subject));
          return row?.[track] && [row[track].stance, row[track].since];
        };
        return [explained(`${track} position of ${party} on ${key(subject)}`, stance, read)];
      }),
    ),
    ...positionsWithBecause(counted).flatMap(({ party, subject, answers }) =>
      answers.flatMap(({ proposal, report, ...answer }) =>
        (['declared', 'attributed'] as const).flatMap((track) => {
          const stance = answer[track];
          if (!stance) return [];
          const read = (v: CountedReports) => {
            const row = positionsWithBecause(v).find((p) => p.party === party && key(p.subject) === key(subject));
            const then = row?.answers.find((a) => a.proposal === proposal && a.report === report)?.[track];
            return then && [then.stance, then.since];
          };
          return [explained(`${track} answer of ${party} to ${proposal ?? report}`, stance, read)];
        }),
      ),
    ),
    ...offersWithBecause(counted).proposals.map((p) =>
      explained(`proposal ${p.proposal}`, p, (v) => {
        const row = offersWithBecause(v).proposals.find(({ proposal }) => proposal === p.proposal);
        return row && [row.value, row.since];
      }),
    ),
    ...offersWithBecause(counted).demands.map((d) =>
      explained(`demand ${d.report}`, d, (v) => {
        const row = offersWithBecause(v).demands.find(({ report }) => report === d.report);
        return row && [row.value, row.since];
      }),
    ),
    ...atOnce(fulfilmentOf(counted)).flatMap(({ agreement, items }) =>
      items.map((item) =>
        explained(`fulfilment of ${agreement}, ${item.item}`, item, (v) => {
          const row = atOnce(fulfilmentOf(v))
            .find((f) => f.agreement === agreement)
            ?.items.find((i) => i.item === item.item && i.unit === item.unit && i.basis === item.basis);
          return row ? [row.agreed, row.carriedOut, row.since] : [null, null, null];
        }),
      ),
    ),
    ...contradictionsWithBecause(counted).map((c) =>
      explained(`contradiction ${key(contradiction(c))}`, c, found(contradictionsWithBecause, contradiction, c)),
    ),
    ...offersWithBecause(counted).openProposals.map((p) =>
      explained(
        `open proposal ${p.proposal}`,
        p,
        found(
          (v) => offersWithBecause(v).openProposals,
          (o) => [o.proposal, o.since],
          p,
        ),
      ),
    ),
    ...offersWithBecause(counted).openDemands.map((d) =>
      explained(
        `open demand ${d.report}`,
        d,
        found(
          (v) => offersWithBecause(v).openDemands,
          (o) => [o.report, o.since],
          d,
        ),
      ),
    ),
  ];
}

/** Every value for which the reports named do not give it, or give it with one of them left out. */
function wrong(counted: CountedReports, values: readonly Explained[]): string[] {
  return values.flatMap(({ what, because, reason, read }) => {
    const value = key(read(counted));
    const gives = (ids: readonly ReportId[]) => key(read(countedOnly(counted, ids))) === value;
    const idle = because.filter((id) => gives(because.filter((other) => other !== id)));
    return [
      ...(gives(because) ? [] : [`${what}: ${because.join()} do not give ${value}`]),
      ...idle.map((id) => `${what}: ${id} of ${because.join()} is not needed for ${value}`),
      ...(because.length || reason ? [] : [`${what}: neither reports nor a reason`]),
    ];
  });
}

const small = (tables: boolean) =>
  history({ maxReports: 8, changes: true, tables }).chain((h) => fc.tuple(fc.constant(h), lens(h)));

describe.each([
  ['without tables', false],
  ['with tables', true],
])('over small histories %s', (_, tables) => {
  test.each([
    ['the status', ofStatus],
    ['its parts', ofParts],
  ])('every value of %s rests on the reports that it names, and on each of them', (__, values) => {
    fc.assert(
      fc.property(small(tables), ([h, under]) => {
        const result = given([h.opened, ...h.lines] as unknown as Line[], under as JsonObject);
        expect(result && wrong(result.counted, values(result.counted))).toEqual(result && []);
      }),
      { numRuns },
    );
  });
});
