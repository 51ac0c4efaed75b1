/** What has changed is found where it changed: the changes are those of a comparison of all values, in the same order. */
import fc from 'fast-check';
import type { Logged } from '../../../events/event.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { select, type Log } from '../../../projections/report-index/selection.js';
import { countedReports } from '../../../projections/report-index/counted-reports.js';
import { changesBetween, fieldValuesOf, type FieldValues } from '../../../projections/status/field-values.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { history, type HistoryOptions } from '../../generators/history.js';
import { lens } from '../../generators/lens.js';
import type { History } from '../../generators/line.js';
import { logOf, NOW, type Line } from '../given.js';

const numRuns = Math.ceil(Number(process.env['NUM_RUNS'] ?? 200) / 10);

const logIn = (h: History): Log => logOf([h.opened, ...h.lines] as unknown as Line[]);

/** Indexes that divide a history of twenty reports into several blocks. */
const fineIndexes = () => new ReportIndexCache({ reportsPerBlock: 4 });

/** All values, from a new index and with every report placed anew. */
function readAnew(log: Log, under: Lens): FieldValues {
  const selection = select(log, under, NOW);
  return new Map(selection ? fieldValuesOf(countedReports(selection, selection.kept)) : []);
}

const valuesOf = (log: Log, under: Lens, indexes: ReportIndexCache): FieldValues | undefined =>
  LensProjections.of(log, under, NOW, indexes)?.fieldValues();

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', {}],
  ['with changes to the record', { changes: true }],
  ['with tables', { tables: true, changes: true }],
];

describe.each(shapes)('over histories %s', (_, options) => {
  const histories = history(options);

  test('each event, early or late, changes what a comparison of all values finds', () => {
    fc.assert(
      fc.property(histories, (h) => {
        const [log, indexes] = [logIn(h), fineIndexes()];
        const growing = { negotiation: [] as Logged[], sources: [] as Logged[] };
        let [before, all]: [FieldValues | undefined, FieldValues] = [undefined, new Map()];
        for (const event of [...log.negotiation, ...log.sources].toSorted((a, b) => Number(a.position - b.position))) {
          growing[log.sources.includes(event) ? 'sources' : 'negotiation'].push(event);
          const [after, anew] = [valuesOf(growing, {}, indexes), readAnew(growing, {})];
          expect([event.id, changesBetween(before, after)]).toEqual([event.id, changesBetween(all, anew)]);
          [before, all] = [after, anew];
        }
      }),
      { numRuns },
    );
  });

  test('and so does each step from one lens to another', () => {
    const under = histories.chain((h) => fc.tuple(fc.constant(h), fc.array(lens(h), { minLength: 2, maxLength: 4 })));
    fc.assert(
      fc.property(under, ([h, lenses]) => {
        const [log, indexes] = [logIn(h), fineIndexes()];
        const chosen: Lens[] = [{}, ...lenses.map((fields) => lensSchema.parse(fields)), {}];
        const read = chosen.map((one) => [valuesOf(log, one, indexes), readAnew(log, one)] as const);
        for (const [i, [after, anew]] of read.entries()) {
          const [before, all] = read[i - 1] ?? [];
          expect([chosen[i], changesBetween(before, after)]).toEqual([chosen[i], changesBetween(all, anew)]);
        }
      }),
      { numRuns },
    );
  });
});
