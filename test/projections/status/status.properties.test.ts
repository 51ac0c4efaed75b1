/** Properties of docs/rules.md, section 6, over all that a reading says. */
import fc from 'fast-check';
import { latestInstant } from '../../../events/dates.js';
import type { JsonObject } from '../../../events/envelope.js';
import { history, type HistoryOptions } from '../../generators/history.js';
import { lens, recordedLens, revisionLens } from '../../generators/lens.js';
import { isReport, type History } from '../../generators/line.js';
import { recordingOrders } from '../../generators/orders.js';
import { change, given, type Line } from '../given.js';
import { changesBetween, fieldValuesOf } from '../../../projections/status/field-values.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { ledgerOf } from '../../../projections/positions/terms.js';
import { claimsOf } from '../../../projections/positions/folds.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
const linesOf = (h: History): Line[] => [h.opened, ...h.lines] as unknown as Line[];

/** What differs only by the time at which it is measured: not compared where the lens's time differs. */
const CLOCKED = /^(freshness|agreement|tables\/.*\/agreement|(openProposals|openDemands|pressure)\/.*)$/;

/** All that a reading says: what counts and where it stands, which rules fired, and every value of the status and its parts. */
function reading(lines: readonly Line[], under: JsonObject = {}) {
  const result = given(lines, under);
  if (!result) return null;
  const { counted, run, stateOf } = result;
  const facets = [...fieldValuesOf(counted, summaryOf(counted))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    places: counted.reports.map((t) => [t.id, t.place.at, t.standing, t.poor]),
    firings: run.firings.map((f) => [f.rule, f.from, f.to, f.report.id]),
    facets: Object.fromEntries(facets.filter(([field]) => !CLOCKED.test(field))),
    terms: ledgerOf(counted),
    timed: {
      agreements: Object.fromEntries(run.agreements.ids().map((id) => [id, stateOf(id)])),
      facets: Object.fromEntries(facets.filter(([field]) => CLOCKED.test(field))),
    },
  };
}

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', {}],
  ['with changes to the record', { changes: true }],
  ['with tables', { tables: true, changes: true }],
];

/** Each property has its 200 histories shared out among the shapes. */
const eachShape = Math.ceil(numRuns / shapes.length);

describe.each(shapes)('over histories %s', (_, options) => {
  test('1: any order of recording the same reports gives the same projections', () => {
    const both = history(options).chain((h) => fc.tuple(fc.constant(h), recordingOrders(h)));
    fc.assert(
      fc.property(both, ([h, other]) => expect(reading(linesOf(other))).toEqual(reading(linesOf(h)))),
      { numRuns: eachShape },
    );
  });

  test('1: and so under any lens that does not ask when it was recorded', () => {
    const both = history(options).chain((h) => fc.tuple(fc.constant(h), recordingOrders(h), lens(h)));
    fc.assert(
      fc.property(both, ([h, other, under]) =>
        expect(reading(linesOf(other), under as JsonObject)).toEqual(reading(linesOf(h), under as JsonObject)),
      ),
      { numRuns: eachShape },
    );
  });

  test('2: under a revision it reads as the stream cut there', () => {
    const cut = history(options).chain((h) => fc.tuple(fc.constant(linesOf(h)), revisionLens(h.lines.length + 1)));
    fc.assert(
      fc.property(cut, ([lines, { revision }]) => {
        // The lens's time differs from the present's only for what lapses, which is not compared here.
        const { timed: _a, ...asOf } = reading(lines.slice(0, revision + 1)) ?? { timed: {} };
        const inStream = lines[revision]?.data['negotiation'] !== undefined;
        const { timed: _b, ...under } = reading(lines, { revision }) ?? { timed: {} };
        fc.pre(inStream);
        expect(under).toEqual(asOf);
      }),
      { numRuns: eachShape },
    );
  });

  test('4: voiding a report that nothing names gives the projections of a stream that never had it', () => {
    const picked = history(options).chain((h) => fc.tuple(fc.constant(linesOf(h)), fc.nat()));
    fc.assert(
      fc.property(picked, ([lines, at]) => {
        const free = lines.filter((line) => {
          const id = JSON.stringify(line.data['reportId'] ?? null);
          return (
            line.type.endsWith('Reported') && !lines.some((l) => l !== line && JSON.stringify(l.data).includes(id))
          );
        });
        const line = free[at % Math.max(1, free.length)];
        fc.pre(line !== undefined);
        const { negotiation = 'n', reportId = '' } = line.data;
        const voided = [...lines, change('EntryVoided', 'the-voiding', { negotiation, entry: reportId })];
        expect(reading(voided)).toEqual(reading(lines.filter((l) => l !== line)));
        // A grade that came after the last event of the negotiation is not yet known at that event's revision.
        const known = lines.slice(0, lines.findLastIndex(({ data }) => data['negotiation'] !== undefined) + 1);
        expect(reading(voided, { revision: lines.length - 1 })?.firings).toEqual(reading(known)?.firings);
      }),
      { numRuns: eachShape },
    );
  });

  test('7: an identical copy by the same origin, tied to the report, changes nothing', () => {
    const picked = history(options).chain((h) =>
      fc.tuple(fc.constant(linesOf(h)), fc.nat(), fc.constantFrom('a', 'z')),
    );
    fc.assert(
      fc.property(picked, ([lines, at, id]) => {
        const tied = new Set(
          lines.flatMap((l) => [
            l.data['corroborates'],
            l.data['entry'],
            isReport(l as never) ? null : l.data['reportId'],
          ]),
        );
        const free = lines.filter(
          (l) => isReport(l as never) && l.data['corroborates'] === undefined && !tied.has(l.data['reportId'] ?? null),
        );
        const line = free[at % Math.max(1, free.length)];
        fc.pre(line !== undefined);
        const copy = {
          type: line.type,
          data: { ...line.data, reportId: `${id}-copy`, corroborates: line.data['reportId'] ?? '' },
        };
        expect(reading([...lines, copy])).toEqual(reading(lines));
      }),
      { numRuns: eachShape },
    );
  });
});

