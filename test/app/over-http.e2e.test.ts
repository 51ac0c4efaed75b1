/** The public interface over HTTP, its suites one after the other on one server where they can share it. */
import { actsOfTheDesk } from './acts-of-the-desk.suite.js';
import { about } from './about.suite.js';
import { badInput } from './bad-input.suite.js';
import { changesOfTheRecord } from './changes-of-the-record.suite.js';
import { dryRuns } from './writing/dry-runs.suite.js';
import { fromSnapshot } from './from-snapshot.suite.js';
import { live } from './live.suite.js';
import { pinnedMoments } from './pinned.suite.js';
import { presentStatus } from './present-status.suite.js';
import { registryActs } from './writing/registry-acts.suite.js';
import { reading } from './reading.suite.js';
import { replays } from './replay.suite.js';
import { restart } from './restart.suite.js';
import { vocabularies } from './writing/vocabulary.suite.js';
import { importLines, startedApp, STORIES, storyText, type StartedApp } from './started-app.js';

describe('On a server that holds the stories', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startedApp();
    for (const story of STORIES) await importLines(app.base, storyText(story));
  });
  afterAll(() => app.stop());
  const served = () => app;

  // These find the stories as they were told.
  describe('A replay', () => {
    replays(served);
  });
  describe('Moments with an address', () => {
    pinnedMoments(served);
  });
  describe('Bad input', () => {
    badInput(served);
  });
  // These record something, the first of them after it has looked at the desk as a whole.
  describe('Reading', () => {
    reading(served);
  });
  describe('Changes of the record', () => {
    changesOfTheRecord(served);
  });
  describe('Acts of the desk', () => {
    actsOfTheDesk(served);
  });
  describe('Dry runs', () => {
    dryRuns(served);
  });
  describe('A vocabulary', () => {
    vocabularies(served);
  });
  describe('The registry', () => {
    registryActs(served);
  });
  describe('Live', () => {
    live(served);
  });
});

describe('About the server', () => {
  about();
});
describe('The short way', () => {
  presentStatus();
});
describe('A restart', () => {
  restart();
});
describe('From a snapshot', () => {
  fromSnapshot();
});
