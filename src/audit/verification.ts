/** Verifying what is stored: the log as a whole, or single streams of it. It reads the store, and nothing in memory. */
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { LogCheck, type StreamBreak } from '../../events/chain/log-check.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { ChainFinding } from '../../events/chain/verdict.js';
import { StreamCheck } from '../../events/chain/verify.js';
import type { Evidence } from '../store/evidence.js';
import { logPages, streamPages } from './evidence-pages.js';

export interface Verified {
  /** How much was verified: up to the first bad event, where there is one. */
  readonly streams: number;
  readonly events: number;
  readonly firstBad: LogFinding | null;
}

type Kept = Checkpoint['streams'] | undefined;

const UNREADABLE = 'the store cannot be read here';

interface StreamVerified {
  readonly events: number;
  readonly finding: ChainFinding | undefined;
}

/** A stream by itself, in the order of its revisions. */
async function verifyStream(evidence: Evidence, stream: string, kept: Kept, vacant?: bigint): Promise<StreamVerified> {
  const check = new StreamCheck({ stream, kept: kept?.get(stream), vacant });
  let events = 0;
  for await (const page of streamPages(evidence, stream)) {
    for (const event of page.events) check.add(event);
    events += page.events.length;
    if (page.failure && check.holds) {
      const revision = check.last.revision + 1;
      return { events, finding: { revision, position: null, id: null, problem: 'changed', detail: UNREADABLE } };
    }
  }
  const verdict = check.verdict();
  return { events, finding: verdict.ok ? undefined : verdict };
}

/** The streams one after the other. One that is neither stored nor in the checkpoint has nothing to verify. */
export async function verifyStreams(evidence: Evidence, streams: readonly string[], kept?: Kept): Promise<Verified> {
  let counted = { streams: 0, events: 0 };
  for (const stream of streams) {
    const { events, finding } = await verifyStream(evidence, stream, kept);
    counted = { streams: counted.streams + (events > 0 ? 1 : 0), events: counted.events + events };
    if (finding) {
      const { revision, position, id, problem, detail } = finding;
      return { ...counted, firstBad: { stream, revision, position, id, problem, detail } };
    }
  }
  return { ...counted, firstBad: null };
}

/** Adds the log to the check, up to a position or the first alarm; answers where it cannot be read on. */
async function readInto(check: LogCheck, evidence: Evidence, upTo: bigint): Promise<LogFinding | undefined> {
  let last = 0n;
  for await (const { events, failure } of logPages(evidence)) {
    for (const event of events) {
      if (event.position > upTo) return undefined;
      check.add(event);
      last = event.position;
      if (check.finding || check.streamBreak) return undefined;
    }
    if (failure)
      return { stream: null, revision: null, position: last + 1n, id: null, problem: 'changed', detail: UNREADABLE };
  }
  return undefined;
}

const inLog = (check: LogCheck, { stream, ifStreamReordered }: StreamBreak, finding: ChainFinding): LogFinding =>
  finding.problem === 'reordered' && ifStreamReordered ? ifStreamReordered : check.logFindingOf(stream, finding);

/** The whole log, up to a position: what is recorded in the meantime is left for the next time. */
export async function verifyLog(evidence: Evidence, upTo: bigint, kept?: Kept): Promise<Verified> {
  const { contiguous, oneClock } = evidence;
  const check = new LogCheck({ contiguous, oneClock, ...(kept ? { kept } : {}) });
  const unreadable = await readInto(check, evidence, upTo);
  const { totals, streamBreak } = check;
  if (unreadable) return { ...totals, firstBad: unreadable };
  if (streamBreak) {
    // In the log it can be seen that the stream breaks; what happened to it is seen in the order of its revisions.
    const { finding } = await verifyStream(evidence, streamBreak.stream, kept, check.vacant);
    return { ...totals, firstBad: finding ? inLog(check, streamBreak, finding) : streamBreak.ifStreamHolds };
  }
  check.end();
  return { ...totals, firstBad: check.finding ?? null };
}
