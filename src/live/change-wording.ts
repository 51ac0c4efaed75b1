/** What each event changed in the status, in words: worked out once, for the wire and the feeds. */
import { Injectable } from '@nestjs/common';
import type { NegotiationId } from '../../events/ids.js';
import { Recent } from '../../projections/support/weighted-lru.js';
import { wordsOf } from '../../projections/compare/change-sentences.js';
import { Book } from '../projector/memory-image.js';
import { Consequences } from '../commands/status-changes-cache.js';
import type { ChangeInWords } from './message.js';

/** Of how many events it is kept. */
const KEPT = 5_000;

@Injectable()
export class Changed {
  readonly #known = new Recent<string, readonly ChangeInWords[]>(KEPT);

  constructor(
    private readonly book: Book,
    private readonly consequences: Consequences,
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
    const log = this.book.logOf(id);
    const registry = this.book.stateOf(id)?.registry;
    if (!log || !registry) return [];
    return this.consequences
      .at(id, log, revision, at)
      .map((change) => ({ ...change, words: wordsOf(change, registry) }));
  }
}
