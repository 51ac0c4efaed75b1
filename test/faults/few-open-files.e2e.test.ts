/** A process that may open few files: Node.js cannot load the server, and would say that a package is missing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFilesLimit } from '../../src/platform/open-files.js';
import { cli, program as main, Program } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';

let folder = '';
beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'parley.sqlite'), '');
});
afterEach(() => remove(folder));

test.each([
  ['the server', main, ''],
  ['parley serve', cli, 'serve'],
  ['parley on a data folder', cli, `list --data "$PARLEY_DATA"`],
])('%s says how many files it needs, and how to let it have them', async (_, file, words) => {
  const limited = ['sh', '-c', `ulimit -n 160 && exec "${process.execPath}" "$0" ${words}`];
  const { code, errors } = await new Program(file, { PARLEY_DATA: folder }, limited).ended();
  expect(errors).toMatch(
    /^parley: this process may have 160 files open at a time, and needs 1024: run `ulimit -n 1024`/,
  );
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
});

test.each([
  ['Max open files            1024                 524288               files     \n', 1024],
  ['Max open files            unlimited            unlimited            files     \n', undefined],
  ['', undefined],
])('A limit is read where one is said: %j', (limits, limit) => expect(openFilesLimit(limits)).toBe(limit));
