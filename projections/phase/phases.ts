/** The phases of talks, and the table of rules by which a report moves them (rules 4.8 to 4.26 in docs/rules.md). */
import type { Report } from '../../events/report.js';
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

/** In the order of the table; `contact-confirmed` has two rows. */
export const RULE_NAMES = [
  'rumour',
  'contact-confirmed',
  'offer-tabled',
  'refused',
  'deadlock-declared',
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
  /**
   * Whether it declares for a party with standing. Where the phase of one bargaining table is computed, principals who do
   * not sit at it have none.
   */
  readonly standing: boolean;
  readonly byPrincipal: boolean;
  readonly affirmsTalks: boolean;
  /** Whether an offer has been put since the start or the latest collapse. */
  readonly offerTabled: boolean;
  /** Whether a third party with a role, or two principals, have affirmed the talks since then. */
  readonly engaged: boolean;
  /** Whether it is of the party whose breakdown was the latest collapse. */
  readonly byCollapser: boolean;
  /** Whether it is of the party whose suspension is in force. */
  readonly bySuspender: boolean;
  /** Whether it can move the phase. A report that halts or resumes only an agreement, not the talks, cannot. */
  readonly movesPhase: boolean;
  /** Whether a principal that was bound by an agreement is bound no longer. */
  readonly someUnbound: boolean;
  /** Whether agreements now bind all principals, and did not before. */
  readonly allComeToBeBound: boolean;
  /** Whether it names an agreement that binds its members once this report is taken in. */
  readonly namesBindingAgreement: boolean;
}

/** One row of the table. */
export interface Rule {
  readonly name: RuleName;
  readonly fires: (input: RuleInput) => boolean;
  /** The phases in which it applies. */
  readonly from: ReadonlySet<Phase>;
  /** The phase that it leads to. `resume`: the phase before the suspension. */
  readonly to: Phase | 'resume';
}

const only = (...phases: readonly Phase[]): ReadonlySet<Phase> => new Set(phases);
const allBut = (...phases: readonly Phase[]): ReadonlySet<Phase> => new Set(PHASES.filter((p) => !phases.includes(p)));

const assesses = (report: Report, ...outlooks: readonly string[]): boolean =>
  report.kind === 'assessment' && report.issue === undefined && outlooks.includes(report.outlook);

const isMovement = (report: Report): boolean =>
  (report.kind === 'proposal' && report.final !== true) ||
  report.kind === 'concession' ||
  acceptsOutright(report) ||
  assesses(report, 'progress', 'imminent');

const RESUMING: ReadonlySet<string> = new Set(['proposal', 'concession', 'acceptance', 'contact']);

/** The table. Of several rules that apply to a report, the lowest in this table fires. */
export const RULES: readonly Rule[] = [
  {
    name: 'rumour',
    fires: (s) => !s.standing && s.affirmsTalks,
    from: only('unreported'),
    to: 'rumoured',
  },
  {
    name: 'contact-confirmed',
    fires: (s) => s.standing && s.affirmsTalks && s.report.kind !== 'suspension',
    from: only('unreported', 'rumoured'),
    to: 'exploratory',
  },
  {
    // After a collapse, a principal alone does not make talks, unless it is the one that broke them off.
    name: 'contact-confirmed',
    fires: (s) => s.standing && s.affirmsTalks && s.report.kind !== 'suspension' && (s.engaged || s.byCollapser),
    from: only('collapsed'),
    to: 'exploratory',
  },
  {
    name: 'offer-tabled',
    fires: (s) => s.offerTabled && s.engaged,
    from: only('exploratory'),
    to: 'negotiating',
  },
  {
    name: 'refused',
    fires: (s) => s.standing && s.byPrincipal && s.report.kind === 'refusal',
    from: only('exploratory', 'negotiating'),
    to: 'deadlocked',
  },
  {
    name: 'deadlock-declared',
    fires: (s) => s.standing && assesses(s.report, 'deadlock'),
    from: only('exploratory', 'negotiating'),
    to: 'deadlocked',
  },
  {
    name: 'movement',
    fires: (s) => s.standing && isMovement(s.report),
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
    fires: (s) => s.allComeToBeBound,
    from: allBut('implementing', 'concluded'),
    to: 'agreed',
  },
  {
    name: 'carried-out',
    fires: (s) => s.standing && s.report.kind === 'implementation' && s.namesBindingAgreement,
    from: only('agreed'),
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

/** The rule that fires on a report in a phase, if any. */
export const ruleFor = (input: RuleInput, phase: Phase): Rule | undefined =>
  input.movesPhase ? RULES.findLast((rule) => rule.from.has(phase) && rule.fires(input)) : undefined;

/** The rule that fires next on the same report: `offer-tabled` may follow `contact-confirmed`, no other follows any. */
export const followingRule = (rule: Rule, input: RuleInput): Rule | undefined =>
  rule.name === 'contact-confirmed'
    ? RULES.find((next) => next.name === 'offer-tabled' && next.fires(input))
    : undefined;
