/** docs/exports.md: its commands answer as it says. */
import { newFolder, remove, startedApp, type StartedApp } from '../app/started-app.js';
import { runSession } from './session.js';

let app: StartedApp;
const folder = newFolder();
beforeAll(async () => {
  app = await startedApp();
}, 240_000);
afterAll(async () => {
  await app.stop();
  remove(folder);
});

test('The first session answers as the page says', async () => {
  expect(await runSession('exports.md', app.base, folder)).toBe(4);
}, 120_000);
