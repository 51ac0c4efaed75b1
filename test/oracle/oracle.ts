/**
 * The status by brute force: a second reading of sections 2 to 5 of the design's domain, written from the design's
 * text, for the properties to compare with the first. Everything is worked out anew at every step; only clarity counts here.
 */
import { agreementIds } from './agreement-terms.js';
import { stateOf, type State } from './agreements.js';
import { freshnessOf, pressureOf, type Freshness, type Pressure } from './beside.js';
import { claimsOf } from './claims.js';
import { confidenceOf, type Confidence } from './confidence.js';
import { contestedOf, readingAt, type Contested } from './contested.js';
import { reportedHalt, type Halt } from './halts.js';
import { texts, type Json } from './json.js';
import { outlookOf, type Outlook } from './outlook.js';
import { momentOf, type Walk } from './phase.js';
import type { Line } from './record.js';
import { walkOf } from './run.js';
import { selectionOf, type Selection } from './selection.js';
import { shownAgreement, type Shown } from './shown.js';
import { atTable, concerns, rolesAt, type Table } from './tables.js';

export interface Phase {
  readonly value: string;
  readonly rule: string | null;
  readonly since: string | null;
}

export interface TableRow {
  readonly parties: Table;
  readonly phase: Phase;
  readonly agreement: Shown;
}

export interface Status {
  readonly phase: Phase;
  readonly contested: Contested;
  readonly reportedHalt: Halt | null;
  readonly agreement: Shown;
  readonly agreementStates: Readonly<Record<string, State>>;
  readonly outlook: Outlook;
  readonly confidence: Confidence;
  readonly freshness: Freshness;
  readonly claims: Readonly<Record<string, string>>;
  readonly tables: readonly TableRow[];
  readonly pressure: readonly Pressure[];
  /** The reports that count, in order. */
  readonly counted: readonly string[];
  /** What the main walk fired: rule, from, to, and the report that fired it. */
  readonly firings: readonly (readonly string[])[];
}

const phaseOf = ({ phase, firings, talks }: Walk): Phase => {
  const last = firings.at(-1);
  const fired = last && talks.reports[last.step];
  return { value: phase, rule: last?.rule ?? null, since: fired?.place.text ?? null };
};

/** The walk over all reports and all principals: what everything but the phase reads. */
const mainWalk = ({ reports, registry, known }: Selection): Walk =>
  walkOf({ reports, parties: registry.parties, roleOf: registry.roleOf, known });

function tableWalk({ reports, registry, known }: Selection, table: Table): Walk {
  return walkOf({
    reports: reports.filter((told) => concerns(told, table, reports, registry)).map((told) => atTable(told, table)),
    parties: registry.parties,
    roleOf: rolesAt(table, registry.roleOf),
    known,
  });
}

const OF_TABLES = [
  'negotiating',
  'deadlocked',
  'suspended',
  'exploratory',
  'rumoured',
  'collapsed',
  'agreed',
  'implementing',
  'concluded',
  'unreported',
];

/** Of several tables, the phase that comes first; of several with that phase, the table listed first. */
const firstOf = (phases: readonly Phase[]): Phase | undefined =>
  phases.toSorted((a, b) => OF_TABLES.indexOf(a.value) - OF_TABLES.indexOf(b.value))[0];

/** The agreement at a table: over the reports that concern it, where they stand among all, and all principals. */
function shownAt({ reports, registry, known, at }: Selection, table: Table): Shown {
  const concerning = reports.filter((told) => concerns(told, table, reports, registry));
  const walk = walkOf({ reports: concerning, parties: registry.parties, roleOf: registry.roleOf, known });
  return shownAgreement(momentOf(walk, concerning.length, at));
}

/** The status of a story's lines under a lens; null where the negotiation has not been opened. */
export function oracle(lines: readonly Line[], lens: Json, now: number, recordedAt: readonly string[]): Status | null {
  const selection = selectionOf(lines, lens, now, recordedAt);
  if (!selection) return null;
  const { registry, reports, at } = selection;
  const walk = mainWalk(selection);
  const final = momentOf(walk, reports.length, at);
  const chosen = texts(lens, 'table');
  const rowOf = (parties: Table): TableRow => ({
    parties,
    phase: phaseOf(tableWalk(selection, parties)),
    agreement: shownAt(selection, parties),
  });
  const tables = (chosen.length ? [chosen] : registry.tables).map(rowOf);
  const phase = firstOf(tables.map((row) => row.phase)) ?? phaseOf(walk);
  const contested = contestedOf(walk);
  return {
    phase,
    contested,
    reportedHalt: reportedHalt(walk, phase.value),
    agreement: shownAgreement(final),
    agreementStates: Object.fromEntries(agreementIds(reports).map((id) => [id, stateOf(id, final)])),
    outlook: outlookOf(walk, registry.quietAfterDays),
    confidence: confidenceOf(phase.value, walk, contested.value),
    freshness: freshnessOf(selection),
    claims: claimsOf(readingAt(walk, reports.length)),
    tables,
    pressure: pressureOf(reports),
    counted: reports.map(({ id }) => id),
    firings: walk.firings.map(({ rule, from, to, step }) => [rule, from, to, reports[step]?.id ?? '']),
  };
}
