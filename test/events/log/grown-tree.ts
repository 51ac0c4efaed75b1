/** A tree in memory that keeps all its tiles. */
import { hashesIn, widthIn } from '../../../events/log/tiles.js';
import type { Hash } from '../../../events/log/merkle.js';
import { TreeEdge } from '../../../events/log/tree-edge.js';
import { TreeReader } from '../../../events/log/tree-reader.js';

export class GrownTree {
  readonly edge = new TreeEdge();
  readonly #full = new Map<string, readonly Hash[]>();
  readonly reader = new TreeReader((level, index, width) => this.tile(level, index, width));

  add(leaf: Hash): void {
    for (const { level, index, hashes } of this.edge.add(leaf)) this.#full.set(`${level}/${index}`, hashesIn(hashes));
  }

  tile(level: number, index: number, width: number): Promise<readonly Hash[]> {
    const hashes = this.#full.get(`${level}/${index}`) ?? this.edge.open(level);
    if (hashes.length < width || widthIn(level, index, this.edge.size) < width) throw new RangeError('no such tile');
    return Promise.resolve(hashes);
  }
}
