/** The walk over the counted reports, in order, through the table of rules: phases, collapses, agreements, halts. */
import type { PartyId } from '../events/ids.js';
import type { Kind } from '../events/vocabulary.js';
import { Agreements } from './agreements.js';
import { affirmsTalks, named } from './kinds.js';
import { following, ruleFor, type Phase, type Rule, type RuleName, type Step } from './phases.js';
import { principalsAt, type Registry } from './registry.js';
import type { Selection } from './selection.js';
import type { Table } from './tables.js';
import type { Place, Told } from './told.js';
import type { View } from './view.js';

/** A rule that fired: the walk's step number, and what the report moved. */
export interface Firing {
  readonly step: number;
  readonly rule: RuleName;
  readonly from: Phase;
  readonly to: Phase;
  readonly told: Told;
}

export interface Walk {
  readonly reports: readonly Told[];
  readonly phase: Phase;
  readonly rule: RuleName | null;
  readonly since: Place | null;
  readonly firings: readonly Firing[];
  readonly agreements: Agreements;
  /** The step of the latest firing of any of these rules; -1 where none has fired. */
  readonly latest: (...rules: readonly RuleName[]) => number;
}

/** What the walk remembers since the start or the latest collapse. */
interface SinceCollapse {
  offerTabled: boolean;
  thirdParty: boolean;
  readonly principals: Set<PartyId>;
  readonly collapser: PartyId | undefined;
}

const sinceCollapse = (collapser?: PartyId): SinceCollapse => ({
  offerTabled: false,
  thirdParty: false,
  principals: new Set(),
  collapser,
});

/** Kinds that, where they name an agreement, change that agreement. */
const HALTS: ReadonlySet<Kind> = new Set<Kind>(['suspension', 'resumption', 'breakdown']);

class Walker {
  phase: Phase = 'unreported';
  readonly firings: Firing[] = [];
  readonly agreements: Agreements;
  private since = sinceCollapse();
  private readonly everBound = new Set<PartyId>();
  private allBound = false;
  private suspension: { before: Phase; by: PartyId | undefined } | undefined;
  private readonly datedRoles: boolean;
  private readonly steadyPrincipals: readonly PartyId[];

  constructor(
    private readonly registry: Registry,
    reports: readonly Told[],
    private readonly published: Selection['published'],
    private readonly table: Table | undefined,
  ) {
    this.agreements = new Agreements(reports, registry, (party) => this.sitsHere(party));
    this.datedRoles = [...registry.parties.values()].some((p) => p.roles.some((r) => Number.isFinite(r.from)));
    this.steadyPrincipals = this.principalsHere(0);
  }

  private sitsHere(party: PartyId): boolean {
    return this.table === undefined || this.table.includes(party);
  }

  private principalsHere(at: number): readonly PartyId[] {
    return principalsAt(this.registry, at).filter((party) => this.sitsHere(party));
  }

  private principalsAt(told: Told): readonly PartyId[] {
    return this.datedRoles ? this.principalsHere(told.place.at) : this.steadyPrincipals;
  }

  take(told: Told, step: number): void {
    const standing = told.standing && (told.role !== 'principal' || this.sitsHere(told.report.party as PartyId));
    this.remember(told, standing);
    this.agreements.apply(standing === told.standing ? told : { ...told, standing }, step, this.published);
    const seen = this.see(told, standing);
    const rule = ruleFor(seen, this.phase);
    if (rule) {
      this.fire(rule, told, step);
      const next = following(rule, seen);
      if (next) this.fire(next, told, step);
    }
  }

  private remember(told: Told, standing: boolean): void {
    const { kind, party } = told.report;
    if (kind === 'proposal' || (kind === 'demand' && standing)) this.since.offerTabled = true;
    if (!standing || party === undefined || !affirmsTalks(told.report)) return;
    if (told.role === 'principal') this.since.principals.add(party);
    else this.since.thirdParty = true;
  }

  private see(told: Told, standing: boolean): Step {
    const { report } = told;
    const principals = this.principalsAt(told);
    const bound = this.agreements.bound();
    const allBoundNow = principals.length > 0 && principals.every((p) => bound.has(p));
    const allComeToBeBound = allBoundNow && !this.allBound;
    const someUnbound = principals.some((p) => this.everBound.has(p) && !bound.has(p));
    for (const party of bound) this.everBound.add(party);
    this.allBound = allBoundNow;
    const { agreement } = named(report);
    return {
      report,
      declares: told.declares,
      standing,
      byPrincipal: told.role === 'principal',
      offerTabled: this.since.offerTabled,
      engaged: this.since.thirdParty || this.since.principals.size >= 2,
      byCollapser: report.party !== undefined && report.party === this.since.collapser,
      bySuspender: report.party !== undefined && report.party === this.suspension?.by,
      movesPhase: agreement === undefined || !HALTS.has(report.kind) || this.haltsTalks(agreement, principals),
      someUnbound,
      allComeToBeBound,
      namesBindingAgreement: agreement !== undefined && this.agreements.isBinding(agreement),
    };
  }

  /** Halting an agreement halts the talks only while they stand on it. */
  private haltsTalks(agreement: Parameters<Agreements['boundWithout']>[0], principals: readonly PartyId[]): boolean {
    if (this.phase !== 'agreed' && this.phase !== 'implementing' && this.phase !== 'suspended') return false;
    const others = this.agreements.boundWithout(agreement);
    return principals.some((party) => !others.has(party));
  }

  private fire(rule: Rule, told: Told, step: number): void {
    const from = this.phase;
    const to = rule.to === 'resume' ? this.resumed() : rule.to;
    if (rule.name === 'suspended') this.suspension = { before: from, by: told.report.party };
    else this.suspension = undefined;
    if (rule.name === 'collapsed') {
      this.since = sinceCollapse(told.report.party);
      this.agreements.collapse(step);
      // What was never announced outlives a collapse: who is bound by it does not come to be bound again.
      const still = this.agreements.bound();
      this.allBound &&= this.principalsAt(told).every((p) => still.has(p));
    }
    this.phase = to;
    this.firings.push({ step, rule: rule.name, from, to, told });
  }

  private resumed(): Phase {
    const before = this.suspension?.before ?? 'exploratory';
    return before === 'unreported' || before === 'rumoured' ? 'exploratory' : before;
  }
}

/** The walk over these reports; with a table, its members alone are the principals. */
export function walkOf({ registry, selection }: View, reports: readonly Told[], table?: Table): Walk {
  const walker = new Walker(registry, reports, selection.published, table);
  reports.forEach((told, step) => walker.take(told, step));
  const { firings, phase, agreements } = walker;
  const last = firings.at(-1);
  return {
    reports,
    phase,
    rule: last?.rule ?? null,
    since: last?.told.place ?? null,
    firings,
    agreements,
    latest: (...rules) => firings.findLast((f) => rules.includes(f.rule))?.step ?? -1,
  };
}
