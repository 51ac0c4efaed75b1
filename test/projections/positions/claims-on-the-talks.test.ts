/** The claim `talks` is about no party, whatever a report says. */
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { given, opened, says } from '../given.js';

test('an `about` on the claim `talks` is ignored: no single party decides it', () => {
  const denial = says('a', 1, 'union', 'denial', { claim: 'talks', about: 'ford' });
  const talks = (...lines: readonly ReturnType<typeof says>[]) =>
    claimAnswersOf(given([opened(), denial, ...lines])!.counted);
  expect(talks()).toMatchObject([{ claim: 'talks', about: null, value: 'denied' }]);
  const byFord = says('b', 2, 'ford', 'denial', { claim: 'talks' });
  const byState = says('c', 3, 'state', 'confirmation', { claim: 'talks' });
  expect(talks(byFord, byState)).toMatchObject([{ about: null, value: 'contested' }]);
});
