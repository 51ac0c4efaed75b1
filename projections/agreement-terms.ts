/** What the counted reports of an agreement tell of it: who is in it, of what offer, until when. */
import type { AgreementId, PartyId, ProposalId } from '../events/ids.js';
import type { Report } from '../events/report.js';
import { THIRD_PARTY_ROLES, type Role, type Scope } from '../events/vocabulary.js';
import { grouped } from './grouped.js';
import { named } from './kinds.js';
import { roleAt, type Registry } from './registry.js';
import type { Told } from './told.js';

export type Membership = 'principal' | 'third party' | 'neither';

/** What the counted reports of an agreement tell of it; of a single-valued field, the first in order. */
export interface Terms {
  readonly agreement: AgreementId;
  readonly title: string | undefined;
  readonly reports: readonly Told[];
  /** Who is in it, and as what, by the place of the report that says so. */
  readonly between: ReadonlyMap<PartyId, Membership>;
  readonly of: ProposalId | undefined;
  readonly extends: AgreementId | undefined;
  readonly subjectTo: ReadonlySet<PartyId>;
  readonly until: string | undefined;
  readonly scope: Scope | undefined;
  readonly stage: string | undefined;
}

type Told_ = 'title' | 'between' | 'of' | 'extends' | 'subjectTo' | 'until' | 'scope' | 'stage';
type Telling = Partial<Pick<Extract<Report, { kind: 'agreement' }>, Told_>>;
const telling = (t: Told): Telling => t.report as Telling;

function first<T>(reports: readonly Told[], field: (of: Telling) => T | undefined): T | undefined {
  return reports.map((t) => field(telling(t))).find((value) => value !== undefined);
}

const membershipOf = (role: Role | undefined): Membership => {
  if (role === 'principal') return 'principal';
  return role !== undefined && THIRD_PARTY_ROLES.has(role) ? 'third party' : 'neither';
};

const STRENGTH: Record<Membership, number> = { principal: 2, 'third party': 1, neither: 0 };
const stronger = (a: Membership | undefined, b: Membership): Membership =>
  a !== undefined && STRENGTH[a] > STRENGTH[b] ? a : b;

function termsOf(agreement: AgreementId, reports: readonly Told[], registry: Registry): Terms {
  const between = new Map<PartyId, Membership>();
  for (const t of reports)
    for (const party of telling(t).between ?? [])
      between.set(party, stronger(between.get(party), membershipOf(roleAt(registry, party, t.place.at))));
  return {
    agreement,
    reports,
    between,
    title: first(reports, (r) => r.title),
    of: first(reports, (r) => r.of),
    extends: first(reports, (r) => r.extends),
    subjectTo: new Set(reports.flatMap((t) => telling(t).subjectTo ?? [])),
    until: first(reports, (r) => r.until),
    scope: first(reports, (r) => r.scope),
    stage: first(reports, (r) => r.stage),
  };
}

/** All agreements that these reports name, in the order of their first report. */
export function termsOfAll(reports: readonly Told[], registry: Registry): Map<AgreementId, Terms> {
  const terms = new Map<AgreementId, Terms>();
  for (const [agreement, of] of grouped(reports, (t) => named(t.report).agreement))
    if (agreement !== undefined) terms.set(agreement, termsOf(agreement, of, registry));
  return terms;
}
