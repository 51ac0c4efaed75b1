/** An editor's tasks in a real browser, by mouse and by keyboard alone, counted by the script that everybody can run. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { program } from '../app/program.js';
import { hasBrowser } from './browser.js';

const script = fileURLToPath(new URL('../../web/scripts/tasks.mjs', import.meta.url));

/** In milliseconds: each task is done twice, at the pace of real input. */
const PATIENCE = 240_000;

(hasBrowser() ? describe : describe.skip)('The tasks of an editor', () => {
  test(
    'are each done, with no more actions than they may take, and without a mouse as well',
    async () => {
      // It ends with 1 where a task is not done or takes too many actions.
      const { stdout } = await promisify(execFile)(process.execPath, [script], {
        env: { ...process.env, PARLEY_MAIN: program },
      });
      expect(stdout.match(/^from an empty store: \d+ actions, at most 60: met$/gm)).toHaveLength(1);
      expect(stdout.match(/^a report like the last one: \d+ actions, at most 8: met$/gm)).toHaveLength(1);
      expect(stdout.match(/^by keyboard alone, .*: \d+ actions$/gm)).toHaveLength(2);
    },
    PATIENCE,
  );
});
