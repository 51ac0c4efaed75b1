/** Agreement terms: what the counted reports of an agreement say of it. Who is in it, of which offer, until when. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId, ProposalId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { THIRD_PARTY_ROLES, type Role, type Scope } from '../../events/vocabulary.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { roleAt, type Registry } from '../record/registry.js';
import { agreementsIn, type SubjectIndex } from './subject-index.js';

/** What a party is in an agreement, by its role at the place of the report that names it. */
export type Membership = 'principal' | 'third party' | 'neither';

/** The terms of one agreement. A single-valued field is the first that a report gives, in order. */
export interface AgreementTerms {
  readonly agreement: AgreementId;
  readonly title: string | undefined;
  /** The counted reports that name the agreement, in order; at least one. */
  readonly reports: readonly PlacedReport[];
  /** All parties that a report's `between` names. */
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

const STRENGTH: Readonly<Record<Membership, number>> = { principal: 2, 'third party': 1, neither: 0 };
const stronger = (a: Membership | undefined, b: Membership): Membership =>
  a !== undefined && STRENGTH[a] > STRENGTH[b] ? a : b;

function termsIn(agreement: AgreementId, reports: readonly PlacedReport[], registry: Registry): AgreementTerms {
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

/**
 * Derives terms from lists of reports under one registry, each list once. A report index shares it with all versions
 * that continue the index: their registry is the same, and a list is replaced where it changes.
 */
export class AgreementTermsReader {
  readonly #read = new WeakMap<readonly PlacedReport[], AgreementTerms>();
  readonly #ends = new WeakMap<PlacedReport, Instant>();

  constructor(private readonly registry: Registry) {}

  /** When the agreement ends by a report that says so. A long story has thousands of them, asked for with every status. */
  endGivenBy(t: PlacedReport): Instant {
    const { until } = agreementFieldsOf(t);
    const end = this.#ends.get(t) ?? (until === undefined ? -Infinity : latestInstant(until));
    this.#ends.set(t, end);
    return end;
  }

  /** @param reports the counted reports that name the agreement, in order; at least one */
  termsOf(agreement: AgreementId, reports: readonly PlacedReport[]): AgreementTerms {
    const terms = this.#read.get(reports) ?? termsIn(agreement, reports, this.registry);
    this.#read.set(reports, terms);
    return terms;
  }
}

/** The terms of all agreements that the reports of an index name, each derived when it is first needed. */
export class AgreementTermsIndex {
  readonly #terms = new Map<AgreementId, AgreementTerms | undefined>();

  readonly #chains = new Map<AgreementId, readonly AgreementId[]>();

  constructor(
    private readonly subjects: SubjectIndex,
    private readonly reader: AgreementTermsReader,
  ) {}

  /** Undefined where no counted report names the agreement. */
  get(id: AgreementId): AgreementTerms | undefined {
    if (!this.#terms.has(id)) this.#terms.set(id, this.#read(id));
    return this.#terms.get(id);
  }

  /** All agreements, in the order of their first reports. */
  ids(): AgreementId[] {
    return agreementsIn(this.subjects.of('kind:agreement'));
  }

  /** The last report that names an agreement and is as wanted. */
  latestReport(isWanted: (t: PlacedReport) => boolean): PlacedReport | undefined {
    for (const t of this.subjects.backwards('kind:agreement')) if (isWanted(t)) return t;
    return undefined;
  }

  /** All reports of a kind, from the last to the first. */
  ofKindBackwards(kind: 'suspension' | 'breakdown' | 'conclusion'): Iterable<PlacedReport> {
    return this.subjects.backwards(`kind:${kind}`);
  }

  /** The agreements of which a report says that they hold until later than an instant. */
  datedAfter(at: Instant): AgreementId[] {
    return agreementsIn(this.subjects.of('kind:until').filter((t) => this.reader.endGivenBy(t) >= at));
  }

  /** The agreements that are `of` a proposal. */
  ofProposal(proposal: ProposalId): AgreementId[] {
    return this.#naming(`of:${proposal}`).filter((id) => this.get(id)?.of === proposal);
  }

  /**
   * All agreements tied to this one by `extends`, directly or not, in the order of their first reports. Two that extend
   * the same agreement are tied even where no report of that one counts.
   */
  chainOf(id: AgreementId): readonly AgreementId[] {
    const known = this.#chains.get(id);
    if (known) return known;
    const chain = new Set([id]);
    for (const next of chain) {
      const base = this.get(next)?.extends;
      if (base !== undefined) chain.add(base);
      for (const other of this.#naming(`extends:${next}`)) if (this.get(other)?.extends === next) chain.add(other);
    }
    const ordered = this.inOrder([...chain].filter((other) => this.get(other)));
    // All of a chain have the same.
    for (const other of chain) this.#chains.set(other, ordered);
    return ordered;
  }

  /** These agreements, in the order of their first reports. */
  inOrder(ids: readonly AgreementId[]): AgreementId[] {
    const first = (id: AgreementId) => this.get(id)?.reports[0] as PlacedReport;
    return ids.length > 1 ? ids.toSorted((a, b) => inOrder(first(a), first(b))) : [...ids];
  }

  #naming(key: string): AgreementId[] {
    return agreementsIn(this.subjects.of(key));
  }

  #read(id: AgreementId): AgreementTerms | undefined {
    const reports = this.subjects.of(`agreement:${id}`);
    return reports.length === 0 ? undefined : this.reader.termsOf(id, reports);
  }
}

/**
 * Whether two accounts of an agreement name the same members, offer, base, ratifiers and scope: what a fold looks ahead to.
 */
export function sameMembership(a: AgreementTerms | undefined, b: AgreementTerms | undefined): boolean {
  if (a === b) return true;
  const fieldsOf = ({ between, of, extends: base, subjectTo, scope }: AgreementTerms) =>
    JSON.stringify([[...between], of ?? null, base ?? null, [...subjectTo], scope ?? null]);
  return a !== undefined && b !== undefined && fieldsOf(a) === fieldsOf(b);
}
