/** Where the talks stand: a run of the phase machine over all reports, and one for each table of the negotiation. */
import type { Phase } from './phases.js';
import type { PlacedReport } from '../record/placed-report.js';
import { reportsByTable, type Table } from '../record/tables.js';
import { lazy } from '../support/lazy.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from './phase-run.js';

/** The talks at one table, from the reports that concern it. */
export interface TableTalks {
  readonly parties: Table;
  /** The run in which its members alone are the principals: it gives the phase. */
  readonly run: PhaseRun;
  /** The run with all principals: it gives the agreement, as under a lens with this table. */
  readonly open: PhaseRun;
}

/** All runs of a negotiation. */
export interface Talks {
  /** The run over all reports with all principals: it gives everything but the phase. */
  readonly run: PhaseRun;
  readonly tables: readonly TableTalks[];
  /** The run that gives the negotiation's phase. */
  readonly leading: PhaseRun;
}

/** Of several tables, the one whose phase comes first here leads. */
const LEADING: readonly Phase[] = [
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

function atTable(counted: CountedReports, parties: Table, reports: readonly PlacedReport[]): TableTalks {
  const run = lazy(() => phaseRunOf(counted, reports, parties));
  const open = lazy(() => phaseRunOf(counted, reports));
  // To explain one table, the others are not walked.
  return {
    parties,
    get run() {
      return run();
    },
    get open() {
      return open();
    },
  };
}

/** The lens's own table, or all tables. */
const tablesUnder = ({ registry, selection }: CountedReports): readonly Table[] =>
  selection.lens.table ? [selection.lens.table] : registry.tables;

/** Without tables, the run over all reports leads. */
export function talksOf(counted: CountedReports): Talks {
  const run = phaseRunOf(counted);
  const under = tablesUnder(counted);
  const concerning = under.length > 0 ? reportsByTable(counted.reports, counted.byId, counted.registry, under) : [];
  const tables = under.map((parties, i) => atTable(counted, parties, concerning[i] ?? []));
  const leading = lazy(() => {
    const [first] = tables.toSorted((a, b) => LEADING.indexOf(a.run.phase) - LEADING.indexOf(b.run.phase));
    return first?.run ?? run;
  });
  return {
    run,
    tables,
    get leading() {
      return leading();
    },
  };
}
