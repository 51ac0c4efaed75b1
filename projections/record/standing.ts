/** Standing, the right to be heard: principals have it, and third parties with a role in the talks. */
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role } from '../../events/vocabulary.js';
import { declares } from './kinds.js';
import type { Place } from './placed-report.js';
import { roleAt, type Registry } from './registry.js';

/** Whether a role gives standing. A party without a role has none. */
export const hasStanding = (role: Role | undefined): boolean =>
  role !== undefined && (role === 'principal' || THIRD_PARTY_ROLES.has(role));

/** The role of a report's party at a place, if it had one. */
export const roleAtPlace = ({ party }: Report, { at }: Place, registry: Registry): Role | undefined =>
  party === undefined ? undefined : roleAt(registry, party, at);

/**
 * Whether a report is heard in the talks: it declares, and its party's role gives standing.
 * @param role of its party at its place
 */
export const declaresWithStanding = (report: Report, role: Role | undefined): boolean =>
  declares(report) && hasStanding(role);
