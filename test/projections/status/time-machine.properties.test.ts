/**
 * Properties 2 and 8 of docs/rules.md, section 6, under any lens that stands still. Over HTTP the same is held to fewer
 * histories: test/app/time-machine.properties.test.ts.
 */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import { latestInstant } from '../../../events/dates.js';
import { replay } from '../../../projections/compare/replay.js';
import { CLOCKS } from '../../../projections/compare/clocks.js';
import { lensSchema } from '../../../projections/record/lens.js';
import { applyChanges, type FieldValues } from '../../../projections/status/field-values.js';
import { history } from '../../generators/history.js';
import type { Fields, History } from '../../generators/line.js';
import { isInStream, stillLens, withoutStrangers } from '../../generators/still-lens.js';
import { logOf, NOW, projectionsOf, type Line } from '../given.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
const linesOf = (h: History) => [h.opened, ...h.lines];

const valued = (values: FieldValues): object =>
  Object.fromEntries([...values].filter(([, value]) => value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Every value that the lens reads: of the status, and of all its parts. */
function valuesOf(lines: readonly { type: string; data: Fields }[], under: Fields): object {
  const reading = projectionsOf(lines as unknown as Line[], under as JsonObject);
  expect(reading).not.toBeNull();
  return valued(reading?.fieldValues() ?? new Map());
}

test('2: under a revision and any other lens it reads as the stream cut there', () => {
  const cut = history({ maxReports: 8, changes: true, tables: true }).chain((h) =>
    fc.tuple(fc.constant(linesOf(h)), stillLens(h), fc.nat(h.lines.length)),
  );
  fc.assert(
    fc.property(cut, ([lines, under, last]) => {
      fc.pre(isInStream(lines[last]!));
      const there = lines.slice(0, last + 1);
      // In the log of these tests every line has a revision, those of the sources among them.
      expect(valuesOf(lines, { ...under, revision: last })).toEqual(valuesOf(there, withoutStrangers(under, there)));
    }),
    { numRuns },
  );
});

test('2: under reportedBy and any other lens it reads as the stream without what was published later', () => {
  const cut = history({ maxReports: 8, tables: true }).chain((h) => fc.tuple(fc.constant(linesOf(h)), stillLens(h)));
  fc.assert(
    fc.property(cut, ([lines, under]) => {
      const by = latestInstant(String(under['reportedBy']));
      const rest = lines.filter(
        ({ data: { reportedAt } }) => typeof reportedAt !== 'string' || latestInstant(reportedAt) <= by,
      );
      expect(valuesOf(lines, under)).toEqual(valuesOf(rest, under));
    }),
    { numRuns },
  );
});

test('8: a replay under any lens leads, change by change, from nothing to what the lens reads', () => {
  const replayed = history({ maxReports: 6, changes: true, tables: true }).chain((h) =>
    fc.tuple(fc.constant(linesOf(h)), stillLens(h), fc.constantFrom(...CLOCKS), fc.boolean()),
  );
  fc.assert(
    fc.property(replayed, ([lines, under, clock, milestones]) => {
      const log = logOf(lines as unknown as Line[]);
      const options = { lens: lensSchema.parse(under), clock, milestones, status: false };
      const values = [...replay(log, options, NOW)].reduce<FieldValues>(
        (sofar, { changes }) => applyChanges(sofar, changes),
        new Map(),
      );
      expect(valued(values)).toEqual(valuesOf(lines, under));
    }),
    { numRuns },
  );
});
