/** Appends a batch stream by stream, where the store cannot append to several at once. */
import type { AppendRefusal } from '../store/append-outcome.js';
import type { EventStore } from '../store/event-store.js';
import { appendInParts, appendSideBySide } from '../store/side-by-side.js';
import { culpritOf, runsOf, writeOf, type PendingLine, type Signature } from './append-batch.js';

export interface ByStreamOutcome {
  recorded: number;
  duplicates: number;
  /** The last position of what was appended. */
  position: bigint;
  /** What the store refused. Of its stream nothing that comes behind it was appended. */
  readonly refusals: Map<PendingLine, AppendRefusal>;
  /** What was not appended, in the order of lines. */
  rest: readonly PendingLine[];
}

/** Rejects with the failure of the store, where there is one; what was appended before stays. */
export async function appendByStream(
  store: EventStore,
  batch: readonly PendingLine[],
  signature: Signature,
): Promise<ByStreamOutcome> {
  const done = new Set<PendingLine>();
  const outcome: ByStreamOutcome = { recorded: 0, duplicates: 0, position: 0n, refusals: new Map(), rest: [] };

  const appendRun = async (run: readonly PendingLine[], onlyAtSeen: boolean): Promise<boolean> => {
    const { stream, events, expected, seen } = writeOf(run, onlyAtSeen, signature);
    const answer = await store.append(stream, events, expected, seen);
    if (answer.outcome !== 'appended' && answer.outcome !== 'duplicate') {
      outcome.refusals.set(culpritOf(run, answer), answer);
      return false;
    }
    if (answer.outcome === 'appended') outcome.recorded += run.length;
    else outcome.duplicates += run.length;
    if (answer.position > outcome.position) outcome.position = answer.position;
    for (const pending of run) done.add(pending);
    return true;
  };
  const appendGroup = async (group: readonly PendingLine[]): Promise<boolean> => {
    // The first write to the stream stands for the others to it.
    let onlyAtSeen = group.some((pending) => pending.onlyAtSeen);
    const next = async (run: readonly PendingLine[]): Promise<boolean> => {
      const isAppended = await appendRun(run, onlyAtSeen);
      onlyAtSeen &&= !isAppended;
      return isAppended;
    };
    for (const run of runsOf(group)) if (!(await appendInParts(run, next))) return false;
    return true;
  };

  await appendSideBySide(batch, ({ draft }) => draft.stream, appendGroup);
  outcome.rest = batch.filter((pending) => !done.has(pending));
  return outcome;
}
