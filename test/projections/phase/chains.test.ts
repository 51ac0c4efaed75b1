/** An agreement and what extends it are one chain: halted together, and lapsing with the last that all agree to. */
import type { JsonObject } from '../../../events/envelope.js';
import { given, opened, says, type Line } from '../given.js';

const agrees = (id: string, day: number, party: string, agreement: string, more: JsonObject = {}) =>
  says(id, day, party, 'agreement', { agreement, between: ['union', 'ford'], scope: 'full', terms: [], ...more });
const base = (more: JsonObject = {}) => [agrees('a1', 1, 'union', 'deal', more), agrees('a2', 2, 'ford', 'deal', more)];
const longer = (day: number, more: JsonObject = {}) => [
  agrees('x1', day, 'union', 'longer', { extends: 'deal', ...more }),
  agrees('x2', day, 'ford', 'longer', { extends: 'deal', ...more }),
];
const states = (lines: readonly Line[], lens: JsonObject = {}) => {
  const { stateOf } = given([opened(), ...lines], lens)!;
  return { deal: stateOf('deal'), longer: stateOf('longer') };
};

test('an extension agreed while its chain is suspended is suspended with it, until a resumption names the chain', () => {
  const halted = [...base(), says('s', 3, 'ford', 'suspension', { agreement: 'deal' }), ...longer(4)];
  expect(states(halted)).toEqual({ deal: 'suspended', longer: 'suspended' });
  expect(states([...halted, says('r', 5, 'state', 'resumption')])).toEqual({ deal: 'suspended', longer: 'suspended' });
  for (const agreement of ['deal', 'longer'])
    expect(states([...halted, says('r', 5, 'state', 'resumption', { agreement })])).toEqual({
      deal: 'agreed',
      longer: 'agreed',
    });
});

describe('a chain lapses', () => {
  const untilTheFifth = base({ until: '2023-10-05' });
  const onTheEighth = { reportedBy: '2023-10-08' };

  test('with the last of its agreements to which all members say yes', () => {
    const extended = [...untilTheFifth, ...longer(3, { until: '2023-10-09' })];
    expect(states(extended, onTheEighth)).toEqual({ deal: 'agreed', longer: 'agreed' });
    expect(states(extended, { reportedBy: '2023-10-10' })).toEqual({ deal: 'expired', longer: 'expired' });
  });
  test('as the base does while only one member says yes to the extension', () => {
    const [offered] = longer(3, { until: '2023-10-09' });
    expect(states([...untilTheFifth, offered!], onTheEighth)).toEqual({ deal: 'expired', longer: 'announced' });
  });
  test('not at all where the last agreed extension has no end', () =>
    expect(states([...untilTheFifth, ...longer(3)])).toEqual({ deal: 'agreed', longer: 'agreed' }));
});