test('2: under recordedBy it reads as what had been recorded by then', () => {
  const cut = history({ changes: true }).chain((h) => {
    // The builder records one line a day.
    const days = linesOf(h).map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString());
    return fc.tuple(fc.constant(linesOf(h)), recordedLens(days as [string, ...string[]]));
  });
  fc.assert(
    fc.property(cut, ([lines, { recordedBy }]) => {
      const recorded = Math.round((Date.parse(recordedBy) - Date.UTC(2024, 0, 1)) / 86_400_000) + 1;
      const { timed: _a, ...under } = reading(lines, { recordedBy })!;
      const { timed: _b, ...asOf } = reading(lines.slice(0, recorded))!;
      expect(under).toEqual(asOf);
    }),
    { numRuns },
  );
});

test('2: under reportedBy it reads as the stream without what was published after', () => {
  const cut = history({ tables: true }).chain((h) => fc.tuple(fc.constant(linesOf(h)), fc.nat()));
  fc.assert(
    fc.property(cut, ([lines, at]) => {
      const published = ({ data }: Line) => (typeof data['reportedAt'] === 'string' ? data['reportedAt'] : undefined);
      const dates = lines.flatMap((l) => published(l) ?? []);
      const reportedBy = dates[at % Math.max(1, dates.length)];
      fc.pre(reportedBy !== undefined);
      const by = latestInstant(reportedBy);
      const { timed: _a, ...under } = reading(lines, { reportedBy: reportedBy })!;
      const { timed: _b, ...without } = reading(lines.filter((l) => latestInstant(published(l) ?? '0001') <= by))!;
      expect(under).toEqual(without);
    }),
    { numRuns },
  );
});

test('6: while a party with standing confirms a claim about no party, no denial takes it below contested', () => {
  fc.assert(
    fc.property(history({ changes: true }), (h) => {
      const result = given(linesOf(h));
      for (const { about, words, value } of result ? claimsOf(result.counted).values() : []) {
        const confirmed = [...words.values()].some(({ says, by }) => says === 'confirms' && by.standing);
        expect(about !== undefined || !confirmed || value === 'confirmed' || value === 'contested').toBe(true);
      }
    }),
    { numRuns },
  );
});

test('8: the changes from one revision to the next, applied in turn, lead from the empty status to the current one', () => {
  fc.assert(
    fc.property(history({ maxReports: 10, changes: true, tables: true }), (h) => {
      const lines = linesOf(h);
      const facetsAt = (count: number) => {
        const result = given(lines.slice(0, count));
        return result ? fieldValuesOf(result.counted, summaryOf(result.counted)) : undefined;
      };
      const replayed = new Map<string, unknown>();
      for (let count = 1; count <= lines.length; count += 1)
        for (const { field, to } of changesBetween(facetsAt(count - 1), facetsAt(count))) replayed.set(field, to);
      const current = [...(facetsAt(lines.length) ?? [])].filter(([, value]) => value !== null);
      expect(new Map([...replayed].filter(([, value]) => value !== null))).toEqual(new Map(current));
    }),
    { numRuns },
  );
});

test('the histories are dense enough for every phase to be reached', () => {
  const reached = new Set<string>();
  for (const h of fc.sample(history({ changes: true }), { numRuns: 300, seed: 7 }))
    for (const [, , to] of reading(linesOf(h))?.firings ?? []) reached.add(String(to));
  expect([...reached].toSorted()).toEqual([
    'agreed',
    'collapsed',
    'concluded',
    'deadlocked',
    'exploratory',
    'implementing',
    'negotiating',
    'rumoured',
    'suspended',
  ]);
});
