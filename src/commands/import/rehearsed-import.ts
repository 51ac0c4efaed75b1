/** How the status of each negotiation would change, were the lines of an import recorded. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Instant } from '../../../events/dates.js';
import type { Logged } from '../../../events/event.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { ChangeInWords } from '../../../projections/compare/change-sentences.js';
import type { ImportAnswer } from '../../../answers/import.js';
import type { DraftEvent } from '../../../decisions/draft-event.js';
import type { LoadedContext } from '../loaded-context.js';
import type { StatusChangesCache } from '../status-changes-cache.js';

type Rehearsed = NonNullable<ImportAnswer['changes']>;

const listed = (changes: readonly ChangeInWords[]) => changes as unknown as Rehearsed[number]['changes'];

/** The drafts as if they were recorded now, behind these revisions of their stream. */
const asLogged = (drafts: readonly DraftEvent[], last: number, position: bigint, now: Instant): Logged[] =>
  drafts.map(({ id, fact }, i) => ({ id, fact, revision: last + 1 + i, position, recordedAt: now, recorder: '' }));

function byNegotiation(drafts: readonly DraftEvent[]): ReadonlyMap<NegotiationId | null, readonly DraftEvent[]> {
  const found = new Map<NegotiationId | null, DraftEvent[]>();
  for (const draft of drafts) {
    const own = found.get(draft.negotiation);
    if (own) own.push(draft);
    else found.set(draft.negotiation, [draft]);
  }
  return found;
}

/**
 * Only of negotiations that lines are about, and whose status they change.
 * @param drafts in the order of their lines
 * @param position the last of the log
 */
export async function rehearsedChanges(
  drafts: readonly DraftEvent[],
  context: LoadedContext,
  statusChanges: StatusChangesCache,
  position: bigint,
  now: Instant,
): Promise<Rehearsed> {
  const rehearsed: Rehearsed = [];
  const all = byNegotiation(drafts);
  const grades = asLogged(all.get(null) ?? [], 0, position + 1n, now);
  for (const [negotiation, own] of all) {
    const [first] = own;
    if (negotiation === null || !first) continue;
    // Each status may take long to compute, and other requests wait.
    await yieldToEventLoop();
    const last = context.revisionOf(first);
    const { negotiation: recorded, sources } = context.logOf(first);
    const next = asLogged(own, last, position + 2n, now);
    const changes = statusChanges.between(
      { negotiation: recorded, sources },
      { negotiation: [...recorded, ...next], sources: [...sources, ...grades] },
      now,
    );
    if (changes.length > 0) rehearsed.push({ negotiation, changes: listed(changes) });
  }
  return rehearsed;
}
