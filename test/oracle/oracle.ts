/**
 * The status by brute force: sections 2 to 5 of the rules, implemented a second time from their text, to be compared with
 * the projections. Everything is computed anew at every step: clarity alone counts here.
 */
import { isOfTheSection } from './places.js';
import { agreementIds } from './talks/agreement-terms.js';
import { stateOf, type State } from './talks/agreements.js';
import { claimsOf } from './claims.js';
import { confidenceOf, type Confidence } from './confidence.js';
import { contestedOf, readingAt, type Contested } from './contested.js';
import { contradictionsOf, type Contradiction } from './bargaining/contradictions.js';
import { freshnessOf, type Freshness } from './freshness.js';
import { reportedHalt, reportedRestart, type Halt, type Restart } from './talks/halts.js';
import type { Json } from './json.js';
import { ledgerOf, type Series } from './bargaining/ledger.js';
import { offersOf, type Offers } from './bargaining/offers.js';
import { outlookOf, type Outlook } from './outlook.js';
import { momentOf, type Run } from './talks/phase.js';
import { pressureOf, type Pressure } from './bargaining/pressure.js';
import type { Line } from './record.js';
import { positionsOf, type Position } from './bargaining/positions.js';
import { runOf } from './run.js';
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
  readonly reportedRestart: Restart | null;
  readonly agreement: Shown;
  readonly agreementStates: Readonly<Record<string, State>>;
  readonly outlook: Outlook;
  readonly confidence: Confidence;
  readonly freshness: Freshness;
  readonly claims: Readonly<Record<string, string>>;
  readonly tables: readonly TableRow[];
  readonly pressure: readonly Pressure[];
  readonly offers: Offers;
  readonly positions: readonly Position[];
  readonly contradictions: readonly Contradiction[];
  readonly terms: readonly Series[];
  /** The reports that count, in order. */
  readonly counted: readonly string[];
  /** What the main run fired: rule, from, to, and the report that fired it. */
  readonly firings: readonly (readonly string[])[];
}

const phaseOf = ({ phase, firings, talks }: Run): Phase => {
  const last = firings.at(-1);
  const fired = last && talks.reports[last.step];
  return { value: phase, rule: last?.rule ?? null, since: fired?.place.text ?? null };
};

/** The run over all reports and all principals, which gives everything but the phase. */
const mainRun = ({ reports, registry, known }: Selection): Run =>
  runOf({ reports, parties: registry.parties, roleOf: registry.roleOf, known });

/** A report may name a copy: where names are looked up, copies are there. */
const withCopies = ({ heard }: Selection) => heard.filter(isOfTheSection);

function tableRun(selection: Selection, table: Table): Run {
  const { reports, registry, known } = selection;
  return runOf({
    reports: reports
      .filter((report) => concerns(report, table, withCopies(selection), registry))
      .map((report) => atTable(report, table, registry.roleOf, known)),
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
function shownAt(selection: Selection, table: Table): Shown {
  const { reports, registry, known, at } = selection;
  const concerning = reports.filter((report) => concerns(report, table, withCopies(selection), registry));
  const run = runOf({ reports: concerning, parties: registry.parties, roleOf: registry.roleOf, known });
  return shownAgreement(momentOf(run, concerning.length, at));
}

/** The status of a story's lines under a lens; null where the negotiation has not been opened. */
export function oracle(lines: readonly Line[], lens: Json, now: number, recordedAt: readonly string[]): Status | null {
  const selection = selectionOf(lines, lens, now, recordedAt);
  if (!selection) return null;
  const { registry, reports, at } = selection;
  const run = mainRun(selection);
  const final = momentOf(run, reports.length, at);
  const rowOf = (parties: Table): TableRow => ({
    parties,
    phase: phaseOf(tableRun(selection, parties)),
    agreement: shownAt(selection, parties),
  });
  const tables = (selection.table.length ? [selection.table] : registry.tables).map(rowOf);
  const phase = firstOf(tables.map((row) => row.phase)) ?? phaseOf(run);
  const contested = contestedOf(run);
  const bargaining = { reports, known: selection.known, roleOf: registry.roleOf };
  return {
    phase,
    contested,
    reportedHalt: reportedHalt(run, phase.value),
    reportedRestart: reportedRestart(run, phase.value),
    agreement: shownAgreement(final),
    agreementStates: Object.fromEntries(agreementIds(reports).map((id) => [id, stateOf(id, final)])),
    outlook: outlookOf(run, registry.quietAfterDays),
    confidence: confidenceOf(phase.value, run, contested.value),
    freshness: freshnessOf(selection),
    claims: claimsOf(readingAt(run, reports.length)),
    tables,
    pressure: pressureOf(run, at),
    offers: offersOf(bargaining, at),
    positions: positionsOf(bargaining),
    contradictions: contradictionsOf(run, bargaining),
    terms: ledgerOf(reports),
    counted: reports.map(({ id }) => id),
    firings: run.firings.map(({ rule, from, to, step }) => [rule, from, to, reports[step]?.id ?? '']),
  };
}
