/** The client: in one suite, since loading the server takes longer than most of these tests. */
import { client } from './client.suite.js';
import { docs } from './docs.suite.js';

describe('The client', () => {
  client();
});
describe('Its page', () => {
  docs();
});
