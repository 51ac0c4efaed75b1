/**
 * Recent changes: what each of the latest events changed, for the live stream and the feeds. `StatusChangesCache`, which
 * computes it, keeps one event of each negotiation.
 */
import { Injectable } from '@nestjs/common';
import { isPresent, NOW_LENS } from '../../projections/record/lens.js';
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

  /** Works out in turns with others what `changesOf` needs, where it does not know them already. */
  async prepare(loaded: LoadedNegotiation, revision: number): Promise<void> {
    const { log } = loaded;
    if (this.#cache.get(keyOf(loaded, revision))) return;
    await currentCall.exit(() => runYielding(this.statusChanges.preparing(log, revision)));
  }

  /**
   * What the event of a revision changed in the status, in words.
   * @param at when that event was recorded
   * @param lens under which the status is read; a bound of the record makes no difference to what one event changed
   */
  changesOf(loaded: LoadedNegotiation, revision: number, at: number, lens = NOW_LENS): readonly ChangeInWords[] {
    const { revision: _, recordedBy: __, ...choice } = lens;
    if (!isPresent(choice)) return this.statusChanges.under(loaded.log, choice, revision, at);
    const key = keyOf(loaded, revision);
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const changes = this.statusChanges.at(loaded.id, loaded.log, revision, at);
    this.#cache.set(key, changes, OWN_WEIGHT + JSON.stringify(changes).length);
    return changes;
  }
}
