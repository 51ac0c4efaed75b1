/** The transparent log: its head, signed; proofs that an event is in it, and that it only grows; its tiles. */
import { Injectable } from '@nestjs/common';
import { joinBytes, sameBytes, toBase64 } from '../../events/log/bytes.js';
import { signatureBy, verifierKeyOf, type SigningKey } from '../../events/log/ed25519.js';
import { entryOf } from '../../events/log/entry.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { checkpointBody, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import type { Hash } from '../../events/log/merkle.js';
import { isOfKey, type NoteSignature } from '../../events/log/signed-note.js';
import { TILE_WIDTH, widthIn, type Tile } from '../../events/log/tiles.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { Refused } from '../problems/refused.js';
import { Config } from '../platform/config.js';
import { EventStore } from '../store/event-store.js';
import { BadLogKey, configuredKeys } from './key-file.js';
import { beginningsOf } from './log-begun.js';
import { checkpointFileIn, readNewest, writeNewest } from './newest-checkpoint.js';
import { backwards, badLogKey, logForked, noLogKey, noSuchTile, noSuchTree } from './refusals.js';

/** A leaf, and the proof that it is in the tree with a head. */
export interface Inclusion {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly head: TreeHead;
  readonly proof: readonly Hash[];
}

const isBy = (key: SigningKey) => {
  const verifier = verifierKeyOf(key);
  return (line: NoteSignature): boolean => isOfKey(line, verifier);
};

@Injectable()
export class TransparentLog {
  readonly #reader: TreeReader;
  readonly #file: string;
  #signing: Promise<NotedCheckpoint> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly config: Config,
  ) {
    this.#reader = new TreeReader((level, index, width) => store.tree.tile(level, index, width));
    this.#file = checkpointFileIn(config.dataFolder);
  }

  /** Whether there is a key to sign with. Throws `Refused` where there is one that cannot be used. */
  get isSigned(): boolean {
    return this.#keys().length > 0;
  }

  /**
   * Whether a name is that of this log: the name in its key, where it has one, and none that it had before it was begun anew.
   */
  async ownNames(): Promise<(name: string) => boolean> {
    const before = (await beginningsOf(this.store).catch(() => [])).map((begun) => begun.before.origin);
    const signing = this.#keyName();
    return (name) => !before.includes(name) && (signing === undefined || signing === name);
  }

  /** The tree as it stands. */
  async head(): Promise<TreeHead> {
    const size = await this.store.tree.size();
    return { size, root: await this.#reader.root(size) };
  }

  /** The root of the first events. Rejects with `Refused` where there are not so many. */
  async headAt(size: number): Promise<TreeHead> {
    const all = await this.store.tree.size();
    if (size > all) throw noSuchTree(size, all);
    return { size, root: await this.#reader.root(size) };
  }

  /**
   * A signed checkpoint of all that is stored. Rejects with `Refused` where there is no key, or where the log does not go on
   * from what was signed before.
   */
  checkpoint(): Promise<NotedCheckpoint> {
    // One after another: each must go on from the one before.
    const before = this.#signing;
    const now = (async () => {
      await before?.catch(() => undefined);
      return this.#sign();
    })();
    this.#signing = now;
    return now;
  }

  /** The proof that the event at a position is in the log; undefined where none is there. */
  async inclusion(position: bigint, head?: TreeHead): Promise<Inclusion | undefined> {
    const index = await this.store.tree.indexOf(position);
    if (index === undefined) return undefined;
    const [hash] = await this.store.tree.eventHashes(index, 1);
    const of = head ?? (await this.head());
    if (!hash || index >= of.size) return undefined;
    return { index, entry: entryOf(index, hash), head: of, proof: await this.#reader.inclusion(index, of.size) };
  }

  /** Rejects with `Refused` where there are no such trees. */
  async consistency(from: number, to: number): Promise<readonly Hash[]> {
    const all = await this.store.tree.size();
    if (to > all) throw noSuchTree(to, all);
    if (from > to) throw backwards(from, to);
    return this.#reader.consistency(from, to);
  }

  /** The bytes of a tile. Rejects with `Refused` where there is none. */
  async tile(tile: Tile, path: string): Promise<Uint8Array> {
    const { level, index, width } = tile;
    const size = await this.store.tree.size();
    if (widthIn(level === 'entries' ? 0 : level, index, size) < width) throw noSuchTile(path);
    if (level === 'entries') return this.#entries(index, width);
    const hashes = await this.store.tree.tile(level, index, width);
    return joinBytes(...hashes.slice(0, width));
  }

  async #entries(index: number, width: number): Promise<Uint8Array> {
    const from = index * TILE_WIDTH;
    const hashes = await this.store.tree.eventHashes(from, width);
    const entries = hashes.map((hash, i) => entryOf(from + i, hash));
    return joinBytes(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]));
  }

  /** Undefined where there is no key, or none that can be used. */
  #keyName(): string | undefined {
    try {
      return this.#keys()[0]?.name;
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  #keys(): readonly SigningKey[] {
    try {
      return configuredKeys(this.config.log, this.config.dataFolder);
    } catch (error) {
      if (error instanceof BadLogKey) throw badLogKey(error.message);
      throw error;
    }
  }

  async #sign(): Promise<NotedCheckpoint> {
    // Read anew each time, so that a key is changed without a new start.
    const keys = this.#keys();
    const [first] = keys;
    if (!first) throw noLogKey();
    const origin = first.name;
    await this.#insistOnNew(origin);
    const head = await this.head();
    const before = readNewest(this.#file);
    if (before?.origin === origin) await this.#insistOnGrowth(before, head);
    const text = checkpointBody({ origin, ...head });
    const isSigned = before?.note.text === text && keys.every((key) => before.note.signatures.some(isBy(key)));
    if (isSigned) return before;
    const note = { text, signatures: keys.map((key) => signatureBy(key, text)) };
    await writeNewest(this.#file, note);
    return { origin, ...head, note };
  }

  /** A log that was begun anew is another one: it says itself of which name it is not any more. */
  async #insistOnNew(origin: string): Promise<void> {
    const begun = (await beginningsOf(this.store)).find(({ before }) => before.origin === origin);
    if (begun)
      throw logForked(
        `${origin} is the name of the log before: this one was ${begun.why} at ${begun.at}, and needs a key of another name`,
      );
  }

  async #insistOnGrowth(before: NotedCheckpoint, head: TreeHead): Promise<void> {
    const { origin, size, root } = before;
    if (size > head.size)
      throw logForked(`${size} events of ${origin} were signed, and the log holds ${head.size}: it was put back`);
    if (!sameBytes(await this.#reader.root(size), root))
      throw logForked(`the first ${size} events are not those of ${origin} that were signed: ${toBase64(root)}`);
  }
}
