/** Standing, the right to be heard: principals have it, and third parties with a role in the talks. */
import type { PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role } from '../../events/vocabulary.js';
import { declares, partiesOf } from './kinds.js';
import type { PartyAtPlace, Place, PlacedReport } from './placed-report.js';
import { roleAt, type Registry } from './registry.js';

/** Whether a role gives standing. A party without a role has none. */
export const hasStanding = (role: Role | undefined): boolean =>
  role !== undefined && (role === 'principal' || THIRD_PARTY_ROLES.has(role));

/** The parties whose act or words a report tells, with the roles that they have at its place. */
export const partiesAtPlace = (report: Report, { at }: Place, registry: Registry): PartyAtPlace[] =>
  partiesOf(report).map((party) => {
    const role = roleAt(registry, party, at);
    return { party, role, standing: declares(report) && hasStanding(role) };
  });

/** Those of these principals who took part in what a report tells: as its parties, or in `with`. */
export const principalsIn = (report: Report, principals: readonly PartyId[]): PartyId[] => {
  const there = new Set([...partiesOf(report), ...(report.kind === 'contact' ? report.with : [])]);
  return principals.filter((party) => there.has(party));
};

/**
 * Whether it is a refusal to talk at all: with nobody in particular, with every other principal, or with a third party in
 * the talks. Any other refusal is only a position.
 * @param principals at its place
 */
export function isRefusalOfAll(t: PlacedReport, principals: readonly PartyId[], registry: Registry): boolean {
  const { report, place } = t;
  if (report.kind !== 'refusal') return false;
  const to = new Set(report.to);
  if (to.size === 0) return true;
  const own = partiesOf(report);
  const others = principals.filter((party) => !own.includes(party));
  const isThirdParty = (party: PartyId) => THIRD_PARTY_ROLES.has(roleAt(registry, party, place.at) as Role);
  return (others.length > 0 && others.every((party) => to.has(party))) || [...to].some(isThirdParty);
}
