/** The reports that count, each with its place, in order: what every projection reads. */
import type { Instant } from '../events/dates.js';
import { canonicalJson } from '../events/canonical.js';
import type { JsonObject } from '../events/envelope.js';
import type { ReportId } from '../events/ids.js';
import { THIRD_PARTY_ROLES, type Role } from '../events/vocabulary.js';
import { grouped } from './grouped.js';
import { declares, isVoiceOfThePast } from './kinds.js';
import { roleAt, type Registry } from './registry.js';
import type { Published, Selection } from './selection.js';
import { concernsTable, type Table } from './tables.js';
import type { Told } from './told.js';

export interface View {
  readonly selection: Selection;
  readonly registry: Registry;
  readonly at: Instant;
  /** The reports that count in the status, in order. */
  readonly reports: readonly Told[];
  /** These with the voices of the past and the identical copies: for freshness, counts and listings. */
  readonly all: readonly Told[];
  readonly byId: ReadonlyMap<ReportId, Told>;
}

/** By place, then by publication, then by id: the order of recording never matters. */
const inOrder = (a: Told, b: Told): number =>
  a.place.at - b.place.at || a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1);

const earliest = (a: Published, b: Published): number =>
  a.happenedAt - b.happenedAt || a.publishedAt - b.publishedAt || (a.report.reportId < b.report.reportId ? -1 : 1);

/** Of the development's reports, those whose dates can place it: current voices first, and of them those not poor. */
function placing(reports: readonly Published[]): readonly Published[] {
  const current = reports.filter((p) => !isVoiceOfThePast(p.report));
  const voices = current.length ? current : reports;
  const sound = voices.filter((p) => !p.poor);
  return sound.length ? sound : voices;
}

export const hasStanding = (role: Role | undefined): boolean =>
  role !== undefined && (role === 'principal' || THIRD_PARTY_ROLES.has(role));

function told(p: Published, by: Published, registry: Registry): Told {
  const { report } = p;
  const place = { at: by.happenedAt, text: by.happenedText };
  const role = report.party === undefined ? undefined : roleAt(registry, report.party, place.at);
  return {
    id: report.reportId,
    report,
    place,
    placedBy: by.report.reportId,
    publishedAt: p.publishedAt,
    development: p.development,
    origin: p.origin,
    poor: p.poor,
    role,
    declares: declares(report),
    standing: declares(report) && hasStanding(role),
  };
}

function placed(kept: readonly Published[], registry: Registry): Told[] {
  const all: Told[] = [];
  for (const development of grouped(kept, (p) => p.development).values()) {
    const [by] = placing(development).toSorted(earliest);
    if (by) all.push(...development.map((p) => told(p, by, registry)));
  }
  return all.toSorted(inOrder);
}

const content = ({ report }: Told): string => {
  const { reportId: _id, corroborates: _tie, source, ...said } = report;
  return canonicalJson({ ...said, reliability: source.reliability ?? null } as unknown as JsonObject);
};

/** The report that this one is tied to, where it is an identical copy of it by the same origin. */
function copied(copy: Told, byId: ReadonlyMap<ReportId, Told>): Told | undefined {
  const { corroborates } = copy.report;
  const target = corroborates === undefined ? undefined : byId.get(corroborates);
  const alike =
    target !== undefined &&
    target !== copy &&
    target.origin === copy.origin &&
    target.poor === copy.poor &&
    target.report.kind === copy.report.kind &&
    content(target) === content(copy);
  return alike ? target : undefined;
}

/**
 * The report of which this is an identical copy by the same origin, tied to it by `corroborates`, if any.
 * Such a copy counts for nothing but numbers, even where its id would order it before or after others.
 */
export function original(copy: Told, byId: ReadonlyMap<ReportId, Told>): Told | undefined {
  const target = copied(copy, byId);
  const ring = new Set<Told>();
  for (let at = target; at !== undefined && !ring.has(at); at = copied(at, byId)) ring.add(at);
  // Copies that point at each other in a ring: the one with the smallest id is the original.
  return ring.has(copy) && [...ring].every(({ id }) => copy.id <= id) ? undefined : target;
}

/** What does not concern the table does not count, nor does it place what does. */
function atTable(kept: readonly Published[], registry: Registry, table: Table): Told[] {
  const all = placed(kept, registry);
  const concerns = concernsTable(
    all.filter((t) => !isVoiceOfThePast(t.report)),
    registry,
    table,
  );
  const concerning = new Set(all.filter(concerns).map((t) => t.id));
  return placed(
    kept.filter(({ report }) => concerning.has(report.reportId)),
    registry,
  );
}

/** The view of these kept reports, as the selection's lens has it. */
export function viewOf(selection: Selection, kept: readonly Published[] = selection.kept): View {
  const { registry, lens } = selection;
  const all = lens.table ? atTable(kept, registry, lens.table) : placed(kept, registry);
  const byId = new Map(all.map((t) => [t.id, t]));
  return {
    selection,
    registry,
    at: selection.at,
    reports: all.filter((t) => !isVoiceOfThePast(t.report) && !original(t, byId)),
    all,
    byId,
  };
}

/** The view as if only these of its reports counted; changes and links keep their effect. */
export function keepOnly({ selection }: View, ids: Iterable<ReportId>): View {
  const kept = [...new Set(ids)].flatMap((id) => selection.published.get(id) ?? []);
  return viewOf(selection, kept);
}
