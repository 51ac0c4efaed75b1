/** Standing, the right to be heard: principals have it, and third parties with a role in the talks. */
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role } from '../../events/vocabulary.js';
import { declares, partiesOf } from './kinds.js';
import type { PartyAtPlace, Place } from './placed-report.js';
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
