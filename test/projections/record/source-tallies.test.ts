/** How much each name publishes, and how much of its news others carry. */
import { sourceTalliesOf, together, type SourceTally } from '../../../projections/record/source-tallies.js';
import { logOf, opened, says } from '../given.js';

const tallies = sourceTalliesOf(
  logOf([
    opened(),
    says('r1', 1, 'ford', 'confirmation', { claim: 'talks', source: { publisher: 'The Quay', reliability: 'B' } }),
    says('r2', 3, 'union', 'denial', { claim: 'talks', source: { publisher: 'the  quay', origin: 'Wire' } }),
    says('r3', 2, 'state', 'confirmation', { claim: 'talks', source: { publisher: 'Crane', origin: 'Wire' } }),
  ]).negotiation,
);
const named = (name: string): SourceTally => {
  const found = [...tallies.values()].find((tally) => tally.name === name);
  if (!found) throw new Error(`no tally of ${name}: ${[...tallies.values()].map((tally) => tally.name).join(', ')}`);
  return found;
};

test('Two spellings of a name are one source', () => {
  expect([...tallies.values()].filter(({ name }) => name.toLowerCase().includes('quay'))).toHaveLength(1);
});

test('A report counts for its publisher, and for the origin that it carries', () => {
  expect([named('Crane').reports, named('Crane').carried]).toEqual([1, 0]);
  expect([named('Wire').reports, named('Wire').carried]).toEqual([0, 2]);
});

test('Two names of one source count together, with the newest of both', () => {
  const both = together(named('Crane'), named('Wire'));
  expect([both.name, both.reports, both.carried]).toEqual(['Crane', 1, 2]);
});
