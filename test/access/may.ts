/** What each role may do, as docs/access.md has it: its own part, and what it includes. Written out, not derived. */
import type { TokenRole } from '../../events/access.js';

export const MAY: Readonly<Record<TokenRole, readonly TokenRole[]>> = {
  reader: ['reader'],
  reporter: ['reader', 'reporter'],
  editor: ['reader', 'reporter', 'editor'],
  eraser: ['reader', 'eraser'],
  auditor: ['reader', 'auditor'],
  admin: ['admin'],
};
