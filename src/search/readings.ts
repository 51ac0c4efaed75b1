/** The negotiations of a search under its lens, each loaded when it is first needed. */
import type { NegotiationId } from '../../events/ids.js';
import { isPresent, type Lens } from '../../projections/record/lens.js';
import { MemoryImage } from '../projector/memory-image.js';
import { currentSight } from '../queries/pacing/call.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { Refused } from '../problems/refused.js';
import { LensReading } from './lens-reading.js';

/** Readings by what they are made of: what they derive is derived once. */
export class KnownReadings {
  readonly #made = new WeakMap<LensProjections, LensReading>();

  of(projections: LensProjections): LensReading {
    const reading = this.#made.get(projections) ?? new LensReading(projections);
    this.#made.set(projections, reading);
    return reading;
  }
}

export class Readings {
  readonly #asked = new Map<NegotiationId, LensReading | undefined>();
  readonly #versions = new Map<NegotiationId, string>();
  /** What is seen of them by whom it is that searches. */
  readonly sight = currentSight();

  /** @param only the one negotiation that is searched: then the lens may name only what is in it */
  constructor(
    private readonly cache: ProjectionCache,
    private readonly made: KnownReadings,
    private readonly image: MemoryImage,
    readonly lens: Lens,
    private readonly only: NegotiationId | undefined,
  ) {}

  get isPresent(): boolean {
    return isPresent(this.lens);
  }

  /** One that has been asked for before: without a promise for each of very many reports. */
  known(id: NegotiationId): LensReading | undefined {
    return this.#asked.get(id);
  }

  /** The version of a negotiation that was asked for, or an earlier one: it was read a moment later. */
  versionOf(id: NegotiationId): string {
    return this.#versions.get(id) ?? '';
  }

  /**
   * Undefined where our desk had not opened the negotiation by then. Throws `Refused` where the one negotiation was never
   * opened, or the lens names what is not in it.
   */
  async of(id: NegotiationId): Promise<LensReading | undefined> {
    if (this.#asked.has(id)) return this.#asked.get(id);
    const version = this.image.versionOf(id);
    const reading = await this.#read(id);
    this.#versions.set(id, version);
    this.#asked.set(id, reading);
    return reading;
  }

  async #read(id: NegotiationId): Promise<LensReading | undefined> {
    if (id === this.only) return this.made.of(await this.cache.read(id, this.lens));
    try {
      const projections = await this.cache.underAny(await this.cache.load(id), this.lens);
      return projections ? this.made.of(projections) : undefined;
    } catch (error) {
      // Of a stream whose opening cannot be read.
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }
}
