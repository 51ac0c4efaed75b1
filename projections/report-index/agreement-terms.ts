/** What the counted reports of an agreement tell of it: who is in it, of what offer, until when. */
import type { AgreementId, PartyId, ProposalId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role, type Scope } from '../../events/vocabulary.js';
import { agreementsIn, type Mentions } from './subject-index.js';
import { inOrder } from '../record/order.js';
import { roleAt, type Registry } from '../record/registry.js';
import type { Told } from '../record/placed-report.js';

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

function firstTold<T>(reports: readonly Told[], field: (of: Telling) => T | undefined): T | undefined {
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
    title: firstTold(reports, (r) => r.title),
    of: firstTold(reports, (r) => r.of),
    extends: firstTold(reports, (r) => r.extends),
    subjectTo: new Set(reports.flatMap((t) => telling(t).subjectTo ?? [])),
    until: firstTold(reports, (r) => r.until),
    scope: firstTold(reports, (r) => r.scope),
    stage: firstTold(reports, (r) => r.stage),
  };
}

/** What whole lists of a chronicle's reports tell, once for all views that see all of them. */
const told = new WeakMap<readonly Told[], Terms>();

/** All agreements that the reports of a view name. */
export class AgreementTerms {
  readonly #terms = new Map<AgreementId, Terms | undefined>();

  constructor(
    private readonly mentions: Mentions,
    private readonly registry: Registry,
  ) {}

  get(id: AgreementId): Terms | undefined {
    if (!this.#terms.has(id)) this.#terms.set(id, this.#read(id));
    return this.#terms.get(id);
  }

  /** In the order of their first reports. */
  ids(): AgreementId[] {
    return this.mentions.agreements();
  }

  /** The reports that name an offer. */
  offersOf(proposal: ProposalId): readonly Told[] {
    return this.mentions.of(`proposal:${proposal}`);
  }

  /** Those that are of an offer. */
  of(proposal: ProposalId): AgreementId[] {
    return this.#telling(`of:${proposal}`).filter((id) => this.get(id)?.of === proposal);
  }

  /**
   * In the order of first report, all that `extends` ties together, directly or not. Two that extend one of which no
   * report counts are tied as well.
   */
  chainOf(id: AgreementId): AgreementId[] {
    const chain = new Set([id]);
    for (const next of chain) {
      const base = this.get(next)?.extends;
      if (base !== undefined) chain.add(base);
      for (const other of this.#telling(`extends:${next}`)) if (this.get(other)?.extends === next) chain.add(other);
    }
    return this.inOrder([...chain].filter((other) => this.get(other)));
  }

  /** Agreements by their first reports. */
  inOrder(ids: readonly AgreementId[]): AgreementId[] {
    const first = (id: AgreementId) => this.get(id)?.reports[0] as Told;
    return ids.length > 1 ? ids.toSorted((a, b) => inOrder(first(a), first(b))) : [...ids];
  }

  #telling(key: string): AgreementId[] {
    return agreementsIn(this.mentions.of(key));
  }

  #read(id: AgreementId): Terms | undefined {
    const reports = this.mentions.of(`agreement:${id}`);
    if (reports.length === 0) return undefined;
    const terms = told.get(reports) ?? termsOf(id, reports, this.registry);
    told.set(reports, terms);
    return terms;
  }
}

/** Whether the walk reads two accounts of an agreement alike. */
export function actAlike(a: Terms | undefined, b: Terms | undefined): boolean {
  if (a === b) return true;
  const acting = ({ between, of, extends: base, subjectTo }: Terms) =>
    JSON.stringify([[...between], of ?? null, base ?? null, [...subjectTo]]);
  return a !== undefined && b !== undefined && acting(a) === acting(b);
}
