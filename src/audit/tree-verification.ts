/** Verifies the tree of the log: its stored tiles, and heads that were kept elsewhere. */
import { sameBytes } from '../../events/log/bytes.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { TILE_WIDTH } from '../../events/log/tiles.js';
import { firstDifference, TreeCheck } from '../../events/log/tree-check.js';
import type { FullTile } from '../../events/log/tree-edge.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { LogTree } from '../store/tree/log-tree.js';

const finding = (problem: LogFinding['problem'], detail: string, position: bigint | null = null): LogFinding => ({
  stream: null,
  revision: null,
  position,
  id: null,
  problem,
  detail,
});

const forked = (size: number): LogFinding =>
  finding(
    'changed',
    `the first ${size} events are not those of the checkpoint: one or more of them were changed, removed, inserted or ` +
      'reordered, and what follows was sealed anew',
  );

const endsBefore = (size: number, events: number): LogFinding =>
  finding('truncated', `the log ends after ${events} events; there were ${size} when the checkpoint was made`);

/** Add every event in the order of positions, then ask for the finding. */
export class TreeVerification {
  readonly #tree: LogTree;
  readonly #check: TreeCheck;
  #found: LogFinding | undefined;

  constructor(tree: LogTree, kept: readonly TreeHead[]) {
    this.#tree = tree;
    this.#check = new TreeCheck(kept);
  }

  async add({ hash }: StoredEvent): Promise<void> {
    for (const tile of this.#check.add(hash)) this.#found ??= await this.#tileFinding(tile);
  }

  /** What is wrong; undefined where nothing is. What a stream's chain shows is said better there. */
  async finding(): Promise<LogFinding | undefined> {
    const { forkedAt, beyond, size } = this.#check;
    if (forkedAt !== undefined) return forked(forkedAt);
    if (beyond !== undefined) return endsBefore(beyond, size);
    return this.#found ?? (await this.#tooManyTiles());
  }

  async #tileFinding({ level, index, hashes, root }: FullTile): Promise<LogFinding | undefined> {
    const stored = await this.#tree.stored(level, index);
    // What is not stored yet will be, with a later append.
    if (!stored || (sameBytes(stored.hashes, hashes) && sameBytes(stored.root, root))) return undefined;
    const differs = firstDifference(hashes, stored.hashes);
    const leaf = level === 0 && differs !== undefined ? index * TILE_WIDTH + differs : undefined;
    const position = leaf === undefined ? null : ((await this.#tree.positionOf(leaf)) ?? null);
    const what = leaf === undefined ? 'a stored node of the tree' : `what the tree holds of event ${leaf + 1}`;
    return finding('changed', `${what} (tile ${level}/${index}) is not what follows from the events`, position);
  }

  async #tooManyTiles(): Promise<LogFinding | undefined> {
    const { size } = this.#check;
    const more = await this.#tree.stored(0, Math.floor(size / TILE_WIDTH));
    return more && finding('truncated', `the log ends after ${size} events; the tree that is stored has more`);
  }
}

/** Whether a log goes on from a head that was kept, by its tree alone: quick, and nothing is said of the events. */
export async function headFinding(tree: LogTree, { size, root }: TreeHead): Promise<LogFinding | undefined> {
  const events = await tree.size();
  if (size > events) return endsBefore(size, events);
  const reader = new TreeReader((level, index, width) => tree.tile(level, index, width));
  return sameBytes(await reader.root(size), root) ? undefined : forked(size);
}
