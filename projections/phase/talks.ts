/** Where the talks stand: one walk over all reports, and one for each table of the negotiation. */
import type { Phase } from './phases.js';
import { concernsTable, type Table } from '../record/tables.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from './phase-machine.js';

export interface AtTable {
  readonly parties: Table;
  /** With the table's own members as the principals. */
  readonly run: PhaseRun;
  /** What an agreement is, as under the lens of this table: with all principals. */
  readonly open: PhaseRun;
}

export interface Talks {
  /** Over all reports and all principals: what everything but the phase reads. */
  readonly run: PhaseRun;
  readonly tables: readonly AtTable[];
  /** The walk whose phase is the negotiation's. */
  readonly leading: PhaseRun;
}

/** Of several tables, the one whose phase comes first here gives the negotiation's. */
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

function atTable(counted: CountedReports, parties: Table): AtTable {
  const reports = counted.reports.filter(concernsTable(counted.reports, counted.registry, parties));
  return { parties, run: phaseRunOf(counted, reports, parties), open: phaseRunOf(counted, reports) };
}

/** The tables that the lens lets see: its own, or all. */
const tablesSeen = ({ registry, selection }: CountedReports): readonly Table[] =>
  selection.lens.table ? [selection.lens.table] : registry.tables;

export function talksOf(counted: CountedReports): Talks {
  const run = phaseRunOf(counted, counted.reports);
  const tables = tablesSeen(counted).map((parties) => atTable(counted, parties));
  const [leading] = tables.toSorted((a, b) => LEADING.indexOf(a.run.phase) - LEADING.indexOf(b.run.phase));
  return { run, tables, leading: leading?.run ?? run };
}
