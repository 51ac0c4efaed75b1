/** What ends a reported halt. */
import type { JsonObject } from '../../../events/envelope.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { given, opened, says, type Line } from '../given.js';

describe('a reported halt', () => {
  const broken = (id: string, publisher: string, more: JsonObject = {}) =>
    says(id, 3, null, 'breakdown', { source: { publisher }, ...more });
  const breakdown = [broken('b1', 'One'), broken('b2', 'Two', { corroborates: 'b1' })];
  const haltAfter = (opening: Line, ...lines: readonly Line[]) => {
    const { reportedHalt, phase } = summaryOf(given([opening, ...lines])!.counted);
    return [reportedHalt?.value ?? null, phase.value];
  };

  test('ends when an observer’s official declares a suspension, which shows the talks to go on', () => {
    const met = says('c', 1, 'ford', 'contact', { with: ['union'] });
    expect(haltAfter(opened(), met, ...breakdown)).toEqual(['collapsed', 'exploratory']);
    expect(haltAfter(opened(), met, ...breakdown, says('s', 4, 'press', 'suspension'))).toEqual([null, 'exploratory']);
  });
  test('ends when the phase of all talks together changes, though the table that leads stays where it is', () => {
    const parties = ['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' }));
    const seated = opened({
      parties,
      tables: [
        ['union', 'ford'],
        ['union', 'gm'],
      ],
    });
    const lines = [
      says('o', 1, 'ford', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [], to: ['union'] }),
      says('c', 2, 'union', 'contact', { with: ['ford'] }),
      ...breakdown,
    ];
    expect(haltAfter(seated, ...lines)).toEqual(['collapsed', 'negotiating']);
    expect(haltAfter(seated, ...lines, says('r', 4, 'gm', 'refusal'))).toEqual([null, 'negotiating']);
  });
});
