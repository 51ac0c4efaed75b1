/** The guides whose commands are run as they stand there. */
import { auditGuide } from './audit.suite.js';
import { restoreDrill } from './drill.suite.js';
import { firstSession } from './readme.suite.js';

describe('README.md', () => {
  firstSession();
});
describe('docs/audit.md', () => {
  auditGuide();
});
describe('docs/backup.md', () => {
  restoreDrill();
});
