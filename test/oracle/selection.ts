/** Lines and a lens → the reports that count, in order, each where it stands. */
import { isCopy, isKept, isRetracted, retractedIds } from './counted.js';
import { texts, type Json } from './json.js';
import { developmentsOf, inOrder, isOfTheSection, placeOf } from './places.js';
import { publishedBy, type Published } from './published.js';
import { boundOf, recordOf, type Line } from './record.js';
import { registryOf, type Registry } from './registry.js';
import { concerns } from './tables.js';
import { voicedReport, type VoicedReport } from './voices.js';
import type { Known } from './withdrawals.js';

export interface Selection {
  readonly registry: Registry;
  /** Those that count in section 4, in order. */
  readonly reports: readonly VoicedReport[];
  /** Besides them former officials', commentators' and copies: what sets the freshness. */
  readonly heard: readonly VoicedReport[];
  readonly known: Known;
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

function placed(kept: readonly Published[], of: (report: Published) => string, { roleOf }: Registry): VoicedReport[] {
  return inOrder(
    kept.map((report) => {
      const place = placeOf(kept.filter((other) => of(other) === of(report))) ?? report.happened;
      return voicedReport(report, place, of(report), roleOf);
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
  const registry = registryOf(record);
  if (!registry) return null;
  const all = publishedBy(record, lens);
  const names = developmentsOf(all);
  const of = ({ id }: Published): string => names.get(id) ?? id;
  const retracted = retractedIds(record, lens);
  const kept = all.filter((report) => isKept(report, lens) && !isRetracted(report, all, retracted, of));
  const first = placed(kept, of, registry);
  const table = texts(lens, 'table');
  const counting = first.filter(isOfTheSection);
  const concerned = table.length ? first.filter((report) => concerns(report, table, counting, registry)) : first;
  const heard = placed(concerned, of, registry);
  return {
    registry,
    heard,
    reports: heard.filter(isOfTheSection).filter((report, _, voices) => !isCopy(report, voices)),
    known: new Map(all.map((report) => [report.id, { ...report, development: of(report) }])),
    at: timeOf(lens, now, recordedAt),
  };
}
