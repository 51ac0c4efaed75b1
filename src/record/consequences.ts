/** What each event changed in the status, measured when it was recorded: the same, whenever it is asked for. */
import type { Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { Reading, readingUpTo } from '../../projections/reading.js';
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

function standingAt(log: Log, revision: number, at: Instant): Standing {
  const reading = readingUpTo(log, revision, at);
  return { revision, facets: reading?.facets(), turnsAt: reading?.nextTurn() ?? Infinity };
}

/** Reads each revision once: what one event led to is what the next one begins from. */
export class Consequences {
  readonly #last = new Map<NegotiationId, Standing>();

  /** @param at when the event at the revision was recorded */
  at(id: NegotiationId, log: Log, revision: number, at: Instant): Change[] {
    const known = this.#last.get(id);
    const isBefore = known?.revision === revision - 1 && at < known.turnsAt;
    const before = isBefore ? known : standingAt(log, revision - 1, at);
    const after = standingAt(log, revision, at);
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

/** What an event of the stream `sources`, at this position, changed in the status of a negotiation. */
export function changesByGrade({ negotiation, sources }: Log, position: bigint, at: Instant): Change[] {
  const told = negotiation.filter((l) => l.position < position);
  const knowing = (known: Log['sources']) => Reading.of({ negotiation: told, sources: known }, {}, at)?.facets();
  return changesBetween(
    knowing(sources.filter((l) => l.position < position)),
    knowing(sources.filter((l) => l.position <= position)),
  );
}
