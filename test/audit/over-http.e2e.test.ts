/** What an auditor asks of a server: its modules are loaded once for all of these suites. */
import { auditOverHttp } from './audit-over-http.suite.js';
import { backDated } from './back-dated.suite.js';
import { bundles } from './bundle.suite.js';
import { exports } from './export.suite.js';

describe('Audit', () => {
  auditOverHttp();
});
describe('Back-dating', () => {
  backDated();
});
describe('Bundles', () => {
  bundles();
});
describe('Exports', () => {
  exports();
});
