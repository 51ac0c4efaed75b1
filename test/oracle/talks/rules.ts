/** The phase table of section 4, from its lowest row to its first. */
import { bindingAgreements } from './agreements.js';
import { text } from '../json.js';
import {
  bothReady,
  engaged,
  goesOn,
  isMovement,
  isSession,
  latest,
  mayReturn,
  momentOf,
  offerOnTheTable,
  type Run,
  type Step,
} from './phase.js';
import { affirms, assessesTalks, heardFor, refusesAll } from '../voices.js';

export interface Row {
  readonly rule: string;
  readonly from: (now: Step) => boolean;
  readonly to: (now: Step) => string;
  readonly fires: (now: Step) => boolean;
}

const from =
  (...phases: string[]) =>
  ({ run }: Step): boolean =>
    phases.includes(run.phase);
const allBut =
  (...phases: string[]) =>
  ({ run }: Step): boolean =>
    !phases.includes(run.phase);
const to = (phase: string) => () => phase;

/** Talks that go on, or are agreed in part. */
const underWay = (now: Step): boolean =>
  from('exploratory', 'negotiating')(now) || (from('agreed', 'implementing')(now) && now.bound.inPart);

const carriesOut = ({ run, step, report }: Step): boolean =>
  report.kind === 'implementation' &&
  bindingAgreements(momentOf(run, step + 1)).includes(text(report.data, 'agreement') ?? '');

function suspenders(run: Run): readonly string[] {
  const suspension = run.talks.reports[latest(run, 'suspended')?.step ?? -1];
  return suspension ? heardFor(suspension) : [];
}

const resumes = ({ run, report }: Step): boolean =>
  report.kind === 'resumption' ||
  (['proposal', 'concession', 'acceptance', 'contact'].includes(report.kind) &&
    heardFor(report).some((party) => suspenders(run).includes(party)));

function beforeSuspension({ run }: Step): string {
  const before = latest(run, 'suspended')?.from ?? 'exploratory';
  return ['unreported', 'rumoured'].includes(before) ? 'exploratory' : before;
}

/** A proposal or demand by anybody, or a declared confirmation of the talks or act in them. */
const movesToTheTable = ({ report }: Step): boolean =>
  ['proposal', 'demand'].includes(report.kind) || (report.declares && affirms(report));

export const LOWEST_FIRST: readonly Row[] = [
  {
    rule: 'concluded',
    from: allBut('concluded'),
    to: to('concluded'),
    fires: ({ report }) => report.standing && report.kind === 'conclusion',
  },
  {
    rule: 'collapsed',
    from: allBut('collapsed', 'concluded'),
    to: to('collapsed'),
    fires: ({ report }) => report.standing && report.kind === 'breakdown',
  },
  {
    rule: 'resumed',
    from: from('suspended'),
    to: beforeSuspension,
    fires: (now) => now.report.standing && resumes(now),
  },
  {
    rule: 'suspended',
    from: allBut('suspended', 'collapsed', 'concluded'),
    to: to('suspended'),
    fires: ({ report }) => report.standing && report.kind === 'suspension',
  },
  {
    rule: 'carried-out',
    from: (now) => from('agreed')(now) || (from('negotiating')(now) && now.bound.all),
    to: to('implementing'),
    fires: (now) => now.report.standing && carriesOut(now),
  },
  {
    rule: 'agreed',
    from: allBut('implementing', 'concluded'),
    to: to('agreed'),
    fires: ({ bound, run }) => bound.all && (!run.bound.all || (!bound.inPart && run.bound.inPart)),
  },
  {
    rule: 'undone',
    from: from('agreed', 'implementing'),
    to: to('negotiating'),
    fires: ({ principals, bound, run }) =>
      principals.some((party) => run.everBound.includes(party) && !bound.parties.includes(party)),
  },
  {
    rule: 'movement',
    from: from('deadlocked'),
    to: to('negotiating'),
    fires: (now) => now.report.standing && isMovement(now),
  },
  {
    rule: 'reopened',
    from: (now) => from('agreed')(now) && now.bound.inPart,
    to: to('negotiating'),
    fires: (now) => now.report.standing && goesOn(now),
  },
  {
    rule: 'deadlock-declared',
    from: underWay,
    to: to('deadlocked'),
    fires: ({ report }) => report.standing && assessesTalks(report, 'deadlock'),
  },
  {
    rule: 'refused',
    from: underWay,
    to: to('deadlocked'),
    fires: ({ run, report, principals }) =>
      report.principals.length > 0 && refusesAll(report, principals, run.talks.roleOf),
  },
  {
    rule: 'offer-tabled',
    from: from('exploratory'),
    to: to('negotiating'),
    fires: (now) => movesToTheTable(now) && offerOnTheTable(now) && engaged(now),
  },
  {
    rule: 'in-session',
    from: from('exploratory'),
    to: to('negotiating'),
    fires: isSession,
  },
  {
    rule: 'contact-confirmed',
    from: from('unreported', 'rumoured', 'collapsed'),
    to: to('exploratory'),
    fires: (now) => now.report.standing && affirms(now.report) && now.report.kind !== 'suspension' && mayReturn(now),
  },
  {
    rule: 'both-ready',
    from: from('unreported', 'rumoured', 'collapsed'),
    to: to('exploratory'),
    fires: bothReady,
  },
  {
    rule: 'rumour',
    from: from('unreported'),
    to: to('rumoured'),
    fires: ({ report }) => !report.standing && affirms(report),
  },
];
