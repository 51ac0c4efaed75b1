/** Work is done once for a key, and again after it has failed. */
import { onceFor } from '../../src/queries/story/once-for.js';

test('Those who ask for one key at once share one piece of work', async () => {
  const promises = new Map<string, Promise<number>>();
  let done = 0;
  const make = async () => (done += 1);
  expect(await Promise.all(['a', 'a', 'b', 'a'].map((key) => onceFor(promises, key, make)))).toEqual([1, 1, 2, 1]);
  expect(await onceFor(promises, 'a', make)).toBe(1);
});

test('What failed fails for all who waited, and is tried again for the next', async () => {
  const promises = new Map<string, Promise<string>>();
  const fail = () => Promise.reject(new Error('the disk is full'));
  const both = await Promise.allSettled([onceFor(promises, 'a', fail), onceFor(promises, 'a', fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await onceFor(promises, 'a', async () => 'there is room')).toBe('there is room');
});
