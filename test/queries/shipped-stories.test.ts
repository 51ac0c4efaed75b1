/** The stories that come with the program: none is another thing than stories that cannot be read. */
import { readStories } from '../../src/queries/desk/shipped-stories.js';

test('A program without its folder of stories has none', async () => {
  expect(await readStories(new URL('no-such-folder/', import.meta.url))).toEqual([]);
});

test('A folder that cannot be read is not taken for one without stories', async () => {
  await expect(readStories(new URL('shipped-stories.test.ts', import.meta.url))).rejects.toThrow('ENOTDIR');
});
