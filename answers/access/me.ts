/** Who calls, and what they may do: what a page offers follows from it. */
import { z } from 'zod';
import { ROLES } from '../../events/access.js';

export const meAnswer = z.strictObject({
  kind: z.enum(['token', 'person', 'operator', 'open', 'nobody']).meta({
    description:
      'person: signed in with an identity provider. open: the server has no tokens, and takes everybody on its machine. ' +
      'nobody: no valid token was sent.',
  }),
  subject: z.string().nullable().meta({ description: 'The name that stands as recorder in what they record.' }),
  name: z
    .string()
    .optional()
    .meta({ description: 'What the identity provider calls a person; it is recorded nowhere.' }),
  roles: z.array(z.enum(ROLES)).meta({ description: 'As the token was issued.' }),
  may: z
    .strictObject({
      reader: z.boolean(),
      reporter: z.boolean(),
      editor: z.boolean(),
      eraser: z.boolean(),
      auditor: z.boolean(),
      admin: z.boolean(),
    })
    .meta({ description: 'Each role: whether it is held, or included in one that is.' }),
});
export type MeAnswer = z.infer<typeof meAnswer>;
