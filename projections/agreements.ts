/** Agreements as the walk goes on: the words of their members, and the state that follows from them. */
import { latestInstant, type Instant } from '../events/dates.js';
import type { AgreementId, PartyId, ProposalId, ReportId } from '../events/ids.js';
import { termsOfAll, type Terms } from './agreement-terms.js';
import { grouped } from './grouped.js';
import { acceptsOutright, named, saysMade } from './kinds.js';
import type { Registry } from './registry.js';
import type { Published } from './selection.js';
import type { Told } from './told.js';

export type AgreementState =
  | 'ended'
  | 'suspended'
  | 'rejected'
  | 'expired'
  | 'implementing'
  | 'tentative'
  | 'agreed'
  | 'announced'
  | 'reported'
  | 'denied';

interface Word {
  readonly says: 'yes' | 'no';
  readonly by: Told;
}

/** What has been said and done about one agreement so far; moments are numbers of the walk's steps. */
interface Standing {
  readonly terms: Terms;
  readonly members: readonly PartyId[];
  /** Members that are principals: those whom it can bind. */
  readonly bindable: readonly PartyId[];
  readonly words: Map<PartyId, Word>;
  readonly lastYes: Map<PartyId, number>;
  readonly ratified: Map<PartyId, { outcome: 'approved' | 'rejected'; by: Told }>;
  someYes: boolean;
  announced: boolean;
  endedAt: number | undefined;
  suspended: boolean;
  carriedOut: boolean;
  violated: boolean;
}

/** An agreement that is all yes and not over binds its members, whether or not it is suspended or has lapsed. */
const allYes = (a: Standing): boolean =>
  a.members.length >= 2 && a.members.every((member) => a.words.get(member)?.says === 'yes');

const isOver = (a: Standing): boolean => {
  const { endedAt } = a;
  if (endedAt === undefined) return false;
  return a.members.length < 2 || !a.members.every((member) => (a.lastYes.get(member) ?? -1) > endedAt);
};

const isBinding = (a: Standing): boolean => allYes(a) && !isOver(a);

const leftToRatify = (a: Standing): boolean =>
  [...a.terms.subjectTo].some((party) => a.ratified.get(party)?.outcome !== 'approved');

export class Agreements {
  private readonly all: ReadonlyMap<AgreementId, Standing>;
  private readonly ofProposal: ReadonlyMap<ProposalId | undefined, readonly Standing[]>;
  private readonly chains: ReadonlyMap<AgreementId, readonly Standing[]>;
  private boundNow: ReadonlySet<PartyId> | undefined = new Set();

  /** @param isPrincipal who counts as a principal in this walk, of those that are principals by the registry */
  constructor(reports: readonly Told[], registry: Registry, isPrincipal: (party: PartyId) => boolean) {
    const terms = termsOfAll(reports, registry);
    this.all = new Map([...terms].map(([id, t]) => [id, newStanding(t, isPrincipal)]));
    this.ofProposal = grouped(this.all.values(), (a) => a.terms.of);
    this.chains = chainsOf([...this.all.values()]);
  }

  ids(): AgreementId[] {
    return [...this.all.keys()];
  }

  get(id: AgreementId): Standing | undefined {
    return this.all.get(id);
  }

  /** The agreement with those that it extends or that extend it. */
  chainOf(id: AgreementId): readonly Standing[] {
    return this.chains.get(id) ?? [];
  }

  /** Takes in one report of the walk. */
  apply(t: Told, step: number, published: ReadonlyMap<ReportId, Published>): void {
    const { agreement, proposal } = named(t.report);
    const own = agreement === undefined ? undefined : this.all.get(agreement);
    if (own) this.applyOwn(own, t, step);
    for (const a of proposal === undefined ? [] : (this.ofProposal.get(proposal) ?? [])) this.applyProposal(a, t, step);
    if (t.report.kind === 'withdrawal' && t.report.report !== undefined) {
      const takenBack = published.get(t.report.report);
      if (takenBack) this.takeBack(t, takenBack);
    }
  }

  private applyOwn(a: Standing, t: Told, step: number): void {
    const { report } = t;
    this.boundNow = undefined;
    switch (report.kind) {
      case 'agreement':
      case 'confirmation':
        return this.say(a, t, 'yes', step, true);
      case 'acceptance':
        return acceptsOutright(report) ? this.say(a, t, 'yes', step, true) : undefined;
      case 'denial':
      case 'rejection':
        return this.say(a, t, 'no', step, true);
      case 'ratification':
        if (t.declares && report.party !== undefined) a.ratified.set(report.party, { outcome: report.outcome, by: t });
        return this.say(a, t, report.outcome === 'approved' ? 'yes' : 'no', step, true);
      case 'withdrawal':
        return this.withdraw(a, t);
      case 'implementation':
        a.carriedOut ||= t.standing;
        return;
      case 'violation':
        a.violated ||= t.standing;
        return;
      case 'suspension':
      case 'resumption':
        if (t.standing)
          for (const other of this.chainOf(a.terms.agreement)) other.suspended = report.kind === 'suspension';
        return;
      case 'breakdown':
        if (t.standing) for (const other of this.chainOf(a.terms.agreement)) other.endedAt = step;
        return;
      case 'proposal':
      case 'refusal':
      case 'demand':
      case 'concession':
      case 'stance':
      case 'endorsement':
      case 'contact':
      case 'involvement':
      case 'assessment':
      case 'pressure':
      case 'conclusion':
      case 'no-comment':
        // These kinds name no agreement.
        return;
    }
  }

