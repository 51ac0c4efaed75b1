/** Servers that tell callers apart: their modules are loaded once for all of these suites. */
import { access } from './access.suite.js';
import { limits } from './limits.suite.js';
import { whoAmI } from './me.suite.js';
import { otherProcesses } from './other-processes.suite.js';
import { sharedCaches } from './shared-caches.suite.js';
import { ownSessions } from './own-sessions.suite.js';
import { routesAndRoles } from './routes.suite.js';
import { speakers } from './speakers.suite.js';

describe('Access', () => {
  access();
});
describe('Routes and roles', () => {
  routesAndRoles();
});
describe('Who am I', () => {
  whoAmI();
});
describe('Own sessions', () => {
  ownSessions();
});
describe('Limits', () => {
  limits();
});
describe('Other processes', () => {
  otherProcesses();
});
describe('Shared caches and sign-ins', () => {
  sharedCaches();
});
describe('Names of those who speak', () => {
  speakers();
});
