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
  type Walk,
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

const carriesOut = ({ walk, step, told }: Step): boolean =>
  told.kind === 'implementation' &&
  bindingAgreements(momentOf(walk, step + 1)).includes(text(told.data, 'agreement') ?? '');

const suspender = (walk: Walk) => walk.talks.reports[latest(walk, 'suspended')?.step ?? -1]?.party;

const resumes = ({ walk, told }: Step): boolean =>
  told.kind === 'resumption' ||
  (['proposal', 'concession', 'acceptance', 'contact'].includes(told.kind) && told.party === suspender(walk));

function beforeSuspension({ walk }: Step): string {
  const before = latest(walk, 'suspended')?.from ?? 'exploratory';
  return ['unreported', 'rumoured'].includes(before) ? 'exploratory' : before;
}

export const LOWEST_FIRST: readonly Row[] = [
  {
    rule: 'concluded',
    from: allBut('concluded'),
    to: to('concluded'),
    fires: ({ told }) => told.standing && told.kind === 'conclusion',
  },
  {
    rule: 'collapsed',
    from: allBut('collapsed', 'concluded'),
    to: to('collapsed'),
    fires: ({ told }) => told.standing && told.kind === 'breakdown',
  },
  { rule: 'resumed', from: from('suspended'), to: beforeSuspension, fires: (now) => now.told.standing && resumes(now) },
  {
    rule: 'suspended',
    from: allBut('suspended', 'collapsed', 'concluded'),
    to: to('suspended'),
    fires: ({ told }) => told.standing && told.kind === 'suspension',
  },
  {
    rule: 'carried-out',
    from: from('agreed'),
    to: to('implementing'),
    fires: (now) => now.told.standing && carriesOut(now),
  },
  {
    rule: 'agreed',
    from: allBut('implementing', 'concluded'),
    to: to('agreed'),
    fires: ({ allBound, walk }) => allBound && !walk.allBound,
  },
  {
    rule: 'undone',
    from: from('agreed', 'implementing'),
    to: to('negotiating'),
    fires: ({ principals, bound, walk }) => principals.some((p) => walk.everBound.includes(p) && !bound.includes(p)),
  },
  {
    rule: 'movement',
    from: from('deadlocked'),
    to: to('negotiating'),
    fires: ({ told }) => told.standing && isMovement(told),
  },
  {
    rule: 'deadlock-declared',
    from: from('exploratory', 'negotiating'),
    to: to('deadlocked'),
    fires: ({ told }) => told.standing && isDeadlock(told),
  },
  {
    rule: 'refused',
    from: from('exploratory', 'negotiating'),
    to: to('deadlocked'),
    fires: ({ told }) => told.declares && isPrincipal(told.role) && told.kind === 'refusal',
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
    fires: (now) => now.told.standing && affirms(now.told) && now.told.kind !== 'suspension' && mayReturn(now),
  },
  {
    rule: 'rumour',
    from: from('unreported'),
    to: to('rumoured'),
    fires: ({ told }) => !told.standing && affirms(told),
  },
];
