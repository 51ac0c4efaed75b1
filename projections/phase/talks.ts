/** Where the talks stand: a run of the phase machine over all reports, and one for each table of the negotiation. */
import type { Phase } from './phases.js';
import { concernsTable, type Table } from '../record/tables.js';
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

function atTable(counted: CountedReports, parties: Table): TableTalks {
  const reports = counted.reports.filter(concernsTable(counted.reports, counted.byId, counted.registry, parties));
  return { parties, run: phaseRunOf(counted, reports, parties), open: phaseRunOf(counted, reports) };
}

/** The lens's own table, or all tables. */
const tablesUnder = ({ registry, selection }: CountedReports): readonly Table[] =>
  selection.lens.table ? [selection.lens.table] : registry.tables;

/** Without tables, the run over all reports leads. */
export function talksOf(counted: CountedReports): Talks {
  const run = phaseRunOf(counted, counted.reports);
  const tables = tablesUnder(counted).map((parties) => atTable(counted, parties));
  const [leading] = tables.toSorted((a, b) => LEADING.indexOf(a.run.phase) - LEADING.indexOf(b.run.phase));
  return { run, tables, leading: leading?.run ?? run };
}