  /** An offer made or accepted is a yes to the agreement that is of it; an offer taken back takes that yes with it. */
  private applyProposal(a: Standing, t: Told, step: number): void {
    this.boundNow = undefined;
    if (t.report.kind === 'proposal' || acceptsOutright(t.report)) this.say(a, t, 'yes', step, false);
    if (t.report.kind === 'withdrawal') this.withdraw(a, t);
  }

  private say(a: Standing, t: Told, says: 'yes' | 'no', step: number, ofItself: boolean): void {
    if (!t.declares || t.report.party === undefined) return;
    a.words.set(t.report.party, { says, by: t });
    if (says === 'no') return;
    a.lastYes.set(t.report.party, step);
    a.someYes = true;
    a.announced ||= ofItself && t.standing;
  }

  private withdraw(a: Standing, t: Told): void {
    if (!t.declares || t.report.party === undefined) return;
    a.words.delete(t.report.party);
    a.ratified.delete(t.report.party);
  }

  private takeBack(t: Told, takenBack: Published): void {
    if (!t.declares || t.report.party === undefined || takenBack.report.party !== t.report.party) return;
    this.boundNow = undefined;
    for (const a of this.givenBy(takenBack, t.report.party)) this.withdraw(a, t);
  }

  /** Where the report put an offer, the agreements that are of it; else those on which the party's word is of its development. */
  private givenBy({ report, development }: Published, party: PartyId): readonly Standing[] {
    if (report.kind === 'proposal') return this.ofProposal.get(report.proposal) ?? [];
    if (report.kind === 'demand') return [];
    return [...this.all.values()].filter((a) => a.words.get(party)?.by.development === development);
  }

  /** What had been announced when the talks collapsed is over. */
  collapse(step: number): void {
    this.boundNow = undefined;
    for (const a of this.all.values()) if (a.announced) a.endedAt = step;
  }

  /** Whom some agreement binds: of them, those who are principals at the time. */
  bound(): ReadonlySet<PartyId> {
    this.boundNow ??= new Set([...this.all.values()].flatMap((a) => (isBinding(a) ? a.members : [])));
    return this.boundNow;
  }

  /** Whom some agreement outside this one's chain binds. */
  boundWithout(id: AgreementId): ReadonlySet<PartyId> {
    const chain = new Set(this.chainOf(id));
    return new Set([...this.all.values()].flatMap((a) => (isBinding(a) && !chain.has(a) ? a.members : [])));
  }

  isBinding(id: AgreementId): boolean {
    const a = this.all.get(id);
    return a !== undefined && isBinding(a);
  }

  /** All members yes, whatever else holds. */
  isAllYes(id: AgreementId): boolean {
    const a = this.all.get(id);
    return a !== undefined && allYes(a);
  }

  /** The date at which the chain lapses: that of the last of it to which all its members say yes. */
  until(id: AgreementId): string | undefined {
    return this.chainOf(id).findLast(allYes)?.terms.until;
  }

  /** The state at an instant; the first that holds. */
  state(id: AgreementId, at: Instant): AgreementState {
    const a = this.all.get(id);
    if (!a) return 'denied';
    if (isOver(a)) return 'ended';
    if (a.suspended) return 'suspended';
    if (a.someYes && a.members.some((member) => a.words.get(member)?.says === 'no')) return 'rejected';
    const until = this.until(id);
    if (allYes(a) && until !== undefined && at > latestInstant(until)) return 'expired';
    if (allYes(a) && !leftToRatify(a) && a.carriedOut) return 'implementing';
    if (allYes(a)) return leftToRatify(a) ? 'tentative' : 'agreed';
    if (a.announced) return 'announced';
    return a.terms.reports.some((t) => saysMade(t.report)) ? 'reported' : 'denied';
  }
}

/** The members are the principals in it, with the third parties in it where fewer than two are principals. */
function newStanding(terms: Terms, isPrincipal: (party: PartyId) => boolean): Standing {
  const parties = [...terms.between.keys()];
  const bindable = parties.filter((party) => terms.between.get(party) === 'principal' && isPrincipal(party));
  const thirds = parties.filter((party) => terms.between.get(party) === 'third party');
  return {
    terms,
    members: bindable.length >= 2 ? bindable : [...bindable, ...thirds],
    bindable,
    words: new Map(),
    lastYes: new Map(),
    ratified: new Map(),
    someYes: false,
    announced: false,
    endedAt: undefined,
    suspended: false,
    carriedOut: false,
    violated: false,
  };
}

/**
 * By agreement, its chain in the order of first report: all that `extends` ties together, directly or not. Two that
 * extend one of which no report counts are tied as well.
 */
function chainsOf(all: readonly Standing[]): Map<AgreementId, readonly Standing[]> {
  const baseOf = new Map<AgreementId, AgreementId>();
  const root = (id: AgreementId): AgreementId => {
    let top = id;
    for (let up = baseOf.get(top); up !== undefined; up = baseOf.get(top)) top = up;
    return top;
  };
  for (const { terms } of all) {
    const [own, base] = [root(terms.agreement), root(terms.extends ?? terms.agreement)];
    if (own !== base) baseOf.set(own, base);
  }
  const chains = grouped(all, ({ terms }) => root(terms.agreement));
  return new Map(all.map(({ terms }) => [terms.agreement, chains.get(root(terms.agreement)) ?? []]));
}
