/**
 * Two implementations of the rules, compared with each other: the projections, and the brute-force oracle. Where they
 * differ, one of them is wrong (docs/rules.md, section 6, property 2).
 */
import fc from 'fast-check';
import { comparable } from '../../events/text.js';
import { claimsOf } from '../../projections/positions/claims.js';
import { reportedHaltOf } from '../../projections/phase/halts.js';
import { pressureOf } from '../../projections/phase/pressure.js';
import { summaryOf, type Summary } from '../../projections/status/summary.js';
import { history, type HistoryOptions } from '../generators/history.js';
import { lens, recordedLens, revisionLens } from '../generators/lens.js';
import type { Fields, History } from '../generators/line.js';
import { given, type Line } from '../projections/given.js';
import { oracle, type Status } from './oracle.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
// As in the builder `given`: lines are recorded one a day from the start of 2024 on, and looked at in 2026.
const NOW = Date.UTC(2026, 0, 1);
const recordedAt = (lines: readonly Line[]): string[] =>
  lines.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString());

const linesOf = (h: History): Line[] => [h.opened, ...h.lines] as unknown as Line[];

/** What the projections give. */
interface First extends NonNullable<ReturnType<typeof given>> {
  readonly summary: Summary;
}

const unique = (names: readonly string[]): string[] => [...new Set(names.map(comparable))].toSorted();

function haltOf({ counted, summary }: First): Status['reportedHalt'] {
  const halt = reportedHaltOf(counted, summary.talks);
  const origins = unique((halt?.reports ?? []).map(({ origin }) => origin));
  return summary.reportedHalt && { ...summary.reportedHalt, origins };
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Every field that both give; the one place to add another. */
const FIELDS: { readonly [F in keyof Status]: (first: First) => unknown } = {
  counted: ({ ids }) => ids,
  firings: ({ run }) => run.firings.map(({ rule, from, to, report }) => [rule, from, to, report.id]),
  phase: ({ summary }) => summary.phase,
  contested: ({ summary }) => summary.contested,
  reportedHalt: haltOf,
  agreement: ({ summary: { agreement } }) => ({ value: agreement.value, agreement: agreement.agreement }),
  agreementStates: ({ run, stateOf }) => Object.fromEntries(run.agreements.ids().map((id) => [id, stateOf(id)])),
  outlook: ({ summary: { outlook } }) => ({ value: outlook.all.value, onTheRecord: outlook.onTheRecord.value }),
  confidence: ({ summary }) => summary.confidence.value,
  freshness: ({ summary: { freshness } }) => ({
    value: freshness.value,
    newestReportAt: freshness.newest?.report.reportedAt ?? null,
    ageDays: freshness.ageDays,
  }),
  claims: ({ counted, run }) => Object.fromEntries([...claimsOf(counted, run)].map(([id, claim]) => [id, claim.value])),
  tables: ({ summary }) =>
    summary.tables.map(({ table, phase, agreement }) => ({
      parties: table.parties,
      phase,
      agreement: { value: agreement.value, agreement: agreement.agreement },
    })),
  pressure: ({ counted }) =>
    pressureOf(counted)
      .map(({ party, measure, against }) => ({ party: party ?? null, measure: comparable(measure), against }))
      .toSorted(byText),
};

function firstReading(lines: readonly Line[], under: Fields): unknown {
  const report = given(lines, under as never);
  if (!report) return null;
  const first = { ...report, summary: summaryOf(report.counted) };
  return Object.fromEntries(Object.entries(FIELDS).map(([field, read]) => [field, read(first)]));
}

const expectBothToSay = (lines: readonly Line[], under: Fields): void =>
  expect(firstReading(lines, under)).toEqual(oracle(lines, under as never, NOW, recordedAt(lines)));

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', {}],
  ['with changes to the record', { changes: true }],
  ['with tables', { tables: true }],
  ['with tables and changes', { tables: true, changes: true }],
];

/** Each property has its 200 histories shared out among the shapes. */
const eachShape = Math.ceil(numRuns / shapes.length);

describe.each(shapes)('over histories %s', (_, options) => {
  const histories = history(options);

  test('projections and oracle say the same at present', () => {
    fc.assert(
      fc.property(histories, (h) => expectBothToSay(linesOf(h), {})),
      { numRuns: eachShape },
    );
  });

  test('and under any lens that chooses reports', () => {
    const under = histories.chain((h) => fc.tuple(fc.constant(h), lens(h)));
    fc.assert(
      fc.property(under, ([h, fields]) => expectBothToSay(linesOf(h), fields)),
      { numRuns: eachShape },
    );
  });

  test('and as this desk had the record then', () => {
    const under = histories.chain((h) => {
      const [first = '', ...rest] = recordedAt(linesOf(h));
      const cut = fc.oneof(revisionLens(h.lines.length + 1), recordedLens([first, ...rest]));
      return fc.tuple(fc.constant(linesOf(h)), cut);
    });
    fc.assert(
      fc.property(under, ([lines, cut]) => {
        // A revision is one of the negotiation's own stream, not of the stream `sources`.
        fc.pre(!('revision' in cut) || lines[cut.revision]?.data['negotiation'] !== undefined);
        expectBothToSay(lines, cut);
      }),
      { numRuns: eachShape },
    );
  });
});
