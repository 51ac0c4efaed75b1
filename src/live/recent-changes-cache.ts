/**
 * Recent changes: what each of the latest events changed, for the live stream and the feeds. `StatusChangesCache`, which
 * computes it, keeps one event of each negotiation.
 */
import { Injectable } from '@nestjs/common';
import { isPresent, type Lens } from '../../projections/record/lens.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import type { ChangeInWords } from '../../projections/compare/change-sentences.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { currentCall } from '../queries/pacing/call.js';
import { runYielding } from '../queries/pacing/run-yielding.js';
import { StatusChangesCache } from '../commands/status-changes-cache.js';

/** How many characters the cache holds: what one event changed may be long. */
const ROOM = 8 * 1024 * 1024;
/** What an entry weighs besides what it says. */
const OWN_WEIGHT = 200;

/** What was said before something was erased may say what was erased. */
const keyOf = ({ id, state }: LoadedNegotiation, revision: number): string => `${id} ${revision} ${state.erasures}`;

@Injectable()
export class RecentChangesCache {
  readonly #cache = new WeightedLru<string, readonly ChangeInWords[]>(ROOM);

  constructor(private readonly statusChanges: StatusChangesCache) {}

  /**
   * Works out in turns with others what `changesOf` says, where it does not know it already.
   * @returns how long that took, in milliseconds; 0 where somebody else had it worked out, such as the recording itself
   */
  async prepare(loaded: LoadedNegotiation, revision: number, at: number): Promise<number> {
    const key = keyOf(loaded, revision);
    if (this.#cache.get(key)) return 0;
    const isShared = this.statusChanges.isMaking(loaded.id, revision);
    const begun = performance.now();
    // Who asks for the newest waits for those before it; nobody waits for who asks for an older one.
    this.#keep(
      key,
      loaded.revision === revision
        ? await this.statusChanges.inTurns(loaded.id, loaded.log, revision, at)
        : await currentCall.exit(() => this.#older(loaded, revision, at)),
    );
    return isShared ? 0 : performance.now() - begun;
  }

  /**
   * What the event of a revision changed in the status at present, in words.
   * @param at when that event was recorded
   */
  changesOf(loaded: LoadedNegotiation, revision: number, at: number): readonly ChangeInWords[] {
    const key = keyOf(loaded, revision);
    return this.#cache.get(key) ?? this.#keep(key, this.statusChanges.at(loaded.id, loaded.log, revision, at));
  }

  /**
   * The same under a lens, in turns with others. A bound of the record makes no difference to what one event changed.
   */
  async changesUnder(
    loaded: LoadedNegotiation,
    revision: number,
    at: number,
    lens: Lens,
  ): Promise<readonly ChangeInWords[]> {
    const { revision: _, recordedBy: __, ...choice } = lens;
    if (!isPresent(choice)) return runYielding(this.statusChanges.under(loaded.log, choice, revision, at));
    const key = keyOf(loaded, revision);
    return this.#cache.get(key) ?? this.#keep(key, await this.#older(loaded, revision, at));
  }

  #older({ id, log }: LoadedNegotiation, revision: number, at: number): Promise<readonly ChangeInWords[]> {
    return runYielding(this.statusChanges.making(id, log, revision, at));
  }

  #keep(key: string, changes: readonly ChangeInWords[]): readonly ChangeInWords[] {
    this.#cache.set(key, changes, OWN_WEIGHT + JSON.stringify(changes).length);
    return changes;
  }
}
