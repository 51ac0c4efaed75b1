/** Verifies what is stored: the whole log, or single streams. It reads the store alone, and nothing from memory. */
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { backDatedFinding, type Coverage } from '../../events/chain/coverage.js';
import { LogCheck, type StreamBreak } from '../../events/chain/log-check.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import type { ChainFinding } from '../../events/chain/verdict.js';
import { StreamCheck } from '../../events/chain/verify.js';
import type { EventStore } from '../store/event-store.js';
import type { Evidence } from '../store/evidence.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { StoreFailure } from '../store/store-failure.js';
import { coverageOf } from './coverage-of.js';
import { logPages, streamPages } from './evidence-pages.js';
import type { KeptCheckpoint } from './kept-checkpoint.js';
import { TreeVerification } from './tree-verification.js';

/** What was verified: up to the first bad event, where there is one. */
export interface Verified {
  readonly streams: number;
  readonly events: number;
  /** Null: everything is as it was recorded. */
  readonly firstBad: LogFinding | null;
}

/** Where the streams of a checkpoint stood that an auditor has kept. */
type Kept = Checkpoint['streams'] | undefined;

/** What a failure of the store means where an event was to be read. */
const problemOf = ({ code, message }: StoreFailure): Pick<ChainFinding, 'problem' | 'detail'> =>
  code === 'deleted'
    ? { problem: 'removed', detail: message }
    : { problem: 'changed', detail: 'the store cannot be read here' };

interface StreamVerified {
  readonly events: number;
  readonly finding: ChainFinding | undefined;
}

function ofItsStream(event: StoredEvent, coverage: Coverage): ChainFinding | undefined {
  const found = backDatedFinding(event, coverage);
  return found && { ...found, revision: event.revision };
}

/** Verifies one stream, in the order of revisions. */
async function verifyStream(
  evidence: Evidence,
  stream: string,
  { kept, vacant, coverage }: { kept: Kept; vacant?: bigint | undefined; coverage?: Coverage | undefined },
): Promise<StreamVerified> {
  const check = new StreamCheck({ stream, kept: kept?.get(stream), vacant });
  let backDated: ChainFinding | undefined;
  let events = 0;
  for await (const page of streamPages(evidence, stream)) {
    for (const event of page.events) {
      check.add(event);
      if (coverage) backDated ??= ofItsStream(event, coverage);
    }
    events += page.events.length;
    if (page.failure && check.holds) {
      const revision = check.last.revision + 1;
      return { events, finding: { revision, position: null, id: null, ...problemOf(page.failure) } };
    }
  }
  const verdict = check.verdict();
  return { events, finding: verdict.ok ? backDated : verdict };
}

/**
 * Verifies the streams one after the other. Of one that is neither stored nor in the checkpoint there is nothing to
 * verify.
 */
export async function verifyStreams(
  evidence: Evidence,
  streams: readonly string[],
  kept?: Kept,
  coverage?: Coverage,
): Promise<Verified> {
  let counted = { streams: 0, events: 0 };
  for (const stream of streams) {
    const { events, finding } = await verifyStream(evidence, stream, { kept, coverage });
    counted = { streams: counted.streams + (events > 0 ? 1 : 0), events: counted.events + events };
    if (finding) {
      const { revision, position, id, problem, detail } = finding;
      return { ...counted, firstBad: { stream, revision, position, id, problem, detail } };
    }
  }
  return { ...counted, firstBad: null };
}

/**
 * Feeds the log to the check, up to a position or the first finding. Returns where the log cannot be read any further.
 */
async function readInto(
  check: LogCheck,
  evidence: Evidence,
  upTo: bigint,
  tree?: TreeVerification,
): Promise<LogFinding | undefined> {
  let last = 0n;
  for await (const { events, failure } of logPages(evidence)) {
    for (const event of events) {
      if (event.position > upTo) return undefined;
      check.add(event);
      await tree?.add(event);
      last = event.position;
      if (check.finding || check.streamBreak) return undefined;
    }
    if (failure) return { stream: null, revision: null, position: last + 1n, id: null, ...problemOf(failure) };
  }
  return undefined;
}

const inLog = (check: LogCheck, { stream, ifStreamReordered }: StreamBreak, finding: ChainFinding): LogFinding =>
  finding.problem === 'reordered' && ifStreamReordered ? ifStreamReordered : check.logFindingOf(stream, finding);

/**
 * Verifies the whole log.
 * @param upTo a position: later events, such as those recorded meanwhile, are left out
 * @param coverage given with a checkpoint of this store: no event that it does not cover may stand among those it does
 * @param tree computed anew from the events. Where a chain breaks that is told, since it says more
 */
export async function verifyLog(
  evidence: Evidence,
  upTo: bigint,
  kept?: Kept,
  coverage?: Coverage,
  tree?: TreeVerification,
): Promise<Verified> {
  const { contiguous, oneClock } = evidence;
  const check = new LogCheck({ contiguous, oneClock, ...(kept ? { kept } : {}), coverage });
  const unreadable = await readInto(check, evidence, upTo, tree);
  const { totals, streamBreak } = check;
  if (unreadable) return { ...totals, firstBad: unreadable };
  if (streamBreak) {
    // The log shows that the chain of the stream breaks; only the stream itself, by revisions, shows how.
    const { finding } = await verifyStream(evidence, streamBreak.stream, { kept, vacant: check.vacant });
    return { ...totals, firstBad: finding ? inLog(check, streamBreak, finding) : streamBreak.ifStreamHolds };
  }
  check.end();
  return { ...totals, firstBad: check.finding ?? (await tree?.finding()) ?? null };
}

/**
 * Verifies the whole log and its tree, and then what the store holds beside them.
 * @param stamped heads of this log that an authority has timestamped
 */
export async function verifyStore(
  { evidence, tree }: Pick<EventStore, 'evidence' | 'tree'>,
  upTo: bigint,
  kept: KeptCheckpoint = {},
  stamped: readonly TreeHead[] = [],
): Promise<Verified> {
  const coverage = kept.streams && (await coverageOf(evidence, kept.streams));
  const trees = new TreeVerification(tree, [...(kept.tree ? [kept.tree] : []), ...stamped]);
  const verified = await verifyLog(evidence, upTo, kept.streams?.streams ?? kept.links, coverage, trees);
  if (verified.firstBad) return verified;
  const [fault] = await evidence.schemaFaults();
  return { ...verified, firstBad: fault ? { stream: null, revision: null, position: null, id: null, ...fault } : null };
}
