/** A lens that names what is not there is refused: an answer under it would look like one under another lens. */
import type { PartyId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Registry } from '../../projections/record/registry.js';
import { noSuchRevision, noSuchTable, unknownPartyInLens } from './refusals.js';

const sameParties = (a: readonly PartyId[], b: readonly PartyId[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

function checkTable(table: readonly PartyId[], { tables }: Registry): void {
  if (!tables.some((known) => sameParties(known, table))) throw noSuchTable(table, tables);
}

function checkParties(given: readonly PartyId[], { parties }: Registry): void {
  const unknown = given.find((party) => !parties.has(party));
  if (unknown !== undefined) throw unknownPartyInLens(unknown, parties.keys());
}

/**
 * Throws a refusal where the lens names a revision, table or party that the negotiation does not have.
 * @param head the last revision of its stream
 * @param registry as it is now: a party that was added later may be left out of an earlier moment
 */
export function checkLens(lens: Lens, head: number, registry: () => Registry): void {
  const { revision, table, withoutParty } = lens;
  if (revision !== undefined && revision > head) throw noSuchRevision(revision, head);
  if (table) checkTable(table, registry());
  if (withoutParty) checkParties(withoutParty, registry());
}
