import { lazyAsync } from '../../../projections/support/lazy-async.js';

test('Work is done once for all callers, and again after it has failed', async () => {
  let calls = 0;
  const work = lazyAsync(() => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Error('for once')) : Promise.resolve(calls);
  });
  const both = await Promise.allSettled([work(), work()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(calls).toBe(1);
  expect([await work(), await work()]).toEqual([2, 2]);
});
