/** What each event changed in the status. */
import type { Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { Reading } from '../../projections/reading.js';
import type { Log } from '../../projections/selection.js';
import { changesBetween, type Change, type Facets } from '../../projections/status-changes.js';

/** Of how many negotiations the last reading is kept. */
const KEPT = 64;

/** What the status was at a revision: it stays so until the clock alone changes something. */
interface Standing {
  readonly revision: number;
  readonly facets: Facets | undefined;
  readonly turnsAt: Instant;
}

function standingAt(log: Log, revision: number, now: Instant): Standing {
  const negotiation = log.negotiation.filter((l) => l.revision <= revision);
  const position = negotiation.at(-1)?.position ?? 0n;
  const reading = Reading.of({ negotiation, sources: log.sources.filter((l) => l.position < position) }, {}, now);
  return { revision, facets: reading?.facets(), turnsAt: reading?.nextTurn() ?? Infinity };
}

/** Reads each revision once: what one event led to is what the next one begins from. */
export class Consequences {
  readonly #last = new Map<NegotiationId, Standing>();

  /** What the event at a revision changed, as the record then was. */
  at(id: NegotiationId, log: Log, revision: number, now: Instant): Change[] {
    const known = this.#last.get(id);
    const isBefore = known?.revision === revision - 1 && now < known.turnsAt;
    const before = isBefore ? known : standingAt(log, revision - 1, now);
    const after = standingAt(log, revision, now);
    // An older event is told of again: what the next one begins from is kept.
    if (!known || known.revision < revision) this.#keep(id, after);
    return changesBetween(before.facets, after.facets);
  }

  #keep(id: NegotiationId, standing: Standing): void {
    this.#last.delete(id);
    this.#last.set(id, standing);
    const [oldest] = this.#last.keys();
    if (oldest !== undefined && this.#last.size > KEPT) this.#last.delete(oldest);
  }
}
