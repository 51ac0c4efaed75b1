/** Where the talks stand: one walk over all reports, and one for each table of the negotiation. */
import type { Phase } from './phases.js';
import { concernsTable, type Table } from '../record/tables.js';
import type { View } from '../report-index/view.js';
import { walkOf, type Walk } from './phase-machine.js';

export interface AtTable {
  readonly parties: Table;
  /** With the table's own members as the principals. */
  readonly walk: Walk;
  /** What an agreement is, as under the lens of this table: with all principals. */
  readonly open: Walk;
}

export interface Talks {
  /** Over all reports and all principals: what everything but the phase reads. */
  readonly walk: Walk;
  readonly tables: readonly AtTable[];
  /** The walk whose phase is the negotiation's. */
  readonly leading: Walk;
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

function atTable(view: View, parties: Table): AtTable {
  const reports = view.reports.filter(concernsTable(view.reports, view.registry, parties));
  return { parties, walk: walkOf(view, reports, parties), open: walkOf(view, reports) };
}

/** The tables that the lens lets see: its own, or all. */
const tablesSeen = ({ registry, selection }: View): readonly Table[] =>
  selection.lens.table ? [selection.lens.table] : registry.tables;

export function talksOf(view: View): Talks {
  const walk = walkOf(view, view.reports);
  const tables = tablesSeen(view).map((parties) => atTable(view, parties));
  const [leading] = tables.toSorted((a, b) => LEADING.indexOf(a.walk.phase) - LEADING.indexOf(b.walk.phase));
  return { walk, tables, leading: leading?.walk ?? walk };
}
