/**
 * Which reports are known to stand under a lens, by the numbers of their rows. What is known holds until something is
 * recorded of the report's talks, or of the sources. Four bytes for each row that was ever looked into.
 */
import type { NegotiationId } from '../../events/ids.js';

const BITS = 12;
const WIDTH = 1 << BITS;

/** Beyond so many states it begins anew: they are only counted up. */
const MOST_STATES = 1_000_000;

export class KnownStanding {
  /** By number: twice the state in which the row was looked into, and 1 where its report stood. */
  readonly #blocks = new Map<number, Uint32Array>();
  /** The state of each negotiation that was looked into, with the version of it that it stands for. */
  readonly #states = new Map<NegotiationId, { readonly version: string; readonly state: number }>();
  /** By state, whether it still holds. */
  #holds: boolean[] = [false];

  /** How many rows there is room for. */
  get room(): number {
    return this.#blocks.size * WIDTH;
  }

  /** Forgets what was known of negotiations that have another version now. */
  refresh(versionOf: (negotiation: NegotiationId) => string): void {
    if (this.#holds.length > MOST_STATES) this.clear();
    for (const [negotiation, { version, state }] of this.#states) {
      if (versionOf(negotiation) === version) continue;
      this.#holds[state] = false;
      this.#states.delete(negotiation);
    }
  }

  /** Whether the report of a row stands; undefined where that is not known. */
  get(number: number): boolean | undefined {
    const found = this.#blocks.get(number >>> BITS)?.[number & (WIDTH - 1)] ?? 0;
    return this.#holds[found >>> 1] === true ? (found & 1) === 1 : undefined;
  }

  /** @param version that of the negotiation when this was so */
  set(number: number, negotiation: NegotiationId, version: string, stands: boolean): void {
    const block = this.#blocks.get(number >>> BITS) ?? new Uint32Array(WIDTH);
    this.#blocks.set(number >>> BITS, block);
    block[number & (WIDTH - 1)] = this.#stateOf(negotiation, version) * 2 + (stands ? 1 : 0);
  }

  clear(): void {
    this.#blocks.clear();
    this.#states.clear();
    this.#holds = [false];
  }

  #stateOf(negotiation: NegotiationId, version: string): number {
    const known = this.#states.get(negotiation);
    if (known?.version === version) return known.state;
    if (known) this.#holds[known.state] = false;
    const state = this.#holds.push(true) - 1;
    this.#states.set(negotiation, { version, state });
    return state;
  }
}
