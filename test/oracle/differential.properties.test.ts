/**
 * Two implementations of the rules, compared with each other: the projections, and the brute-force oracle. Where they
 * differ, one of them is wrong (section 6 of the rules, property 2).
 */
import fc from 'fast-check';
import { history, type HistoryOptions } from '../generators/history.js';
import { lens, recordedLens, revisionLens } from '../generators/lens.js';
import type { Fields, History } from '../generators/line.js';
import type { Line } from '../projections/given.js';
import { oracle } from './oracle.js';
import { oracleSays, programSays } from './program.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
// As in the builder `given`: lines are recorded one a day from the start of 2024 on, and looked at in 2026.
const NOW = Date.UTC(2026, 0, 1);
const recordedAt = (lines: readonly Line[]): string[] =>
  lines.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString());

const linesOf = (h: History): Line[] => [h.opened, ...h.lines] as unknown as Line[];

const expectBothToSay = (lines: readonly Line[], under: Fields): void =>
  expect(programSays(lines, under as never)).toEqual(oracleSays(oracle(lines, under as never, NOW, recordedAt(lines))));

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', {}],
  ['with changes to the record', { changes: true }],
  ['with tables', { tables: true }],
  ['with tables and changes', { tables: true, changes: true }],
];

/** Each property has its histories shared out among the shapes. */
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
