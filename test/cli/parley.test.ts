/** The command line against a real server: built once, as processes where that matters. */
import { dirname, join } from 'node:path';
import { build } from '../app/program.js';
import { importLines, send, startedApp, STORIES, storyText, type StartedApp } from '../app/started-app.js';
import { InProcesses, Inside } from './command-line.js';
import { docs } from './docs.suite.js';
import { live } from './live.suite.js';
import { reading } from './reading.suite.js';
import { recording, revising } from './recording.suite.js';
import { RecordedAnswers } from './recorded-answers.js';
import { RECORDED } from './recorded.js';
import { shells } from './shells.suite.js';
import { story } from './story.suite.js';

let app: StartedApp;
let answers: RecordedAnswers;
let main: string;

const autos = {
  negotiation: 'autos',
  title: 'Autos',
  tables: [['uaw', 'ford']],
  parties: ['uaw', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
};

beforeAll(async () => {
  main = join(dirname(build('parley-cli')), 'cli/main.js');
  app = await startedApp();
  for (const name of STORIES) await importLines(app.base, storyText(name));
  await send(app.base, 'POST', '/negotiations', autos);
  answers = new RecordedAnswers(app.base, RECORDED);
  await answers.start();
}, 120_000);
afterAll(async () => {
  await answers.stop();
  await app.stop();
});

// Each command that is a process takes its time to start, the more so where other tests run.
import.meta.jest.setTimeout(30_000);

const inside = () => new Inside(app.base);
const recorded = () => answers;
const insideRecorded = () => new Inside(answers.base);

describe('Reading', () => {
  reading(inside);
});
describe('Recording', () => {
  recording(inside);
});
describe('Changing the record', () => {
  revising(insideRecorded, recorded);
});
describe('The story', () => {
  story(insideRecorded, recorded);
});
describe('Going on', () => {
  live(() => new InProcesses(main, answers.base), recorded);
});
describe('In a shell', () => {
  shells(() => new InProcesses(main, app.base));
});
describe('Its documentation', () => {
  docs(insideRecorded, () => new Inside(answers.base, true));
});
