/** Makes a checkpoint of what is stored now, for an auditor to keep elsewhere. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Link } from '../../events/chain/chain.js';
import { checkpointText, type Checkpoint } from '../../events/chain/checkpoint.js';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Clock } from '../platform/clock.js';
import { EventStore } from '../store/event-store.js';
import type { Evidence, StreamHead } from '../store/evidence.js';
import type { LogTree } from '../store/tree/log-tree.js';
import { insistOnRecorded, auditedStreams } from './audited-streams.js';

/** Streams read at a time. */
const PAGE = 500;

async function headsOfAll(evidence: Evidence, upTo: bigint): Promise<Map<string, Link>> {
  const streams = new Map<string, Link>();
  let page: readonly StreamHead[] = [];
  do {
    page = await evidence.heads(upTo, page.at(-1)?.stream ?? '', PAGE);
    for (const { stream, revision, hash } of page) streams.set(stream, { revision, hash });
    await yieldToEventLoop();
  } while (page.length === PAGE);
  return streams;
}

/** Where the named streams stand; those that do not exist are left out. */
async function headsOf(evidence: Evidence, upTo: bigint, streams: readonly string[]): Promise<Map<string, Link>> {
  const heads = await Promise.all(streams.map((stream) => evidence.head(upTo, stream)));
  return new Map(heads.flatMap((head) => (head ? [[head.stream, { revision: head.revision, hash: head.hash }]] : [])));
}

/**
 * Where streams stand, with their hashes there. Events after `head` are left out, also those recorded meanwhile.
 * @param at the time to write into it, in ISO 8601
 * @param streams all where not given
 */
export async function checkpointOf(
  evidence: Evidence,
  head: bigint,
  at: string,
  streams?: readonly string[],
): Promise<Checkpoint> {
  const heads = streams ? await headsOf(evidence, head, streams) : await headsOfAll(evidence, head);
  return { at, head, streams: heads };
}

/** The tree over the events up to a position. */
async function treeUpTo(tree: LogTree, head: bigint): Promise<TreeHead> {
  const last = head === 0n ? -1 : await tree.indexOf(head);
  await tree.size();
  const size = (last ?? -1) + 1;
  return { size, root: await new TreeReader((...tile) => tree.tile(...tile)).root(size) };
}

export class MakeCheckpoint extends Query<string> {
  constructor(readonly negotiation: NegotiationId | undefined) {
    super();
  }
}

@QueryHandler(MakeCheckpoint)
export class MakeCheckpointHandler implements IQueryHandler<MakeCheckpoint> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
  ) {}

  async execute({ negotiation }: MakeCheckpoint): Promise<string> {
    if (negotiation) await insistOnRecorded(this.store, this.image, negotiation);
    const streams = negotiation && auditedStreams(negotiation);
    const head = await this.store.evidence.end();
    const checkpoint = await checkpointOf(this.store.evidence, head, isoOf(this.clock.now()), streams);
    return checkpointText(negotiation ? checkpoint : { ...checkpoint, tree: await treeUpTo(this.store.tree, head) });
  }
}
