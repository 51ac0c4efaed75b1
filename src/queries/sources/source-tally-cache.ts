/** What each source has in each of the talks: counted once, until something is recorded of the talks. */
import { Injectable } from '@nestjs/common';
import { streamOf } from '../../../events/envelope.js';
import type { NegotiationId } from '../../../events/ids.js';
import { tallyingSources, type SourceTallies } from '../../../projections/record/source-tallies.js';
import { runYielding } from '../pacing/run-yielding.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { StreamLoader } from '../../projector/stream-loader.js';

interface Counted {
  readonly revision: number;
  readonly tallies: SourceTallies;
}

@Injectable()
export class SourceTallyCache {
  readonly #counted = new Map<NegotiationId, Counted>();

  constructor(
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
  ) {}

  /** Of all talks, by id. What is not in memory is read from the log once, and not kept there. */
  async all(): Promise<ReadonlyMap<NegotiationId, SourceTallies>> {
    const found = new Map<NegotiationId, SourceTallies>();
    for (const id of this.image.ids()) found.set(id, (await this.#of(id)).tallies);
    return found;
  }

  async #of(id: NegotiationId): Promise<Counted> {
    const known = this.#counted.get(id);
    if (known?.revision === this.image.revisionOfStream(streamOf(id))) return known;
    const { revision, events } = await this.loader.eventsOf(id);
    const counted = { revision, tallies: await runYielding(tallyingSources(events)) };
    this.#counted.set(id, counted);
    return counted;
  }
}
