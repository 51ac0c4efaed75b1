/** The phases of talks, and the table of rules by which a report moves them (rules 4.8 to 4.26 in docs/rules.md). */
import type { Report } from '../../events/report.js';
import type { Kind, Outlook } from '../../events/vocabulary.js';
import { acceptsOutright } from '../record/kinds.js';

/** From no report at all to the end of the negotiation. */
export const PHASES = [
  'unreported',
  'rumoured',
  'exploratory',
  'negotiating',
  'deadlocked',
  'suspended',
  'agreed',
  'implementing',
  'collapsed',
  'concluded',
] as const;
export type Phase = (typeof PHASES)[number];

/** In the order of the table. */
export const RULE_NAMES = [
  'rumour',
  'both-ready',
  'contact-confirmed',
  'in-session',
  'offer-tabled',
  'refused',
  'deadlock-declared',
  'reopened',
  'movement',
  'undone',
  'agreed',
  'carried-out',
  'suspended',
  'resumed',
  'collapsed',
  'concluded',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** One report, with what the phase machine knows once it has taken it. */
export interface RuleInput {
  readonly report: Report;
  /** Whether an official speaks for one of its parties. */
  readonly declares: boolean;
  /**
   * Whether it declares for a party with standing. Where the phase of one bargaining table is computed, principals who do
   * not sit at it have none.
   */
  readonly standing: boolean;
  /** Whether it is a confirmation of `talks`, or an act in the talks. */
  readonly affirmsTalks: boolean;
  /** Whether it is a principal's declared refusal to talk with all others. */
  readonly refusesAll: boolean;
  /** Whether it is a sitting of the talks at which two principals were. */
  readonly inSession: boolean;
  /** Whether two principals have said that they are ready to talk, since the start or the latest collapse. */
  readonly bothReady: boolean;
  /** Whether an offer has been put since then. */
  readonly offerTabled: boolean;
  /** Whether a third party with a role, or two principals, have affirmed the talks since then. */
  readonly engaged: boolean;
  /** Whether, while the talks are collapsed, only one principal would have them again. */
  readonly aloneAfterCollapse: boolean;
  /** Whether it is of a party whose suspension is in force. */
  readonly bySuspender: boolean;
  /** Whether it can move the phase. A report that halts or resumes only an agreement, not the talks, cannot. */
  readonly movesPhase: boolean;
  /** Whether a principal that was bound by an agreement is bound no longer. */
  readonly someUnbound: boolean;
  /** Whether every principal is bound. */
  readonly allBound: boolean;
  /** Whether some principal is bound by agreements of scope `partial` alone. */
  readonly inPart: boolean;
  /** Whether with this report every principal is bound, or none in part, and that was not so before. */
  readonly comesToBeBound: boolean;
  /** Whether it names an agreement that binds a principal once this report is taken in. */
  readonly namesBindingAgreement: boolean;
}

/** Phases in which a rule applies on a condition. */
interface ConditionalPhases {
  readonly phases: ReadonlySet<Phase>;
  readonly where: (input: RuleInput) => boolean;
}

/** One row of the table. */
export interface Rule {
  readonly name: RuleName;
  readonly fires: (input: RuleInput) => boolean;
  /** The phases in which it applies. */
  readonly from: ReadonlySet<Phase>;
  /** Further phases in which it applies on a condition. */
  readonly alsoFrom?: ConditionalPhases;
  /** The phase that it leads to. `resume`: the phase before the suspension. */
  readonly to: Phase | 'resume';
}

const only = (...phases: readonly Phase[]): ReadonlySet<Phase> => new Set(phases);
const allBut = (...phases: readonly Phase[]): ReadonlySet<Phase> => new Set(PHASES.filter((p) => !phases.includes(p)));

/** Whether it assesses the talks, not one issue, in one of these ways. */
const assesses = (report: Report, ...outlooks: readonly Outlook[]): boolean =>
  report.kind === 'assessment' && report.issue === undefined && outlooks.includes(report.outlook);

const isMovement = ({ report, inSession }: RuleInput): boolean =>
  (report.kind === 'proposal' && report.final !== true) ||
  report.kind === 'concession' ||
  report.kind === 'resumption' ||
  acceptsOutright(report) ||
  inSession ||
  assesses(report, 'progress', 'imminent');

const REOPENING: ReadonlySet<Kind> = new Set<Kind>(['proposal', 'demand', 'rejection', 'concession', 'contact']);
const RESUMING: ReadonlySet<Kind> = new Set<Kind>(['proposal', 'concession', 'acceptance', 'contact']);

/** An agreement in part leaves the rest to the talks, which can stop or go on about it. */
const inPart = (...phases: readonly Phase[]): ConditionalPhases => ({
  phases: only(...phases),
  where: (s) => s.inPart,
});

/** The table. Of several rules that apply to a report, the lowest in this table fires. */
export const RULES: readonly Rule[] = [
  {
    name: 'rumour',
    fires: (s) => !s.standing && s.affirmsTalks,
    from: only('unreported'),
    to: 'rumoured',
  },
  {
    name: 'both-ready',
    fires: (s) => s.bothReady,
    from: only('unreported', 'rumoured', 'collapsed'),
    to: 'exploratory',
  },
  {
    name: 'contact-confirmed',
    fires: (s) => s.standing && s.affirmsTalks && s.report.kind !== 'suspension' && !s.aloneAfterCollapse,
    from: only('unreported', 'rumoured', 'collapsed'),
    to: 'exploratory',
  },
  {
    name: 'in-session',
    fires: (s) => s.standing && s.inSession,
    from: only('exploratory'),
    to: 'negotiating',
  },
  {
    name: 'offer-tabled',
    fires: (s) =>
      (s.report.kind === 'proposal' || s.report.kind === 'demand' || (s.declares && s.affirmsTalks)) &&
      s.offerTabled &&
      s.engaged,
    from: only('exploratory'),
    to: 'negotiating',
  },
  {
    name: 'refused',
    fires: (s) => s.refusesAll,
    from: only('exploratory', 'negotiating'),
    alsoFrom: inPart('agreed', 'implementing'),
    to: 'deadlocked',
  },
  {
    name: 'deadlock-declared',
    fires: (s) => s.standing && assesses(s.report, 'deadlock'),
    from: only('exploratory', 'negotiating'),
    alsoFrom: inPart('agreed', 'implementing'),
    to: 'deadlocked',
  },
  {
    name: 'reopened',
    fires: (s) =>
      s.standing && (REOPENING.has(s.report.kind) || assesses(s.report, 'progress', 'imminent', 'mixed', 'unresolved')),
    from: only(),
    alsoFrom: inPart('agreed'),
    to: 'negotiating',
  },
  {
    name: 'movement',
    fires: (s) => s.standing && isMovement(s),
    from: only('deadlocked'),
    to: 'negotiating',
  },
  {
    name: 'undone',
    fires: (s) => s.someUnbound,
    from: only('agreed', 'implementing'),
    to: 'negotiating',
  },
  {
    name: 'agreed',
    fires: (s) => s.comesToBeBound,
    from: allBut('implementing', 'concluded'),
    to: 'agreed',
  },
  {
    name: 'carried-out',
    fires: (s) => s.standing && s.report.kind === 'implementation' && s.namesBindingAgreement,
    from: only('agreed'),
    alsoFrom: { phases: only('negotiating'), where: (s) => s.allBound },
    to: 'implementing',
  },
  {
    name: 'suspended',
    fires: (s) => s.standing && s.report.kind === 'suspension',
    from: allBut('suspended', 'collapsed', 'concluded'),
    to: 'suspended',
  },
  {
    name: 'resumed',
    fires: (s) => s.standing && (s.report.kind === 'resumption' || (s.bySuspender && RESUMING.has(s.report.kind))),
    from: only('suspended'),
    to: 'resume',
  },
  {
    name: 'collapsed',
    fires: (s) => s.standing && s.report.kind === 'breakdown',
    from: allBut('collapsed', 'concluded'),
    to: 'collapsed',
  },
  {
    name: 'concluded',
    fires: (s) => s.standing && s.report.kind === 'conclusion',
    from: allBut('concluded'),
    to: 'concluded',
  },
];

const appliesIn = ({ from, alsoFrom }: Rule, phase: Phase, input: RuleInput): boolean =>
  from.has(phase) || (alsoFrom !== undefined && alsoFrom.phases.has(phase) && alsoFrom.where(input));

/** The rule that fires on a report in a phase, if any. */
export const ruleFor = (input: RuleInput, phase: Phase): Rule | undefined =>
  input.movesPhase ? RULES.findLast((rule) => appliesIn(rule, phase, input) && rule.fires(input)) : undefined;

/** The rules that may fire on the report on which `contact-confirmed` has fired. */
const AFTER_CONTACT: ReadonlySet<RuleName> = new Set<RuleName>(['in-session', 'offer-tabled']);

/** The rule that fires next on the same report: only `contact-confirmed` is followed by another. */
export const followingRule = (rule: Rule, input: RuleInput): Rule | undefined =>
  rule.name === 'contact-confirmed'
    ? RULES.findLast((next) => AFTER_CONTACT.has(next.name) && next.fires(input))
    : undefined;
