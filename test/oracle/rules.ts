/** The phase table of section 4, from its lowest row to its first. */
import { bindingAgreements } from './agreements.js';
import { text } from './json.js';
import {
  engaged,
  isDeadlock,
  isMovement,
  latest,
  mayReturn,
  momentOf,
  offerOnTheTable,
  type Step,
  type Run,
} from './phase.js';
import { affirms, isPrincipal } from './voices.js';

export interface Row {
  readonly rule: string;
  readonly from: (phase: string) => boolean;
  readonly to: (now: Step) => string;
  readonly fires: (now: Step) => boolean;
}

const from =
  (...phases: string[]) =>
  (phase: string): boolean =>
    phases.includes(phase);
const allBut =
  (...phases: string[]) =>
  (phase: string): boolean =>
    !phases.includes(phase);
const to = (phase: string) => () => phase;

const carriesOut = ({ run, step, report }: Step): boolean =>
  report.kind === 'implementation' &&
  bindingAgreements(momentOf(run, step + 1)).includes(text(report.data, 'agreement') ?? '');

const suspender = (run: Run) => run.talks.reports[latest(run, 'suspended')?.step ?? -1]?.party;

const resumes = ({ run, report }: Step): boolean =>
  report.kind === 'resumption' ||
  (['proposal', 'concession', 'acceptance', 'contact'].includes(report.kind) && report.party === suspender(run));

function beforeSuspension({ run }: Step): string {
  const before = latest(run, 'suspended')?.from ?? 'exploratory';
  return ['unreported', 'rumoured'].includes(before) ? 'exploratory' : before;
}

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
    from: from('agreed'),
    to: to('implementing'),
    fires: (now) => now.report.standing && carriesOut(now),
  },
  {
    rule: 'agreed',
    from: allBut('implementing', 'concluded'),
    to: to('agreed'),
    fires: ({ allBound, run }) => allBound && !run.allBound,
  },
  {
    rule: 'undone',
    from: from('agreed', 'implementing'),
    to: to('negotiating'),
    fires: ({ principals, bound, run }) => principals.some((p) => run.everBound.includes(p) && !bound.includes(p)),
  },
  {
    rule: 'movement',
    from: from('deadlocked'),
    to: to('negotiating'),
    fires: ({ report }) => report.standing && isMovement(report),
  },
  {
    rule: 'deadlock-declared',
    from: from('exploratory', 'negotiating'),
    to: to('deadlocked'),
    fires: ({ report }) => report.standing && isDeadlock(report),
  },
  {
    rule: 'refused',
    from: from('exploratory', 'negotiating'),
    to: to('deadlocked'),
    fires: ({ report }) => report.declares && isPrincipal(report.role) && report.kind === 'refusal',
  },
  {
    rule: 'offer-tabled',
    from: from('exploratory'),
    to: to('negotiating'),
    fires: (now) => offerOnTheTable(now) && engaged(now),
  },
  {
    rule: 'contact-confirmed',
    from: from('unreported', 'rumoured', 'collapsed'),
    to: to('exploratory'),
    fires: (now) => now.report.standing && affirms(now.report) && now.report.kind !== 'suspension' && mayReturn(now),
  },
  {
    rule: 'rumour',
    from: from('unreported'),
    to: to('rumoured'),
    fires: ({ report }) => !report.standing && affirms(report),
  },
];
