/** Events that are appended together. */
import type { AppendRefusal, TogetherOutcome } from '../store/append-outcome.js';
import type { EventStore, Write } from '../store/event-store.js';
import type { DraftEvent } from '../../decisions/draft-event.js';
import { newEvent } from './new-event.js';
import { isOf } from './append-refusal.js';

/** A draft and the line that it stands on. */
export interface PendingLine {
  readonly line: number;
  readonly draft: DraftEvent;
  /** The last revision of its stream that had been read when this was decided. */
  readonly seen: number;
  /** Whether it may be recorded only where nothing of its stream was recorded after that. */
  readonly onlyAtSeen: boolean;
}

/** Who records, and the id that all events of one import share. */
export interface Signature {
  readonly recorder: string;
  readonly correlationId: string;
}

export type BatchOutcome =
  | { readonly outcome: 'stored'; readonly position: bigint; readonly recorded: number; readonly duplicates: number }
  | { readonly outcome: 'refused'; readonly culprit: PendingLine; readonly refusal: AppendRefusal }
  | { readonly outcome: 'unsupported' };

/** Neighbours in one stream share a write; an opening begins one, and expects to be the first event. */
export function runsOf(batch: readonly PendingLine[]): PendingLine[][] {
  const runs: PendingLine[][] = [];
  for (const pending of batch) {
    const run = runs.at(-1);
    const goesOn = run?.[0]?.draft.stream === pending.draft.stream && pending.draft.type !== 'NegotiationOpened';
    if (run && goesOn) run.push(pending);
    else runs.push([pending]);
  }
  return runs;
}

function expectedBy({ draft, seen }: PendingLine, onlyAtSeen: boolean): Write['expected'] {
  if (draft.type === 'NegotiationOpened') return 'none';
  if (!onlyAtSeen) return 'any';
  return seen < 0 ? 'none' : seen;
}

/** Writes that are appended together: the first to a stream stands for the others to it. */
function writesOf(runs: readonly PendingLine[][], signature: Signature): Write[] {
  const held = new Set(runs.flat().flatMap(({ draft, onlyAtSeen }) => (onlyAtSeen ? [draft.stream] : [])));
  return runs.map((run) => writeOf(run, held.delete(run[0]?.draft.stream ?? ''), signature));
}

/** @param onlyAtSeen whether nothing of the stream may have been recorded since this was decided */
export function writeOf(
  run: readonly PendingLine[],
  onlyAtSeen: boolean,
  { recorder, correlationId }: Signature,
): Write {
  const [pending] = run as readonly [PendingLine];
  const { draft: first, seen } = pending;
  return {
    stream: first.stream,
    events: run.map(({ draft }) => newEvent(draft, recorder, correlationId)),
    expected: expectedBy(pending, onlyAtSeen),
    seen,
  };
}

/** The line of a run that the store refused. */
export const culpritOf = (run: readonly PendingLine[], refusal: AppendRefusal): PendingLine =>
  (('id' in refusal && run.find(({ draft }) => isOf(draft, refusal))) || run[0]) as PendingLine;

/** Every store can append to one stream; not every one to several at once. */
async function append(store: EventStore, writes: readonly Write[]): Promise<TogetherOutcome> {
  const [only] = writes;
  if (!only || writes.length > 1) return store.appendTogether(writes);
  const outcome = await store.append(only.stream, only.events, only.expected, only.seen);
  if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate')
    return { outcome: 'stored', writes: [outcome] };
  return { outcome: 'refused', write: 0, refusal: outcome };
}

/** Appends all of the batch or nothing. */
export async function appendBatch(
  store: EventStore,
  batch: readonly PendingLine[],
  signature: Signature,
): Promise<BatchOutcome> {
  const runs = runsOf(batch);
  const outcome = await append(store, writesOf(runs, signature));
  if (outcome.outcome === 'unsupported') return outcome;
  if (outcome.outcome === 'refused')
    return {
      outcome: 'refused',
      culprit: culpritOf(runs[outcome.write] ?? [], outcome.refusal),
      refusal: outcome.refusal,
    };
  const count = (of: string) =>
    outcome.writes.reduce((sum, w, i) => sum + (w.outcome === of ? (runs[i]?.length ?? 0) : 0), 0);
  const position = outcome.writes.reduce((last, w) => (w.position > last ? w.position : last), 0n);
  return { outcome: 'stored', position, recorded: count('appended'), duplicates: count('duplicate') };
}

/** Whether others recorded between a decision and its append. */
export const isOutrun = (draft: DraftEvent, outcome: AppendRefusal['outcome']): boolean =>
  outcome === 'wrong-revision' && draft.type !== 'NegotiationOpened';
