/** The phase machine: takes the counted reports in order and fires the rules of the phase table on them. */
import { TALKS, type AgreementId, type PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { newClaim, talksAfter } from '../claims/claims.js';
import { affirmsTalks, isSession } from '../record/kinds.js';
import type { PartyAtPlace, PlacedReport } from '../record/placed-report.js';
import { principalsAt, type Registry } from '../record/registry.js';
import { isRefusalOfAll, principalsIn } from '../record/standing.js';
import type { Table } from '../record/tables.js';
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import type { Selection } from '../report-index/selection.js';
import type { ReadonlyBound } from './agreement-state.js';
import { Agreements } from './agreements.js';
import type { FiringList, PhaseState } from './phase-state.js';
import { followingRule, ruleFor, type Phase, type Rule, type RuleInput } from './phases.js';
import {
  areEngaged,
  canReturnAlone,
  copyOfSince,
  heardIn,
  newSinceCollapse,
  noteSinceCollapse,
} from './since-collapse.js';

/** The kinds that, where they name an agreement, are about the agreement and not about the talks. */
const CHANGES_AGREEMENT: ReadonlySet<Kind> = new Set<Kind>(['suspension', 'resumption', 'breakdown']);

/** See the file comment. It takes each report once. */
export class PhaseMachine {
  phase: Phase = 'unreported';
  fired: FiringList | undefined;
  /** From the reports since the latest collapse or conclusion: earlier words on it no longer count. */
  talksClaim = newClaim(TALKS);
  readonly agreements: Agreements;
  private since = newSinceCollapse();
  private readonly everBound = new Set<PartyId>();
  private binding: PhaseState['binding'] = { all: false, inPart: false };
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
    const { phase, fired, talksClaim, binding, suspension, since } = this;
    return {
      phase,
      fired,
      talksClaim,
      binding,
      suspension,
      since: copyOfSince(since),
      everBound: new Set(this.everBound),
      agreements: this.agreements.snapshot(),
    };
  }

  /** Goes on from a snapshot; to be called before the first report. */
  resumeFrom({ since, everBound, agreements, ...rest }: PhaseState): void {
    Object.assign(this, rest);
    this.since = copyOfSince(since);
    for (const party of everBound) this.everBound.add(party);
    this.agreements.resumeFrom(agreements);
  }

  /** Takes the next report. Two rules may fire on it: the one that applies, and the one that may follow. */
  take(given: PlacedReport, step: number): void {
    const t = this.asHeardHere(given);
    this.talksClaim = talksAfter(this.talksClaim, given, { selection: { published: this.published } });
    const principals = this.principalsAt(t);
    const boundBefore = this.agreements.bound();
    noteSinceCollapse(this.since, t, { phase: this.phase, principals, published: this.published });
    this.agreements.apply(t, step, this.published);
    const input = this.inputOf(t, principals, boundBefore);
    const rule = ruleFor(input, this.phase);
    if (!rule) return;
    this.fire(rule, t, step);
    const next = followingRule(rule, input);
    if (next) this.fire(next, t, step);
  }

  private sitsAtTable(party: PartyId): boolean {
    return this.table === undefined || this.table.includes(party);
  }

  /** The report, with principals who do not sit at the table not heard there. */
  private asHeardHere(t: PlacedReport): PlacedReport {
    if (this.table === undefined) return t;
    const isHeard = ({ party, role }: PartyAtPlace) => role !== 'principal' || this.sitsAtTable(party);
    if (!t.standing || t.parties.every(isHeard)) return t;
    const parties = t.parties.map((p) => (isHeard(p) ? p : { ...p, standing: false }));
    return { ...t, parties, standing: parties.some(({ standing }) => standing) };
  }

  private principalsHere(at: number): readonly PartyId[] {
    return principalsAt(this.registry, at).filter((party) => this.sitsAtTable(party));
  }

  private principalsAt(t: PlacedReport): readonly PartyId[] {
    return this.hasDatedRoles ? this.principalsHere(t.place.at) : this.principalsAlways;
  }

  private inputOf(t: PlacedReport, principals: readonly PartyId[], boundBefore: ReadonlyBound): RuleInput {
    const { report, standing } = t;
    const { agreement } = t.subjects;
    const { since, agreements } = this;
    const before = this.binding;
    const bound = agreements.bound();
    const now = this.bindingOf(principals);
    const someUnbound = principals.some((p) => this.everBound.has(p) && !bound.has(p));
    for (const party of bound.keys()) this.everBound.add(party);
    this.binding = now;
    const engaged = areEngaged(since);
    const isRefusal = report.kind === 'refusal' && heardIn(t).some((party) => principals.includes(party));
    return {
      report,
      declares: t.declares,
      standing,
      affirmsTalks: affirmsTalks(report, this.published),
      refusesAll: isRefusal && isRefusalOfAll(t, principals, this.registry),
      inSession: isSession(report) && principalsIn(report, principals).length >= 2,
      bothReady: since.ready.size >= 2,
      offerTabled: since.offerTabled,
      engaged,
      aloneAfterCollapse: this.phase === 'collapsed' && !engaged && !canReturnAlone(since, t, principals),
      bySuspender: this.suspension !== undefined && heardIn(t).some((party) => this.suspension?.by.includes(party)),
      movesPhase:
        agreement === undefined ||
        !CHANGES_AGREEMENT.has(report.kind) ||
        this.haltsTalks(agreement, principals, boundBefore),
      someUnbound,
      allBound: now.all,
      inPart: now.inPart,
      comesToBeBound: now.all && (!before.all || (before.inPart && !now.inPart)),
      namesBindingAgreement: agreement !== undefined && agreements.isBinding(agreement),
    };
  }

  private bindingOf(principals: readonly PartyId[]): PhaseState['binding'] {
    const bound = this.agreements.bound();
    return {
      all: principals.length > 0 && principals.every((p) => bound.has(p)),
      inPart: principals.some((p) => bound.get(p) === 'in part'),
    };
  }

  /** Halting an agreement halts the talks only if some principal was bound by nothing but that agreement's chain. */
  private haltsTalks(agreement: AgreementId, principals: readonly PartyId[], boundBefore: ReadonlyBound): boolean {
    if (this.phase !== 'agreed' && this.phase !== 'implementing' && this.phase !== 'suspended') return false;
    const others = this.agreements.boundWithout(agreement);
    return principals.some((party) => boundBefore.has(party) && !others.has(party));
  }

  private fire(rule: Rule, t: PlacedReport, step: number): void {
    const from = this.phase;
    const to = rule.to === 'resume' ? this.phaseToResume() : rule.to;
    this.suspension = rule.name === 'suspended' ? { before: from, by: heardIn(t) } : undefined;
    if (rule.name === 'collapsed') this.collapse(t, step);
    if (rule.name === 'collapsed' || rule.name === 'concluded') this.talksClaim = newClaim(TALKS);
    this.phase = to;
    this.fired = { firing: { step, rule: rule.name, from, to, report: t }, before: this.fired };
  }

  private collapse(t: PlacedReport, step: number): void {
    this.since = newSinceCollapse(heardIn(t));
    this.agreements.collapse(step);
    // An agreement that was never announced outlives a collapse. Those whom it binds do not come to be bound again.
    const now = this.bindingOf(this.principalsAt(t));
    this.binding = { all: this.binding.all && now.all, inPart: now.inPart };
  }

  private phaseToResume(): Phase {
    const before = this.suspension?.before ?? 'exploratory';
    return before === 'unreported' || before === 'rumoured' ? 'exploratory' : before;
  }
}
