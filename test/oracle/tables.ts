/** Which reports concern a table, and how they read at it: section 4, "Tables". */
import { text, texts } from './json.js';
import type { Registry, RoleOf } from './registry.js';
import { isPrincipal, voicedReport, type Known, type VoicedReport } from './voices.js';

export type Table = readonly string[];

/** The principals that it names: those who are so at its place. */
function principalsIn({ parties, data, place }: VoicedReport, roleOf: RoleOf): string[] {
  const named = [...texts(data, 'to'), ...texts(data, 'with'), ...texts(data, 'between')];
  return [...parties, ...named].filter((name) => isPrincipal(roleOf(name, place.at)));
}

const same = (one: VoicedReport, other: VoicedReport, field: string): boolean =>
  text(one.data, field) !== null && text(one.data, field) === text(other.data, field);

/** The report itself, those that put its proposal or made its agreement, and the report that it names. */
const tellers = (report: VoicedReport, counted: readonly VoicedReport[]): VoicedReport[] => [
  report,
  ...counted.filter(
    (other) =>
      (other.kind === 'proposal' && same(report, other, 'proposal')) ||
      (other.kind === 'agreement' && same(report, other, 'agreement')) ||
      other.id === text(report.data, 'report'),
  ),
];

export function concerns(
  report: VoicedReport,
  table: Table,
  counted: readonly VoicedReport[],
  { roleOf, tables }: Registry,
): boolean {
  const rest = tellers(report, counted)
    .flatMap((teller) => principalsIn(teller, roleOf))
    .filter((party) => !tables.every((seats) => seats.includes(party)));
  return rest.length === 0 || rest.some((party) => table.includes(party));
}

/** At a table its own members are the principals: others have no role there, and no standing. */
export const rolesAt =
  (table: Table, roleOf: RoleOf): RoleOf =>
  (party, at) => {
    const role = roleOf(party, at);
    return isPrincipal(role) && !table.includes(party) ? null : role;
  };

export const atTable = (report: VoicedReport, table: Table, roleOf: RoleOf, known: Known): VoicedReport =>
  voicedReport(report, report.place, rolesAt(table, roleOf), known);
