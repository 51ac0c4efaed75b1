/** A refusal of the store as a problem: what another writer did between the decision and the append. */
import { eventId } from '../../events/identity.js';
import { problem, type Problem } from '../../answers/problem.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { problemOfStore } from '../problems/store-problem.js';
import type { AppendRefusal } from '../store/append-outcome.js';
import { StoreFailure } from '../store/store-failure.js';
import { idTaken } from '../../decisions/decide.js';
import type { DraftEvent } from '../../decisions/draft-event.js';

export const notAt = (expected: number, actual: number | 'none'): Problem =>
  problem(
    'precondition-failed',
    actual === 'none'
      ? `If-Match names revision ${expected}, but nothing is recorded yet`
      : `If-Match names revision ${expected}, but the record stands at ${actual}`,
  );

/** @param ifMatch the revision that the caller asked for, if any */
export function problemOfAppendRefusal(draft: DraftEvent, refusal: AppendRefusal, ifMatch?: number): Problem {
  switch (refusal.outcome) {
    case 'id-taken':
      return problemOfRefusal(idTaken(draft, refusal.by ?? { type: draft.type, revision: -1 }));
    case 'wrong-revision':
      if (ifMatch !== undefined) return notAt(ifMatch, refusal.actual);
      return problem('already-open', `something is recorded of ${draft.negotiation} already`);
    case 'back-dated':
      return problem('internal', 'the store refused a time that it was not given');
  }
}

export const isOf = (draft: DraftEvent, { id }: { readonly id: string }): boolean =>
  eventId(draft.stream, draft.type, draft.id) === id;

/** Work on the store; where that fails, the failure as a problem. */
export async function storeFailureAsRefusal<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    throw new Refused(problemOfStore(error), { cause: error });
  }
}
