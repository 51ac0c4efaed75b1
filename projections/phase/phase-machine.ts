/** The phase machine: the state of the talks after one more report, by the rules of the phase table. */
import { TALKS, type AgreementId, type PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { newClaim, talksAfter, type Claim } from '../claims/claims.js';
import { affirmsTalks, isSession } from '../record/kinds.js';
import type { PartyAtPlace, PlacedReport } from '../record/placed-report.js';
import { principalsAt, type Registry } from '../record/registry.js';
import { isRefusalOfAll, principalsIn } from '../record/standing.js';
import type { Table } from '../record/tables.js';
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import type { PublishedById } from '../report-index/selection.js';
import { withAll } from '../support/sets.js';
import type { InRecord } from '../threads/withdrawals.js';
import { agreementsAfter, agreementsAfterCollapse } from './agreements-after.js';
import { AgreementsReading } from './agreements.js';
import { endsTalks, type Firing, type PhaseState } from './phase-state.js';
import { followingRule, ruleFor, type Phase, type Rule, type RuleInput } from './phases.js';
import { areEngaged, canReturnAlone, heardIn, newSinceCollapse, sinceAfter } from './since-collapse.js';

/** The kinds that, where they name an agreement, are about the agreement and not about the talks. */
const CHANGES_AGREEMENT: ReadonlySet<Kind> = new Set<Kind>(['suspension', 'resumption', 'breakdown']);

/** What the machine reads with a report, besides its state. */
export interface MachineReads {
  readonly registry: Registry;
  /** Of all reports, the later ones too. */
  readonly terms: AgreementTermsIndex;
  readonly published: Pick<PublishedById, 'get'>;
}

/** See the file comment. It keeps no state of its own. */
export class PhaseMachine {
  readonly agreements: AgreementsReading;
  private readonly registry: Registry;
  readonly published: MachineReads['published'];
  private readonly record: InRecord;
  private readonly hasDatedRoles: boolean;
  private readonly principalsAlways: readonly PartyId[];

  /** @param table its members alone are the principals; undefined for all principals */
  constructor(
    { registry, terms, published }: MachineReads,
    private readonly table?: Table,
  ) {
    this.registry = registry;
    this.published = published;
    this.record = { selection: { published } };
    this.agreements = new AgreementsReading(terms, (party) => this.sitsAtTable(party));
    this.hasDatedRoles = [...registry.parties.values()].some((p) => p.roles.some((r) => Number.isFinite(r.from)));
    this.principalsAlways = this.principalsHere(0);
  }

  /**
   * The state after one more report; the same where it changes nothing. Two rules may fire on it: the one that applies, and
   * the one that may follow.
   */
  after(before: PhaseState, t: PlacedReport): PhaseState {
    const after = this.moved(before, t);
    const fired = after.fired === before.fired ? NOTHING_FIRED : after.fired;
    const talksClaim = this.talksAfter(before.talksClaim, t, fired);
    return talksClaim === after.talksClaim ? after : { ...after, talksClaim };
  }

  /** The same, with what has been said of the talks left as it was: no rule depends on it. */
  moved(before: PhaseState, given: PlacedReport): PhaseState {
    const t = this.asHeardHere(given);
    const principals = this.principalsAt(t);
    const taken = this.taken(before, t, principals);
    const input = this.inputOf(before, taken, t, principals);
    const rule = ruleFor(input, before.phase);
    if (!rule) return taken;
    const next = followingRule(rule, input);
    const once = this.fired({ ...taken, fired: [] }, rule, t);
    return next ? this.fired(once, next, t) : once;
  }

  /** The claim `talks` after one more report, on which these rules have fired. */
  talksAfter(before: Claim, given: PlacedReport, fired: readonly Firing[]): Claim {
    if (fired.some(endsTalks)) return newClaim(TALKS);
    return talksAfter(before, given, this.record);
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

  /** What the report says and does, before any rule fires on it. */
  private taken(before: PhaseState, t: PlacedReport, principals: readonly PartyId[]): PhaseState {
    const agreements = agreementsAfter(before.agreements, t, this.agreements, this.published);
    const since = sinceAfter(before.since, t, { phase: before.phase, principals, published: this.published });
    const everBound = withAll(before.everBound, this.agreements.of(agreements).bound().keys());
    const now = this.bindingIn(agreements, principals);
    const { all, inPart } = before.binding;
    const binding = all === now.all && inPart === now.inPart ? before.binding : now;
    // Most reports of a long story change nothing.
    const isSame = since === before.since && agreements === before.agreements && binding === before.binding;
    return isSame && everBound === before.everBound ? before : { ...before, since, agreements, everBound, binding };
  }

  private inputOf(
    { binding: was, everBound, agreements: agreementsBefore }: PhaseState,
    { phase, since, binding: now, suspension, agreements }: PhaseState,
    t: PlacedReport,
    principals: readonly PartyId[],
  ): RuleInput {
    const { report, standing } = t;
    const { agreement } = t.subjects;
    const read = this.agreements.of(agreements);
    const bound = read.bound();
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
      aloneAfterCollapse: phase === 'collapsed' && !engaged && !canReturnAlone(since, t, principals),
      bySuspender: suspension !== undefined && heardIn(t).some((party) => suspension.by.includes(party)),
      movesPhase:
        agreement === undefined ||
        !CHANGES_AGREEMENT.has(report.kind) ||
        (HOLDING.has(phase) && this.haltsTalks(agreement, principals, agreementsBefore, agreements)),
      someUnbound: principals.some((p) => everBound.has(p) && !bound.has(p)),
      allBound: now.all,
      inPart: now.inPart,
      comesToBeBound: now.all && (!was.all || (was.inPart && !now.inPart)),
      namesBindingAgreement: agreement !== undefined && read.isBinding(agreement),
    };
  }

  private bindingIn(agreements: PhaseState['agreements'], principals: readonly PartyId[]): PhaseState['binding'] {
    const bound = this.agreements.of(agreements).bound();
    return {
      all: principals.length > 0 && principals.every((p) => bound.has(p)),
      inPart: principals.some((p) => bound.get(p) === 'in part'),
    };
  }

  /** Halting an agreement halts the talks only if some principal was bound by nothing but that agreement's chain. */
  private haltsTalks(
    agreement: AgreementId,
    principals: readonly PartyId[],
    before: PhaseState['agreements'],
    after: PhaseState['agreements'],
  ): boolean {
    const bound = this.agreements.of(before).bound();
    const others = this.agreements.of(after).boundWithout(agreement);
    return principals.some((party) => bound.has(party) && !others.has(party));
  }

  private fired(state: PhaseState, rule: Rule, t: PlacedReport): PhaseState {
    const from = state.phase;
    const to = rule.to === 'resume' ? phaseToResume(state) : rule.to;
    const moved: PhaseState = {
      ...state,
      phase: to,
      suspension: rule.name === 'suspended' ? { before: from, by: heardIn(t) } : undefined,
      fired: [...state.fired, { rule: rule.name, from, to, report: t }],
    };
    return rule.name === 'collapsed' ? this.collapsed(moved, t) : moved;
  }

  private collapsed(state: PhaseState, t: PlacedReport): PhaseState {
    const agreements = agreementsAfterCollapse(state.agreements, t, this.agreements);
    // An agreement that was never announced outlives a collapse. Those whom it binds do not come to be bound again.
    const now = this.bindingIn(agreements, this.principalsAt(t));
    return {
      ...state,
      since: newSinceCollapse(heardIn(t)),
      agreements,
      binding: { all: state.binding.all && now.all, inPart: now.inPart },
    };
  }
}

const NOTHING_FIRED: readonly Firing[] = [];

/** The phases in which a halt of an agreement may halt the talks. */
const HOLDING: ReadonlySet<Phase> = new Set<Phase>(['agreed', 'implementing', 'suspended']);

function phaseToResume({ suspension }: PhaseState): Phase {
  const before = suspension?.before ?? 'exploratory';
  return before === 'unreported' || before === 'rumoured' ? 'exploratory' : before;
}
