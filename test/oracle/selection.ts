/** Lines and a lens → the reports that count, in order, each where it stands. */
import { isCopy, isKept, isRetracted, turnsOf } from './counted.js';
import { texts, type Json } from './json.js';
import { namesOf } from './names.js';
import { developmentsOf, inOrder, isOfTheSection, placeOf } from './places.js';
import { publishedBy, type Published } from './published.js';
import { boundOf, recordOf, type Line } from './record.js';
import { registryOf, type Registry } from './registry.js';
import { concerns } from './tables.js';
import { voicedReport, type Known, type Placed, type VoicedReport } from './voices.js';

export interface Selection {
  readonly registry: Registry;
  /** Those that count in section 4, in order. */
  readonly reports: readonly VoicedReport[];
  /** Besides them former officials', commentators' and copies: what sets the freshness. */
  readonly heard: readonly VoicedReport[];
  readonly known: Known;
  /** The table that the lens names; nobody where it names none. */
  readonly table: readonly string[];
  /** The lens's time. */
  readonly at: number;
}

function timeOf(lens: Json, now: number, recordedAt: readonly string[]): number {
  const revision = lens['revision'];
  const bounds = ['recordedBy', 'reportedBy', 'happenedBy'].map((field) => boundOf(lens, field));
  const cut = typeof revision === 'number' ? Date.parse(recordedAt[revision] ?? '') : Infinity;
  const earliest = Math.min(...bounds, Number.isNaN(cut) ? Infinity : cut);
  return earliest === Infinity ? now : earliest;
}

function placed(kept: readonly Placed[], { roleOf }: Registry, known: Known): VoicedReport[] {
  return inOrder(
    kept.map((report) => {
      const together = kept.filter(({ development }) => development === report.development);
      return voicedReport(report, placeOf(together) ?? report.happened, roleOf, known);
    }),
  );
}

export function selectionOf(
  lines: readonly Line[],
  lens: Json,
  now: number,
  recordedAt: readonly string[],
): Selection | null {
  const record = recordOf(lines, lens, recordedAt);
  const names = namesOf(record);
  const registry = registryOf(record, names);
  if (!registry) return null;
  const published = publishedBy(record, lens, names);
  const developments = developmentsOf(published);
  const of = ({ id }: Published): string => developments.get(id) ?? id;
  const all = published.map((report): Placed => ({ ...report, development: of(report) }));
  const known = new Map(all.map((report) => [report.id, report]));
  const turns = turnsOf(record, lens);
  const kept = all.filter((report) => isKept(report, lens, names) && !isRetracted(report, all, turns, of));
  const first = placed(kept, registry, known);
  const table = [...new Set(texts(lens, 'table').map(names.party))];
  const counting = first.filter(isOfTheSection);
  const concerned = table.length ? first.filter((report) => concerns(report, table, counting, registry)) : first;
  const heard = placed(concerned, registry, known);
  return {
    registry,
    heard,
    reports: heard.filter(isOfTheSection).filter((report, _, voices) => !isCopy(report, voices)),
    known,
    table,
    at: timeOf(lens, now, recordedAt),
  };
}
