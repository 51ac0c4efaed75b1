/** The walk over the counted reports, in order, through the table of rules: phases, collapses, agreements, halts. */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import { Agreements } from './agreements.js';
import type { FiringList, Firing, PhaseState, SinceCollapse } from './phase-state.js';
import { affirmsTalks, named } from '../record/kinds.js';
import { ScannedSubjects, type SubjectIndex } from '../report-index/subject-index.js';
import { followingRule, ruleFor, type Phase, type Rule, type RuleName, type RuleInput } from './phases.js';
import { principalsAt, type Registry } from '../record/registry.js';
import { sameReportsForThePhase, type IndexAsOf } from '../report-index/index-as-of.js';
import type { Selection } from '../report-index/selection.js';
import type { Table } from '../record/tables.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

export interface PhaseRun {
  readonly reports: readonly PlacedReport[];
  readonly phase: Phase;
  readonly rule: RuleName | null;
  readonly since: Place | null;
  readonly firings: readonly Firing[];
  readonly agreements: Agreements;
  /** The step of the latest firing of any of these rules; -1 where none has fired. */
  readonly latest: (...rules: readonly RuleName[]) => number;
}

const sinceCollapse = (collapser?: PartyId): SinceCollapse => ({
  offerTabled: false,
  thirdParty: false,
  principals: new Set(),
  collapser,
});

/** Kinds that, where they name an agreement, change that agreement. */
const CHANGES_AGREEMENT: ReadonlySet<Kind> = new Set<Kind>(['suspension', 'resumption', 'breakdown']);

class PhaseMachine {
  phase: Phase = 'unreported';
  fired: FiringList | undefined;
  readonly agreements: Agreements;
  private since = sinceCollapse();
  private readonly everBound = new Set<PartyId>();
  private allBound = false;
  private suspension: PhaseState['suspension'];
  private readonly datedRoles: boolean;
  private readonly steadyPrincipals: readonly PartyId[];

  constructor(
    private readonly registry: Registry,
    subjects: SubjectIndex,
    private readonly published: Selection['published'],
    private readonly table: Table | undefined,
  ) {
    this.agreements = new Agreements(new AgreementTermsIndex(subjects, registry), (party) => this.sitsAtTable(party));
    this.datedRoles = [...registry.parties.values()].some((p) => p.roles.some((r) => Number.isFinite(r.from)));
    this.steadyPrincipals = this.principalsHere(0);
  }

  snapshot(): PhaseState {
    const { phase, fired, allBound, suspension, since } = this;
    return {
      phase,
      fired,
      allBound,
      suspension,
      since: { ...since, principals: new Set(since.principals) },
      everBound: new Set(this.everBound),
      agreements: this.agreements.snapshot(),
    };
  }

  resumeFrom({ phase, fired, allBound, suspension, since, everBound, agreements }: PhaseState): void {
    Object.assign(this, { phase, fired, allBound, suspension });
    this.since = { ...since, principals: new Set(since.principals) };
    for (const party of everBound) this.everBound.add(party);
    this.agreements.resumeFrom(agreements);
  }

  private sitsAtTable(party: PartyId): boolean {
    return this.table === undefined || this.table.includes(party);
  }

  private principalsHere(at: number): readonly PartyId[] {
    return principalsAt(this.registry, at).filter((party) => this.sitsAtTable(party));
  }

  private principalsAt(told: PlacedReport): readonly PartyId[] {
    return this.datedRoles ? this.principalsHere(told.place.at) : this.steadyPrincipals;
  }

  take(told: PlacedReport, step: number): void {
    const standing = told.standing && (told.role !== 'principal' || this.sitsAtTable(told.report.party as PartyId));
    this.noteSinceCollapse(told, standing);
    this.agreements.apply(standing === told.standing ? told : { ...told, standing }, step, this.published);
    const seen = this.inputOf(told, standing);
    const rule = ruleFor(seen, this.phase);
    if (rule) {
      this.fire(rule, told, step);
      const next = followingRule(rule, seen);
      if (next) this.fire(next, told, step);
    }
  }

  private noteSinceCollapse(told: PlacedReport, standing: boolean): void {
    const { kind, party } = told.report;
    if (kind === 'proposal' || (kind === 'demand' && standing)) this.since.offerTabled = true;
    if (!standing || party === undefined || !affirmsTalks(told.report)) return;
    if (told.role === 'principal') this.since.principals.add(party);
    else this.since.thirdParty = true;
  }

  private inputOf(told: PlacedReport, standing: boolean): RuleInput {
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
      movesPhase:
        agreement === undefined || !CHANGES_AGREEMENT.has(report.kind) || this.haltsTalks(agreement, principals),
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

  private fire(rule: Rule, told: PlacedReport, step: number): void {
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
    this.fired = { firing: { step, rule: rule.name, from, to, report: told }, before: this.fired };
  }

  private resumed(): Phase {
    const before = this.suspension?.before ?? 'exploratory';
    return before === 'unreported' || before === 'rumoured' ? 'exploratory' : before;
  }
}

/** The walk as it has come to its end. */
class CompletedRun implements PhaseRun {
  readonly phase: Phase;
  readonly rule: RuleName | null;
  readonly since: Place | null;
  readonly agreements: Agreements;
  readonly #fired: FiringList | undefined;
  #firings: readonly Firing[] | undefined;

  constructor(
    readonly reports: readonly PlacedReport[],
    { phase, fired, agreements }: PhaseMachine,
  ) {
    this.phase = phase;
    this.rule = fired?.firing.rule ?? null;
    this.since = fired?.firing.report.place ?? null;
    this.agreements = agreements;
    this.#fired = fired;
  }

  get firings(): readonly Firing[] {
    if (this.#firings) return this.#firings;
    const firings: Firing[] = [];
    for (let fired = this.#fired; fired; fired = fired.before) firings.push(fired.firing);
    return (this.#firings = firings.toReversed());
  }

  latest(...rules: readonly RuleName[]): number {
    for (let fired = this.#fired; fired; fired = fired.before)
      if (rules.includes(fired.firing.rule)) return fired.firing.step;
    return -1;
  }
}

/** The walk over all reports of a view, taken up where the chronicle's own was last the same. */
function runOnIndex(
  { registry, selection: { published, reportIndex }, reports }: CountedReports,
  seen: IndexAsOf,
): PhaseRun {
  const machine = new PhaseMachine(registry, seen, published, undefined);
  const alike = sameReportsForThePhase(seen, machine.agreements.terms);
  const { phaseStates } = reportIndex;
  const from = phaseStates.within(alike);
  if (from) machine.resumeFrom(from.state);
  for (let step = from?.at ?? 0; step < reports.length; step += 1) {
    machine.take(reports[step] as PlacedReport, step);
    const at = step + 1;
    if (at <= alike && phaseStates.wants(at, at === alike && seen.isWhole)) phaseStates.keep(at, machine.snapshot());
  }
  return new CompletedRun(reports, machine);
}

/** The walk over these reports; with a table, its members alone are the principals. */
export function phaseRunOf(counted: CountedReports, reports: readonly PlacedReport[], table?: Table): PhaseRun {
  const { registry, selection, indexAsOf } = counted;
  if (indexAsOf && reports === counted.reports && table === undefined) return runOnIndex(counted, indexAsOf);
  const machine = new PhaseMachine(registry, new ScannedSubjects(reports), selection.published, table);
  reports.forEach((told, step) => machine.take(told, step));
  return new CompletedRun(reports, machine);
}
