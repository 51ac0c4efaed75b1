/** The phases of talks, and the rules by which a report moves them: the table of domain.md, section 4, as a table. */
import type { Report } from '../../events/report.js';
import { acceptsOutright, affirmsTalks } from '../record/kinds.js';

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

/** One report of the walk, with what the walk knows when it has taken it in. */
export interface RuleInput {
  readonly report: Report;
  readonly declares: boolean;
  /** Of standing in this walk: at a table, principals who do not sit there have none. */
  readonly standing: boolean;
  readonly byPrincipal: boolean;
  /** An offer is on the table since the start or the latest collapse. */
  readonly offerTabled: boolean;
  /** A third party with a role, or two principals, have affirmed the talks since then. */
  readonly engaged: boolean;
  /** It comes from the party whose breakdown was the latest collapse. */
  readonly byCollapser: boolean;
  /** It comes from the party whose suspension is in force. */
  readonly bySuspender: boolean;
  /** It is no halt or resumption of an agreement alone, which leaves the talks where they are. */
  readonly movesPhase: boolean;
  readonly someUnbound: boolean;
  readonly allComeToBeBound: boolean;
  readonly namesBindingAgreement: boolean;
}

export interface Rule {
  readonly name: RuleName;
  readonly fires: (step: RuleInput) => boolean;
  readonly from: ReadonlySet<Phase>;
  /** `resume`: the phase before the suspension. */
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

/** In the order of the design's table: of several rules that apply to a report, the lowest fires. */
export const RULES: readonly Rule[] = [
  {
    name: 'rumour',
    fires: (s) => !s.standing && affirmsTalks(s.report),
    from: only('unreported'),
    to: 'rumoured',
  },
  {
    name: 'contact-confirmed',
    fires: (s) => s.standing && affirmsTalks(s.report) && s.report.kind !== 'suspension',
    from: only('unreported', 'rumoured'),
    to: 'exploratory',
  },
  {
    // After a collapse a lone principal makes no talks, unless it is the one that broke them off.
    name: 'contact-confirmed',
    fires: (s) =>
      s.standing && affirmsTalks(s.report) && s.report.kind !== 'suspension' && (s.engaged || s.byCollapser),
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

/** The rule that fires on a report, if any. */
export const ruleFor = (step: RuleInput, phase: Phase): Rule | undefined =>
  step.movesPhase ? RULES.findLast((rule) => rule.from.has(phase) && rule.fires(step)) : undefined;

/** The only rule that may fire on a report on which another has fired. */
export const followingRule = (rule: Rule, step: RuleInput): Rule | undefined =>
  rule.name === 'contact-confirmed'
    ? RULES.find((next) => next.name === 'offer-tabled' && next.fires(step))
    : undefined;
