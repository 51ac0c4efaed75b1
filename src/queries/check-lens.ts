/** A lens that names what is not there is refused: an answer under it would look like one under another lens. */
import type { NegotiationState } from '../../decisions/state.js';
import type { PartyId } from '../../events/ids.js';
import { comparableSource } from '../../events/text.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Merges } from '../../projections/record/merges.js';
import type { Registry } from '../../projections/record/registry.js';
import { noSuchRevision, noSuchTable, unknownPartyInLens, unknownSourceInLens } from './refusals.js';

type Names = Pick<NegotiationState, 'registry' | 'sources'>;

/** What a lens may name. */
export interface Nameable {
  /** The last revision of the stream. */
  readonly head: number;
  /** All that its events have named, voided ones too: what was named at one moment may be left out of another. */
  readonly negotiation: Names;
  /** All that the stream `sources` has named. */
  readonly sources: Names;
  /** The registry and the merges as the desk had them at the lens's moment; only where the lens names a table. */
  readonly desk: DeskAtMoment | undefined;
}

/** What our desk knew of a negotiation. */
export interface DeskAtMoment {
  readonly registry: Registry;
  readonly merges: Merges;
}

const sameParties = (a: readonly PartyId[], b: readonly PartyId[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

function checkTable(table: readonly PartyId[], { registry, merges }: DeskAtMoment): void {
  const [read = []] = merges.tables([table]);
  if (!registry.tables.some((known) => sameParties(known, read))) throw noSuchTable(table, registry.tables);
}

function checkParties(given: readonly PartyId[], { negotiation: { registry } }: Nameable): void {
  const unknown = given.find((party) => !registry?.parties.has(party));
  if (unknown !== undefined) throw unknownPartyInLens(unknown, registry?.parties.keys() ?? []);
}

/** A name is known where an alias names it, or an event of the negotiation, as a publisher or as an origin. */
function checkSources(field: 'withoutSource' | 'withoutOrigin', given: readonly string[], nameable: Nameable): void {
  const places = [nameable.negotiation.sources, nameable.sources.sources];
  const unknown = given.find((name) => !places.some((place) => place.has(comparableSource(name))));
  if (unknown === undefined) return;
  const written = places.flatMap((place) => [...place.keys()].flatMap((key) => place.get(key) ?? []));
  throw unknownSourceInLens(field, unknown, written);
}

/**
 * Throws a refusal where the lens names a revision or table that is not there, or a publisher, origin or party that
 * nothing has ever named.
 */
export function checkLens(lens: Lens, nameable: Nameable): void {
  const { revision, table, withoutParty, withoutSource, withoutOrigin } = lens;
  if (revision !== undefined && revision > nameable.head) throw noSuchRevision(revision, nameable.head);
  if (withoutParty) checkParties(withoutParty, nameable);
  if (withoutSource) checkSources('withoutSource', withoutSource, nameable);
  if (withoutOrigin) checkSources('withoutOrigin', withoutOrigin, nameable);
  if (table && nameable.desk) checkTable(table, nameable.desk);
}
