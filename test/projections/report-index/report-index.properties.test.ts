/** Sharing never shows: projections from a cached index say what projections from a new one say. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Logged } from '../../../events/event.js';
import { agreementAnswersOf } from '../../../projections/phase/agreement-answers.js';
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { contradictionsWithBecause } from '../../../projections/contradictions/contradictions.js';
import { fulfilmentOf } from '../../../projections/positions/fulfilment.js';
import { atOnce } from '../../../projections/support/at-once.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { offersWithBecause } from '../../../projections/positions/offers.js';
import { positionsWithBecause } from '../../../projections/positions/positions.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { select, type Log } from '../../../projections/report-index/selection.js';
import { fieldValuesOf } from '../../../projections/status/field-values.js';
import { statusOf } from '../../../projections/status/status.js';
import { statusValidUntil, summaryOf } from '../../../projections/status/summary.js';
import { ledgerOf } from '../../../projections/positions/terms.js';
import { countedReports, type CountedReports } from '../../../projections/report-index/counted-reports.js';
import { history, type HistoryOptions } from '../../generators/history.js';
import { lens, recordedLens, revisionLens } from '../../generators/lens.js';
import { type History } from '../../generators/line.js';
import { logOf, NOW, type Line } from '../given.js';

// Each history is read at every step of its growth and at every moment of its publication: so many fewer of them.
const numRuns = Math.ceil(Number(process.env['NUM_RUNS'] ?? 200) / 25);

const logIn = (h: History): Log => logOf([h.opened, ...h.lines] as unknown as Line[]);

/** In the order of recording. */
const eventsOf = ({ negotiation, sources }: Log): Logged[] =>
  [...negotiation, ...sources].toSorted((a, b) => Number(a.position - b.position));

/** Every moment of publication, and every moment at which something happened. */
const momentsIn = (events: readonly Logged[]): Set<string> =>
  new Set(
    events.flatMap(({ fact }) => {
      if (fact.type === 'Report')
        return [fact.report.reportedAt, ...(fact.report.occurredAt === undefined ? [] : [fact.report.occurredAt])];
      return 'data' in fact && 'reportedAt' in fact.data ? [fact.data.reportedAt] : [];
    }),
  );

/** Indexes that divide a history of twenty reports into several blocks, with several resume points. */
const fineIndexes = () => new ReportIndexCache({ reportsPerBlock: 4 });

const brief = (counted: CountedReports) => {
  const summary = summaryOf(counted);
  return {
    reports: counted.reports,
    all: counted.all,
    facets: [...fieldValuesOf(counted, summary)],
    firings: summary.talks.run.firings.map(({ rule, from, to, report }) => [rule, from, to, report.id]),
    turns: statusValidUntil(counted, summary),
  };
};

const inFull = (counted: CountedReports) => ({
  ...brief(counted),
  status: statusOf(counted),
  claims: claimAnswersOf(counted),
  positions: positionsWithBecause(counted),
  contradictions: contradictionsWithBecause(counted),
  offers: offersWithBecause(counted),
  agreements: agreementAnswersOf(counted, summaryOf(counted).talks.run),
  terms: ledgerOf(counted),
  fulfilment: atOnce(fulfilmentOf(counted)),
});

/** From a new index, with every report placed anew. */
function fromNothing<T>(log: Log, under: Lens, read: (counted: CountedReports) => T): T | null {
  const selection = select(log, under, NOW);
  return selection && read(countedReports(selection, selection.kept));
}

function fromCache<T>(
  log: Log,
  under: Lens,
  indexes: ReportIndexCache,
  read: (counted: CountedReports) => T,
): T | null {
  const projections = LensProjections.of(log, under, NOW, indexes);
  return projections && read(projections.counted);
}

/** As `toEqual` has it, without the difference in full: to tell that takes minutes, at each step of shrinking. */
const equals = (one: unknown, other: unknown): boolean =>
  (expect.objectContaining({ of: one }) as { asymmetricMatch: (of: unknown) => boolean }).asymmetricMatch({
    of: other,
  });

/** The parts in which two results differ. */
function differing(one: object | null, other: object | null): string[] {
  const fields = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])];
  const valueIn = (of: object | null, field: string) => (of as Record<string, unknown> | null)?.[field];
  return equals(one, other)
    ? []
    : ['differs', ...fields.filter((field) => !equals(valueIn(one, field), valueIn(other, field)))];
}

