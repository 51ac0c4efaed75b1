/** What the rows of the phase table look at: section 4, "Phase". */
import { bonds, type Moment } from './agreements.js';
import { chainOf } from './agreement-terms.js';
import { flag, text, texts } from '../json.js';
import type { RoleOf } from '../registry.js';
import {
  heardFor,
  acceptsOverture,
  affirms,
  assessesTalks,
  hasConditions,
  isPrincipal,
  ofTalks,
  type Known,
  type VoicedReport,
} from '../voices.js';

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

/** How principals are bound: some of them at all, all of them, some by partial agreements alone. */
export interface Bound {
  readonly parties: readonly string[];
  readonly all: boolean;
  readonly inPart: boolean;
}

export interface Run {
  readonly talks: Talks;
  readonly phase: string;
  /** The phase before each report. */
  readonly phases: readonly string[];
  readonly firings: readonly Firing[];
  /** Parties that were bound at some step. */
  readonly everBound: readonly string[];
  readonly bound: Bound;
}

/** What a row of the table looks at: the run before the report, the report, and who is bound with it. */
export interface Step {
  readonly run: Run;
  readonly report: VoicedReport;
  readonly step: number;
  readonly principals: readonly string[];
  readonly bound: Bound;
}

/** The latest firing of one of these rules. */
export const latest = ({ firings }: Run, ...rules: string[]): Firing | undefined =>
  firings.findLast(({ rule }) => rules.includes(rule));

export const momentOf = ({ talks, firings }: Run, read: number, at: number | null = null): Moment => ({
  all: talks.reports,
  read,
  collapses: firings.filter(({ rule }) => rule === 'collapsed').map(({ step }) => step),
  roleOf: talks.roleOf,
  at,
  unhalted: false,
});

export const principalsAt = ({ parties, roleOf }: Talks, at: number): string[] =>
  parties.filter((party) => isPrincipal(roleOf(party, at)));

export function boundAt(now: Moment, principals: readonly string[]): Bound {
  const all = bonds(now).filter(({ party }) => principals.includes(party));
  const parties = [...new Set(all.map(({ party }) => party))];
  return {
    parties,
    all: principals.length > 0 && principals.every((party) => parties.includes(party)),
    inPart: parties.some((party) => all.every((bond) => bond.party !== party || bond.scope === 'partial')),
  };
}

/** The first step since the start or the latest collapse. */
const start = ({ run }: Step): number => (latest(run, 'collapsed')?.step ?? -1) + 1;

/** What has been reported since the start or the latest collapse, this report included. */
const sinceCollapse = (now: Step): readonly VoicedReport[] => now.run.talks.reports.slice(start(now), now.step + 1);

/** What is asked while there are no talks is a condition for them, and no offer. */
export const offerOnTheTable = (now: Step): boolean =>
  sinceCollapse(now).some(({ kind, standing }, i) => {
    const phase = now.run.phases[start(now) + i] ?? now.run.phase;
    return (
      kind === 'proposal' || (kind === 'demand' && standing && !['unreported', 'rumoured', 'collapsed'].includes(phase))
    );
  });

const distinctPrincipals = (reports: readonly VoicedReport[]): number =>
  new Set(reports.flatMap(({ principals }) => principals)).size;

export function engaged(now: Step): boolean {
  const affirming = sinceCollapse(now).filter(affirms);
  return affirming.some(({ thirds }) => thirds.length > 0) || distinctPrincipals(affirming) >= 2;
}

/** Two principals have declared an overture, or accepted one without conditions. */
export const bothReady = (now: Step): boolean =>
  distinctPrincipals(
    sinceCollapse(now).filter(
      (report) => report.kind === 'overture' || (acceptsOverture(report) && !hasConditions(report)),
    ),
  ) >= 2;

const deniedByAnother = (now: Step): boolean =>
  sinceCollapse(now).some(
    (report) =>
      report.kind === 'denial' &&
      ofTalks(report) &&
      report.principals.some((party) => !now.report.parties.includes(party)),
  );

/** A contact with a principal who is not of those whose words these are. */
const meetsAnother = ({ report, principals }: Step): boolean =>
  report.kind === 'contact' &&
  texts(report.data, 'with').some((party) => principals.includes(party) && !report.parties.includes(party));

/**
 * A lone principal does not bring talks back from a collapse, unless it is of those whose word made the breakdown, or
 * declares a resumption, or a contact with another principal, and no other principal has denied the talks since.
 */
export function mayReturn(now: Step): boolean {
  const { run, report } = now;
  if (run.phase !== 'collapsed' || engaged(now)) return true;
  const broke = run.talks.reports[latest(run, 'collapsed')?.step ?? -1];
  if (broke && heardFor(broke).some((party) => heardFor(report).includes(party))) return true;
  return (report.kind === 'resumption' || meetsAnother(now)) && !deniedByAnother(now);
}

/** Some principal that was bound before the report would not be without that agreement's chain. */
function someRestOn(agreement: string, { run, step, principals }: Step): boolean {
  const before = momentOf(run, step);
  const [bound, without] = [[], chainOf(agreement, run.talks.reports)].map((left) =>
    bonds(before, left).map(({ party }) => party),
  );
  return principals.some((party) => bound?.includes(party) && !without?.includes(party));
}

/** One that names an agreement moves the phase only where the talks rest on that agreement. */
export function movesThePhase(now: Step): boolean {
  const { kind, data } = now.report;
  const agreement = text(data, 'agreement');
  if (agreement === null || !['suspension', 'resumption', 'breakdown'].includes(kind)) return true;
  return ['agreed', 'implementing', 'suspended'].includes(now.run.phase) && someRestOn(agreement, now);
}

/** A sitting of the talks themselves, of two principals or more. */
export function isSession({ report, principals }: Step): boolean {
  const there = new Set([...report.parties, ...texts(report.data, 'with')]);
  const sitting = principals.filter((party) => there.has(party));
  return report.standing && report.kind === 'contact' && flag(report.data, 'session') && sitting.length >= 2;
}

export function isMovement(now: Step): boolean {
  const { report } = now;
  if (report.kind === 'proposal') return !flag(report.data, 'final');
  if (report.kind === 'acceptance') return !hasConditions(report);
  if (['concession', 'resumption'].includes(report.kind)) return true;
  return isSession(now) || assessesTalks(report, 'progress', 'imminent');
}

/** The talks are seen to go on about the rest. */
export const goesOn = ({ report }: Step): boolean =>
  ['proposal', 'demand', 'rejection', 'concession', 'contact'].includes(report.kind) ||
  (assessesTalks(report) && !assessesTalks(report, 'remote', 'deadlock'));
