/** Work that is kept: done once for each key, within bounds, and done again where it failed. */
import { KeptWork } from '../../src/queries/story/kept-work.js';

const textsOf = (room: number) => {
  const made: string[] = [];
  const kept = new KeptWork<string>(room, ({ length }) => length);
  const ask = (key: string, text = key): Promise<string> =>
    kept.of(key, () => {
      made.push(key);
      return Promise.resolve(text);
    });
  return { kept, made, ask };
};

test('It is done once, for those who ask meanwhile and for those who ask later', async () => {
  const { ask, made } = textsOf(100);
  expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a', 'a']);
  expect(await ask('a')).toBe('a');
  expect(made).toEqual(['a']);
});

test('What was used longest ago is forgotten where the weight is more than there is room for', async () => {
  const { ask, made } = textsOf(10);
  await ask('a', '12345');
  await ask('b', '12345');
  await ask('a');
  await ask('c', '12345');
  await ask('a');
  await ask('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('What failed is forgotten', async () => {
  const { kept, ask } = textsOf(10);
  await expect(kept.of('a', () => Promise.reject(new Error('for once')))).rejects.toThrow('for once');
  expect(await ask('a')).toBe('a');
});
