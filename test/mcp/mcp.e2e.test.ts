/** Assistants: in one suite, since loading the server takes longer than most of these tests. */
import { docs } from './docs.suite.js';
import { hostileMessages } from './hostile.suite.js';
import { roles } from './roles.suite.js';
import { everyTool } from './tools.suite.js';

describe('The tools', () => {
  everyTool();
});
describe('The page', () => {
  docs();
});
describe('Who may call them', () => {
  roles();
});
describe('Whatever is sent', () => {
  hostileMessages();
});
