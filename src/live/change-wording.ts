/** What each event changed in the status, in words: worked out once, for the wire and the feeds. */
import { Injectable } from '@nestjs/common';
import type { NegotiationId } from '../../events/ids.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { sentenceOf } from '../../projections/compare/change-sentences.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StatusChangesCache } from '../commands/status-changes-cache.js';
import type { ChangeInWords } from './message.js';

/** Of how many events it is kept. */
const KEPT = 5_000;

@Injectable()
export class ChangeWording {
  readonly #known = new WeightedLru<string, readonly ChangeInWords[]>(KEPT);

  constructor(
    private readonly image: MemoryImage,
    private readonly statusChanges: StatusChangesCache,
  ) {}

  /** @param at when the event of that revision was recorded */
  by(id: NegotiationId, revision: number, at: number): readonly ChangeInWords[] {
    const key = `${id} ${revision}`;
    const known = this.#known.get(key);
    if (known) return known;
    const changes = this.#find(id, revision, at);
    this.#known.set(key, changes, 1);
    return changes;
  }

  #find(id: NegotiationId, revision: number, at: number): ChangeInWords[] {
    const log = this.image.logOf(id);
    const registry = this.image.stateOf(id)?.registry;
    if (!log || !registry) return [];
    return this.statusChanges
      .at(id, log, revision, at)
      .map((change) => ({ ...change, words: sentenceOf(change, registry) }));
  }
}