function expectSame(log: Log, under: Lens, indexes: ReportIndexCache, read: (counted: CountedReports) => object): void {
  const differences = differing(fromCache(log, under, indexes, read), fromNothing(log, under, read));
  expect([under, differences]).toEqual([under, []]);
}

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', {}],
  ['with changes to the record', { changes: true }],
  ['with tables', { tables: true, changes: true }],
];

describe.each(shapes)('over histories %s', (_, options) => {
  const histories = history(options);

  test('under any lens, all parts are the same', () => {
    const under = histories.chain((h) => {
      const cut = fc.oneof(
        revisionLens(h.lines.length + 1),
        recordedLens(eventsOf(logIn(h)).map((l) => new Date(l.recordedAt).toISOString()) as [string, ...string[]]),
      );
      const lenses = fc.array(fc.tuple(lens(h), fc.option(cut, { nil: {} })), { minLength: 1, maxLength: 3 });
      return fc.tuple(fc.constant(h), lenses, fc.boolean());
    });
    fc.assert(
      fc.property(under, ([h, lenses, isKnown]) => {
        const [log, indexes] = [logIn(h), fineIndexes()];
        // Where all is known, the past is read from it.
        if (isKnown) fromCache(log, {}, indexes, inFull);
        for (const [chosen, cut] of lenses) expectSame(log, lensSchema.parse({ ...chosen, ...cut }), indexes, inFull);
      }),
      { numRuns },
    );
  });

  test('as the log grows event by event, and at every moment', () => {
    // After a start an index is built of all that is recorded by then, and only what comes next carries it on.
    const built = fc.oneof(fc.constant(0), fc.nat());
    fc.assert(
      fc.property(histories, built, (h, at) => {
        const [log, indexes] = [logIn(h), fineIndexes()];
        const events = eventsOf(log);
        const growing = { negotiation: [] as Logged[], sources: [] as Logged[] };
        for (const [i, event] of events.entries()) {
          growing[log.sources.includes(event) ? 'sources' : 'negotiation'].push(event);
          if (i >= at % events.length) expectSame(growing, {}, indexes, brief);
        }
        for (const moment of momentsIn(events)) {
          expectSame(growing, { reportedBy: moment }, indexes, brief);
          expectSame(growing, { happenedBy: moment }, indexes, brief);
        }
        for (const { revision } of growing.negotiation) expectSame(growing, { revision }, indexes, brief);
        expectSame(growing, {}, indexes, inFull);
      }),
      { numRuns },
    );
  });
});

test('projections stay as they are while their log grows', () => {
  fc.assert(
    fc.property(history({ changes: true }), fc.nat(), (h, at) => {
      const { negotiation, sources } = logIn(h);
      const growing = negotiation.slice(0, 1 + (at % negotiation.length));
      const before = { negotiation: [...growing], sources };
      const indexes = fineIndexes();
      const projections = LensProjections.of({ negotiation: growing, sources }, {}, NOW, indexes);
      for (const event of negotiation.slice(growing.length)) {
        growing.push(event);
        LensProjections.of({ negotiation: growing, sources }, {}, NOW, indexes)?.status();
      }
      expect(differing(projections && inFull(projections.counted), fromNothing(before, {}, inFull))).toEqual([]);
    }),
    { numRuns },
  );
});

/** Histories in which something differed once. */
test.each(['retracted-ties', 'withdrawn-and-retracted'])(
  'nothing differs any more in a history that random tests found: %s',
  (name) => {
    const file = new URL(`found/${name}.json`, import.meta.url);
    const log = logOf(JSON.parse(readFileSync(file, 'utf8')) as Line[]);
    const indexes = fineIndexes();
    const growing = { negotiation: [] as Logged[], sources: log.sources };
    for (const event of log.negotiation) {
      // After a start an index is built of all that is recorded, and what comes next carries that on.
      const builtBefore = fineIndexes();
      expectSame(growing, {}, builtBefore, brief);
      growing.negotiation.push(event);
      for (const carried of [indexes, builtBefore]) expectSame(growing, {}, carried, brief);
    }
    for (const reportedBy of momentsIn(log.negotiation)) expectSame(growing, { reportedBy }, indexes, inFull);
  },
);
