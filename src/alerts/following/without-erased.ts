/** What was asked for by somebody whose name was erased says it still: it is removed. Their tokens ended before that. */
import type { AccessService } from '../../access/access.service.js';
import { isErasedHolder } from '../../access/tokens.js';
import type { AlertsThread } from '../keeping/alerts-thread.js';
import type { Followed } from '../kept/subscription.js';

/** Those that stay. */
export async function withoutErased(
  kept: readonly Followed[],
  thread: AlertsThread,
  access: AccessService,
): Promise<readonly Followed[]> {
  const isErased = ({ owner }: Followed): boolean => {
    const token = owner.kind === 'token' ? access.token(owner.token) : undefined;
    return token !== undefined && isErasedHolder(token);
  };
  for (const { id } of kept.filter(isErased)) await thread.ask('remove', id);
  return kept.filter((one) => !isErased(one));
}
