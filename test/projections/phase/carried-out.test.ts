/** Three mechanisms that share a word: the phase that is implemented, the agreement, and what of it was carried out. */
import { fulfilmentOf } from '../../../projections/positions/fulfilment.js';
import { atOnce } from '../../../projections/support/at-once.js';
import { given, opened, says, type Line } from '../given.js';

const terms = [{ item: 'hostages', quantity: 10 }];
const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms };
const step = (party: string | null, more = {}) =>
  says('i', 5, party, 'implementation', { agreement: 'deal', terms, ...more });
const announced = (more = {}) => [
  says('a1', 1, 'union', 'agreement', { ...deal, ...more }),
  says('a2', 2, 'ford', 'agreement', deal),
];

/** The phase with its rule, the state of the agreement, and how much of it was carried out. */
const outcome = (opening: Line, ...lines: readonly Line[]) => {
  const { run, counted, stateOf } = given([opening, ...lines])!;
  const carriedOut = atOnce(fulfilmentOf(counted))[0]?.items[0]?.carriedOut;
  return { phase: run.phase, rule: run.rule, agreement: stateOf('deal'), carriedOut };
};

test('a step that a member of the agreement carries out makes the phase, the agreement and its fulfilment move', () =>
  expect(outcome(opened(), ...announced(), step('ford'))).toEqual({
    phase: 'implementing',
    rule: 'carried-out',
    agreement: 'implementing',
    carriedOut: 10,
  }));

test('a step known from a reporter alone counts in fulfilment, and moves neither the phase nor the agreement', () =>
  expect(outcome(opened(), ...announced(), step(null))).toEqual({
    phase: 'agreed',
    rule: 'agreed',
    agreement: 'agreed',
    carriedOut: 10,
  }));

test('a step without an amount moves the phase and the agreement, and adds nothing to fulfilment', () =>
  expect(outcome(opened(), ...announced(), step('ford', { terms: [] }))).toEqual({
    phase: 'implementing',
    rule: 'carried-out',
    agreement: 'implementing',
    carriedOut: null,
  }));

test('a step of an agreement that is still to be ratified moves the phase, for it binds, and not the agreement', () =>
  expect(outcome(opened(), ...announced({ subjectTo: ['press'] }), step('ford'))).toEqual({
    phase: 'implementing',
    rule: 'carried-out',
    agreement: 'tentative',
    carriedOut: 10,
  }));

test('a step of an agreement that leaves a principal unbound moves the agreement, and not the phase', () => {
  const parties = ['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' }));
  expect(outcome(opened({ parties }), ...announced(), step('ford'))).toMatchObject({
    phase: 'exploratory',
    agreement: 'implementing',
    carriedOut: 10,
  });
});
