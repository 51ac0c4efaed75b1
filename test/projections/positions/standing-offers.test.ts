/** What leaves an offer open: the passing of its deadline, and a later offer by the same party. */
import { offersOf } from '../../../projections/positions/offers.js';
import { given, opened, says, type Line } from '../given.js';

const openAfter = (...lines: readonly Line[]) => {
  const { openProposals, openDemands } = offersOf(given([opened(), ...lines])!.counted);
  return [...openProposals.map(({ proposal }) => proposal), ...openDemands.map(({ report }) => report)];
};

test('a demand stays open when its deadline has passed', () => {
  const demand = says('d', 1, 'union', 'demand', { issue: 'pay', terms: [], deadline: '2023-10-05' });
  expect(openAfter(demand, says('c', 9, 'state', 'contact', { with: ['ford'] }))).toEqual(['d']);
});

test('an offer stays open when its maker puts another on the same issue', () => {
  const puts = (id: string, day: number, proposal: string) =>
    says(id, day, 'ford', 'proposal', { proposal, issues: ['pay'], terms: [{ item: 'pay', quantity: day }] });
  expect(openAfter(puts('o', 1, 'first'), puts('p', 2, 'second'))).toEqual(['first', 'second']);
});
