/** Who calls, as they are told it themselves: never with their token. */
import type { MeAnswer } from '../../answers/access/me.js';
import type { Caller } from './caller.js';
import { hasRole } from './roles.js';

function kindOf(caller: Caller): MeAnswer['kind'] {
  if (caller.kind === 'unauthenticated') return 'nobody';
  return caller.kind === 'token' && caller.isPerson ? 'person' : caller.kind;
}

/** @param name what they are called, where an identity provider has said so */
export const meOf = (caller: Caller, name?: string): MeAnswer => ({
  kind: kindOf(caller),
  subject: caller.kind === 'unauthenticated' ? null : caller.subject,
  ...(name !== undefined && kindOf(caller) === 'person' ? { name } : {}),
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
