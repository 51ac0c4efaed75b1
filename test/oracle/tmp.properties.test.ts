/**
 * Two implementations of the rules, compared with each other: the projections, and the brute-force oracle. Where they
 * differ, one of them is wrong (docs/rules.md, section 6, property 2).
 */
import fc from 'fast-check';
import { comparable } from '../../events/text.js';
import { claimsOf } from '../../projections/positions/claims.js';
import { haltAndRestartOf } from '../../projections/phase/halts.js';
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

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Every field that both give; the one place to add another. */
const FIELDS: Record<string, (first: First) => unknown> = {
  counted: ({ ids }) => ids,
  firings: ({ run }) => run.firings.map(({ rule, from, to, report }) => [rule, from, to, report.id]),
  phase: ({ summary }) => summary.phase,
  contested: ({ summary }) => summary.contested,
  reportedHalt: ({ summary }) => summary.reportedHalt && summary.reportedHalt,
  reportedRestart: ({ summary }) => summary.reportedRestart,
  agreement: ({ summary: { agreement: { title: _, ...a } } }) => ({ ...a, members: a.members.toSorted() }),
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
      agreement: (({ title: _, ...a }) => ({ ...a, members: a.members.toSorted() }))(agreement),
    })),
};

function firstReading(lines: readonly Line[], under: Fields): unknown {
  const report = given(lines, under as never);
  if (!report) return null;
  const first = { ...report, summary: summaryOf(report.counted) };
  return Object.fromEntries(Object.entries(FIELDS).map(([field, read]) => [field, read(first)]));
}

const expectBothToSay = (lines: readonly Line[], under: Fields): void =>
  {
    const o = oracle(lines, under as never, NOW, recordedAt(lines)) as never as Record<string, unknown> | null;
    const strip = (x: unknown) => { if (!x) return x; const { origins: _o, ...r } = x as Record<string, unknown>; return r; };
    const mine = o && Object.fromEntries(Object.keys(FIELDS).map((f) => [f, f.startsWith('reported') ? strip(o[f]) : f==='agreement'||f==='tables' ? JSON.parse(JSON.stringify(o[f], (k, v) => (k === 'members' ? v.toSorted() : v))) : o[f]]));
    const got = firstReading(lines, under);
    try { expect(got).toEqual(mine); } catch (e) { (e as Error).message += JSON.stringify(under) + '\n' + lines.map((l) => JSON.stringify(l)).join('\n'); throw e; }
  }

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
