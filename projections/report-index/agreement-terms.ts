/** What the counted reports of an agreement tell of it: who is in it, of what offer, until when. */
import type { AgreementId, PartyId, ProposalId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role, type Scope } from '../../events/vocabulary.js';
import { agreementsIn, type SubjectIndex } from './subject-index.js';
import { inOrder } from '../record/order.js';
import { roleAt, type Registry } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';

export type Membership = 'principal' | 'third party' | 'neither';

/** What the counted reports of an agreement tell of it; of a single-valued field, the first in order. */
export interface AgreementTerms {
  readonly agreement: AgreementId;
  readonly title: string | undefined;
  readonly reports: readonly PlacedReport[];
  /** Who is in it, and as what, by the place of the report that says so. */
  readonly between: ReadonlyMap<PartyId, Membership>;
  readonly of: ProposalId | undefined;
  readonly extends: AgreementId | undefined;
  readonly subjectTo: ReadonlySet<PartyId>;
  readonly until: string | undefined;
  readonly scope: Scope | undefined;
  readonly stage: string | undefined;
}

type AgreementFieldName = 'title' | 'between' | 'of' | 'extends' | 'subjectTo' | 'until' | 'scope' | 'stage';
type AgreementFields = Partial<Pick<Extract<Report, { kind: 'agreement' }>, AgreementFieldName>>;
const agreementFieldsOf = (t: PlacedReport): AgreementFields => t.report as AgreementFields;

function firstGiven<T>(reports: readonly PlacedReport[], field: (of: AgreementFields) => T | undefined): T | undefined {
  return reports.map((t) => field(agreementFieldsOf(t))).find((value) => value !== undefined);
}

const membershipOf = (role: Role | undefined): Membership => {
  if (role === 'principal') return 'principal';
  return role !== undefined && THIRD_PARTY_ROLES.has(role) ? 'third party' : 'neither';
};

const STRENGTH: Record<Membership, number> = { principal: 2, 'third party': 1, neither: 0 };
const stronger = (a: Membership | undefined, b: Membership): Membership =>
  a !== undefined && STRENGTH[a] > STRENGTH[b] ? a : b;

function termsOf(agreement: AgreementId, reports: readonly PlacedReport[], registry: Registry): AgreementTerms {
  const between = new Map<PartyId, Membership>();
  for (const t of reports)
    for (const party of agreementFieldsOf(t).between ?? [])
      between.set(party, stronger(between.get(party), membershipOf(roleAt(registry, party, t.place.at))));
  return {
    agreement,
    reports,
    between,
    title: firstGiven(reports, (r) => r.title),
    of: firstGiven(reports, (r) => r.of),
    extends: firstGiven(reports, (r) => r.extends),
    subjectTo: new Set(reports.flatMap((t) => agreementFieldsOf(t).subjectTo ?? [])),
    until: firstGiven(reports, (r) => r.until),
    scope: firstGiven(reports, (r) => r.scope),
    stage: firstGiven(reports, (r) => r.stage),
  };
}

/** What whole lists of a chronicle's reports tell, once for all views that see all of them. */
const termsOfReports = new WeakMap<readonly PlacedReport[], AgreementTerms>();

/** All agreements that the reports of a view name. */
export class AgreementTermsIndex {
  readonly #terms = new Map<AgreementId, AgreementTerms | undefined>();

  constructor(
    private readonly subjects: SubjectIndex,
    private readonly registry: Registry,
  ) {}

  get(id: AgreementId): AgreementTerms | undefined {
    if (!this.#terms.has(id)) this.#terms.set(id, this.#read(id));
    return this.#terms.get(id);
  }

  /** In the order of their first reports. */
  ids(): AgreementId[] {
    return this.subjects.agreements();
  }

  /** The reports that name an offer. */
  offersOf(proposal: ProposalId): readonly PlacedReport[] {
    return this.subjects.of(`proposal:${proposal}`);
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
    const first = (id: AgreementId) => this.get(id)?.reports[0] as PlacedReport;
    return ids.length > 1 ? ids.toSorted((a, b) => inOrder(first(a), first(b))) : [...ids];
  }

  #telling(key: string): AgreementId[] {
    return agreementsIn(this.subjects.of(key));
  }

  #read(id: AgreementId): AgreementTerms | undefined {
    const reports = this.subjects.of(`agreement:${id}`);
    if (reports.length === 0) return undefined;
    const terms = termsOfReports.get(reports) ?? termsOf(id, reports, this.registry);
    termsOfReports.set(reports, terms);
    return terms;
  }
}

/** Whether the walk reads two accounts of an agreement alike. */
export function sameMembership(a: AgreementTerms | undefined, b: AgreementTerms | undefined): boolean {
  if (a === b) return true;
  const acting = ({ between, of, extends: base, subjectTo }: AgreementTerms) =>
    JSON.stringify([[...between], of ?? null, base ?? null, [...subjectTo]]);
  return a !== undefined && b !== undefined && acting(a) === acting(b);
}
