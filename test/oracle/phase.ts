/** What the rows of the phase table look at: section 4, "Phase". */
import { boundParties, type Moment } from './agreements.js';
import { chainOf } from './agreement-terms.js';
import { flag, text } from './json.js';
import type { RoleOf } from './registry.js';
import { affirms, hasConditions, isPrincipal, isThird, type VoicedReport } from './voices.js';
import type { Known } from './withdrawals.js';

export interface Firing {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly step: number;
}

export interface Talks {
  /** In order; those of a table as they read at it. */
  readonly reports: readonly VoicedReport[];
  readonly parties: readonly string[];
  readonly roleOf: RoleOf;
  readonly known: Known;
}

export interface Run {
  readonly talks: Talks;
  readonly phase: string;
  readonly firings: readonly Firing[];
  /** Principals that were bound at some step. */
  readonly everBound: readonly string[];
  readonly allBound: boolean;
}

/** What a row of the table looks at: the run before the report, the report, and who is bound with it. */
export interface Step {
  readonly run: Run;
  readonly report: VoicedReport;
  readonly step: number;
  readonly principals: readonly string[];
  readonly bound: readonly string[];
  readonly allBound: boolean;
}

/** The latest firing of one of these rules. */
export const latest = ({ firings }: Run, ...rules: string[]): Firing | undefined =>
  firings.findLast(({ rule }) => rules.includes(rule));

export const momentOf = ({ talks, firings }: Run, read: number, at: number | null = null): Moment => ({
  all: talks.reports,
  read,
  collapses: firings.filter(({ rule }) => rule === 'collapsed').map(({ step }) => step),
  roleOf: talks.roleOf,
  known: talks.known,
  at,
  unhalted: false,
});

/** What has been reported since the start or the latest collapse, this report included. */
const sinceCollapse = ({ run, step }: Step): readonly VoicedReport[] =>
  run.talks.reports.slice((latest(run, 'collapsed')?.step ?? -1) + 1, step + 1);

export const offerOnTheTable = (now: Step): boolean =>
  sinceCollapse(now).some(({ kind, standing }) => kind === 'proposal' || (kind === 'demand' && standing));

/** Who with standing has confirmed the talks or acted in them. */
const affirming = (now: Step): readonly VoicedReport[] =>
  sinceCollapse(now).filter((report) => report.standing && affirms(report));

const thirdOrTwoPrincipals = (reports: readonly VoicedReport[]): boolean =>
  reports.some(({ role }) => isThird(role)) ||
  new Set(reports.filter(({ role }) => isPrincipal(role)).map(({ party }) => party)).size >= 2;

export const engaged = (now: Step): boolean => thirdOrTwoPrincipals(affirming(now));

/** A lone principal does not bring talks back from a collapse, unless it is the one whose breakdown it was. */
export function mayReturn(now: Step): boolean {
  const { run, report } = now;
  if (run.phase !== 'collapsed') return true;
  const broke = run.talks.reports[latest(run, 'collapsed')?.step ?? -1];
  return engaged(now) || broke?.party === report.party;
}

const someUnboundWithoutChain = ({ run, step, principals }: Step, agreement: string): boolean => {
  const bound = boundParties(momentOf(run, step + 1), chainOf(agreement, run.talks.reports));
  return principals.some((party) => !bound.includes(party));
};

/** One that names an agreement moves the phase only where the talks rest on that agreement. */
export function movesThePhase(now: Step): boolean {
  const { kind, data } = now.report;
  const agreement = text(data, 'agreement');
  if (agreement === null || !['suspension', 'resumption', 'breakdown'].includes(kind)) return true;
  return ['agreed', 'implementing', 'suspended'].includes(now.run.phase) && someUnboundWithoutChain(now, agreement);
}

const ofTheTalks = ({ kind, data }: VoicedReport, ...outlooks: string[]): boolean =>
  kind === 'assessment' && text(data, 'issue') === null && outlooks.includes(text(data, 'outlook') ?? '');

export const isDeadlock = (report: VoicedReport): boolean => ofTheTalks(report, 'deadlock');

export function isMovement(report: VoicedReport): boolean {
  const { kind, data } = report;
  if (kind === 'proposal') return !flag(data, 'final');
  if (kind === 'acceptance') return !hasConditions(report);
  return kind === 'concession' || ofTheTalks(report, 'progress', 'imminent');
}
