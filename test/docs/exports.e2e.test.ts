/** docs/exports.md: its commands answer as it says. */
import { describeSession } from './session.js';

describeSession('exports.md', 4);
