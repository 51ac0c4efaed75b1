/** The phase machine: takes the counted reports in order and fires the rules of the phase table on them. */
import type { AgreementId, PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { affirmsTalks, subjectFieldsOf } from '../record/kinds.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import { principalsAt, type Registry } from '../record/registry.js';
import type { Table } from '../record/tables.js';
import { AgreementTermsIndex, AgreementTermsReader } from '../report-index/agreement-terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { ResumeKey } from '../report-index/resume-points.js';
import type { Selection } from '../report-index/selection.js';
import { ScannedSubjects } from '../report-index/subject-index.js';
import { Agreements } from './agreements.js';
import type { FiringList, Firing, PhaseState, SinceCollapse } from './phase-state.js';
import { followingRule, ruleFor, type Phase, type Rule, type RuleName, type RuleInput } from './phases.js';

/** What the machine has come to after the last report. */
export interface PhaseRun {
  /** The reports that it took, in order; a step is an index into them. */
  readonly reports: readonly PlacedReport[];
  readonly phase: Phase;
  /** The last rule that fired; null where none did. */
  readonly rule: RuleName | null;
  /** The place of the report on which it fired. */
  readonly since: Place | null;
  /** All firings, in order. */
  readonly firings: readonly Firing[];
  /** The agreements as they are after the last report. */
  readonly agreements: Agreements;
  /** The step of the latest firing of any of these rules; -1 where none has fired. */
  readonly latest: (...rules: readonly RuleName[]) => number;
}

const newSinceCollapse = (collapser?: PartyId): SinceCollapse => ({
  offerTabled: false,
  thirdParty: false,
  principals: new Set(),
  collapser,
});

/** The kinds that, where they name an agreement, are about the agreement and not about the talks. */
const CHANGES_AGREEMENT: ReadonlySet<Kind> = new Set<Kind>(['suspension', 'resumption', 'breakdown']);

class PhaseMachine {
  phase: Phase = 'unreported';
  fired: FiringList | undefined;
  readonly agreements: Agreements;
  private since = newSinceCollapse();
  private readonly everBound = new Set<PartyId>();
  private allBound = false;
  private suspension: PhaseState['suspension'];
  private readonly hasDatedRoles: boolean;
  private readonly principalsAlways: readonly PartyId[];

  /** @param table its members alone are the principals; undefined for all principals */
  constructor(
    private readonly registry: Registry,
    terms: AgreementTermsIndex,
    private readonly published: Selection['published'],
    private readonly table: Table | undefined,
  ) {
    this.agreements = new Agreements(terms, (party) => this.sitsAtTable(party));
    this.hasDatedRoles = [...registry.parties.values()].some((p) => p.roles.some((r) => Number.isFinite(r.from)));
    this.principalsAlways = this.principalsHere(0);
  }

  /** The state as it is now, safe from what the machine does next. */
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

  /** Goes on from a snapshot; to be called before the first report. */
  resumeFrom({ phase, fired, allBound, suspension, since, everBound, agreements }: PhaseState): void {
    Object.assign(this, { phase, fired, allBound, suspension });
    this.since = { ...since, principals: new Set(since.principals) };
    for (const party of everBound) this.everBound.add(party);
    this.agreements.resumeFrom(agreements);
  }

  /** Takes the next report. Two rules may fire on it: the one that applies, and the one that may follow. */
  take(t: PlacedReport, step: number): void {
    const standing = t.standing && (t.parties[0]?.role !== 'principal' || this.sitsAtTable(t.report.party as PartyId));
    this.noteSinceCollapse(t, standing);
    this.agreements.apply(standing === t.standing ? t : { ...t, standing }, step, this.published);
    const input = this.inputOf(t, standing);
    const rule = ruleFor(input, this.phase);
    if (!rule) return;
    this.fire(rule, t, step);
    const next = followingRule(rule, input);
    if (next) this.fire(next, t, step);
  }

  private sitsAtTable(party: PartyId): boolean {
    return this.table === undefined || this.table.includes(party);
  }

  private principalsHere(at: number): readonly PartyId[] {
    return principalsAt(this.registry, at).filter((party) => this.sitsAtTable(party));
  }

  private principalsAt(t: PlacedReport): readonly PartyId[] {
    return this.hasDatedRoles ? this.principalsHere(t.place.at) : this.principalsAlways;
  }

  private noteSinceCollapse(t: PlacedReport, standing: boolean): void {
    const { kind, party } = t.report;
    if (kind === 'proposal' || (kind === 'demand' && standing)) this.since.offerTabled = true;
    if (!standing || party === undefined || !affirmsTalks(t.report, this.published)) return;
    if (t.parties[0]?.role === 'principal') this.since.principals.add(party);
    else this.since.thirdParty = true;
  }

  private inputOf(t: PlacedReport, standing: boolean): RuleInput {
    const { report } = t;
    const principals = this.principalsAt(t);
    const bound = this.agreements.bound();
    const allBoundNow = principals.length > 0 && principals.every((p) => bound.has(p));
    const allComeToBeBound = allBoundNow && !this.allBound;
    const someUnbound = principals.some((p) => this.everBound.has(p) && !bound.has(p));
    for (const party of bound) this.everBound.add(party);
    this.allBound = allBoundNow;
    const { agreement } = subjectFieldsOf(report);
    return {
      report,
      standing,
      byPrincipal: t.parties[0]?.role === 'principal',
      affirmsTalks: affirmsTalks(report, this.published),
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

  /** Halting an agreement halts the talks only if some principal is bound by nothing but that agreement's chain. */
  private haltsTalks(agreement: AgreementId, principals: readonly PartyId[]): boolean {
    if (this.phase !== 'agreed' && this.phase !== 'implementing' && this.phase !== 'suspended') return false;
    const others = this.agreements.boundWithout(agreement);
    return principals.some((party) => !others.has(party));
  }

  private fire(rule: Rule, t: PlacedReport, step: number): void {
    const from = this.phase;
    const to = rule.to === 'resume' ? this.phaseToResume() : rule.to;
    this.suspension = rule.name === 'suspended' ? { before: from, by: t.report.party } : undefined;
    if (rule.name === 'collapsed') this.collapse(t, step);
    this.phase = to;
    this.fired = { firing: { step, rule: rule.name, from, to, report: t }, before: this.fired };
  }

  private collapse(t: PlacedReport, step: number): void {
    this.since = newSinceCollapse(t.report.party);
    this.agreements.collapse(step);
    // An agreement that was never announced outlives a collapse. Those whom it binds do not come to be bound again.
    const stillBound = this.agreements.bound();
    this.allBound &&= this.principalsAt(t).every((p) => stillBound.has(p));
  }

  private phaseToResume(): Phase {
    const before = this.suspension?.before ?? 'exploratory';
    return before === 'unreported' || before === 'rumoured' ? 'exploratory' : before;
  }
}

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

const PHASE_STATES = new ResumeKey<PhaseState>('phase');

/** A run over all reports of an index. It resumes where the index last held a state that is the same here. */
function runOnIndex(
  { registry, selection: { published, reportIndex }, reports }: CountedReports,
  indexAsOf: IndexAsOf,
): PhaseRun {
  const terms = new AgreementTermsIndex(indexAsOf, reportIndex.termsReader);
  const machine = new PhaseMachine(registry, terms, published, undefined);
  const same = indexAsOf.sameMeaningUpTo(terms);
  const resumePoints = reportIndex.resumePoints(PHASE_STATES);
  const from = resumePoints.within(same);
  if (from) machine.resumeFrom(from.state);
  for (let step = from?.at ?? 0; step < reports.length; step += 1) {
    machine.take(reports[step] as PlacedReport, step);
    const at = step + 1;
    if (at <= same && resumePoints.wants(at, at === same && indexAsOf.isWhole))
      resumePoints.keep(at, machine.snapshot());
  }
  return new CompletedRun(reports, machine);
}

/**
 * Runs the phase machine.
 * @param reports some of the counted reports, in order
 * @param table its members alone are the principals; undefined for all principals
 */
export function phaseRunOf(counted: CountedReports, reports: readonly PlacedReport[], table?: Table): PhaseRun {
  const { registry, selection, indexAsOf } = counted;
  if (indexAsOf && reports === counted.reports && table === undefined) return runOnIndex(counted, indexAsOf);
  const terms = new AgreementTermsIndex(new ScannedSubjects(reports), new AgreementTermsReader(registry));
  const machine = new PhaseMachine(registry, terms, selection.published, table);
  reports.forEach((t, step) => machine.take(t, step));
  return new CompletedRun(reports, machine);
}
