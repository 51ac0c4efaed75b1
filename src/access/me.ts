/** Who calls, as they are told it themselves: never with their token. */
import type { MeAnswer } from '../../answers/access/me.js';
import type { Caller } from './caller.js';
import { hasRole } from './roles.js';

export const meOf = (caller: Caller): MeAnswer => ({
  kind: caller.kind === 'unauthenticated' ? 'nobody' : caller.kind,
  subject: caller.kind === 'unauthenticated' ? null : caller.subject,
  roles: [...caller.roles],
  may: {
    reader: hasRole(caller.roles, 'reader'),
    reporter: hasRole(caller.roles, 'reporter'),
    editor: hasRole(caller.roles, 'editor'),
    eraser: hasRole(caller.roles, 'eraser'),
    auditor: hasRole(caller.roles, 'auditor'),
    admin: hasRole(caller.roles, 'admin'),
  },
});
