/** The command line against a real server: built once, as processes where that matters. */
import { cli as main } from '../app/program.js';
import { importLines, send, startedApp, STORIES, storyText, type StartedApp } from '../app/started-app.js';
import { amending } from './amending.suite.js';
import { InProcesses, Inside } from './command-line.js';
import { actsOfTheDesk } from './acts-of-the-desk.suite.js';
import { briefings } from './briefing.suite.js';
import { docs } from './docs.suite.js';
import { guide } from './guide.suite.js';
import { intake } from './intake.suite.js';
import { live } from './live.suite.js';
import { reading } from './reading.suite.js';
import { eventRecorder, revising } from './recording.suite.js';
import { shells } from './shells.suite.js';
import { story } from './story.suite.js';
import { tokens } from './tokens.suite.js';

let app: StartedApp;

const autos = {
  negotiation: 'autos',
  title: 'Autos',
  tables: [['uaw', 'ford']],
  parties: ['uaw', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
};

beforeAll(async () => {
  app = await startedApp();
  for (const name of STORIES) await importLines(app.base, storyText(name));
  await send(app.base, 'POST', '/negotiations', autos);
}, 240_000);
afterAll(async () => {
  await app.stop();
});

const inside = () => new Inside(app.base);

describe('Reading', () => {
  reading(inside);
});
describe('Recording', () => {
  eventRecorder(inside);
});
describe('Changing the record', () => {
  revising(inside);
});
describe('Acts of the desk', () => {
  actsOfTheDesk(inside);
});
describe('Amending many at once', () => {
  amending(inside);
});
describe('Help for those who code', () => {
  guide(inside);
});
describe('The story', () => {
  story(inside);
});
describe('Intake', () => {
  intake();
});
describe('Briefings and cards', () => {
  briefings();
});
describe('Tokens', () => {
  tokens();
});
describe('Going on', () => {
  live(() => new InProcesses(main, app.base));
});
describe('In a shell', () => {
  shells(() => new InProcesses(main, app.base));
});
describe('Its documentation', () => {
  docs(inside, () => new Inside(app.base, true));
});
