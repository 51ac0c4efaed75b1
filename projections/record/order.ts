/** Where reports stand in the story: the place of each development, the order, and copies that count for nothing. */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import type { ReportId } from '../../events/ids.js';
import { THIRD_PARTY_ROLES, type Role } from '../../events/vocabulary.js';
import { groupBy } from '../support/group-by.js';
import { declares, isOutsideVoice } from './kinds.js';
import type { PublishedReport } from './published-reports.js';
import { roleAt, type Registry } from './registry.js';
import type { PlacedReport } from './placed-report.js';

/** By place, then by publication, then by id: the order of recording never matters. */
export const inOrder = (a: PlacedReport, b: PlacedReport): number =>
  a.place.at - b.place.at || a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const earliest = (a: PublishedReport, b: PublishedReport): number =>
  a.happenedAt - b.happenedAt || a.publishedAt - b.publishedAt || (a.report.reportId < b.report.reportId ? -1 : 1);

/** Of the development's reports, those whose dates can place it: current voices first, and of them those not poor. */
function placing(reports: readonly PublishedReport[]): readonly PublishedReport[] {
  const current = reports.filter((p) => !isOutsideVoice(p.report));
  const voices = current.length ? current : reports;
  const sound = voices.filter((p) => !p.poor);
  return sound.length ? sound : voices;
}

export const hasStanding = (role: Role | undefined): boolean =>
  role !== undefined && (role === 'principal' || THIRD_PARTY_ROLES.has(role));

function told(p: PublishedReport, by: PublishedReport, registry: Registry): PlacedReport {
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

/** These reports at the places of their developments, in order. */
export function placed(kept: readonly PublishedReport[], registry: Registry): PlacedReport[] {
  const all: PlacedReport[] = [];
  for (const development of groupBy(kept, (p) => p.development).values()) {
    const [by] = development.length === 1 ? development : placing(development).toSorted(earliest);
    if (by) for (const p of development) all.push(told(p, by, registry));
  }
  return all.toSorted(inOrder);
}

const content = ({ report }: PlacedReport): string => {
  const { reportId: _id, corroborates: _tie, source, ...said } = report;
  return canonicalJson({ ...said, reliability: source.reliability ?? null } as unknown as JsonObject);
};

/** Finds a report that counts by its id. */
export type PlacedReportsById = Pick<ReadonlyMap<ReportId, PlacedReport>, 'get' | 'has'>;

/** The report that this one is tied to, where it is an identical copy of it by the same origin. */
function copied(copy: PlacedReport, byId: PlacedReportsById): PlacedReport | undefined {
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
export function original(copy: PlacedReport, byId: PlacedReportsById): PlacedReport | undefined {
  const target = copied(copy, byId);
  const ring = new Set<PlacedReport>();
  for (let at = target; at !== undefined && !ring.has(at); at = copied(at, byId)) ring.add(at);
  // Copies that point at each other in a ring: the one with the smallest id is the original.
  return ring.has(copy) && [...ring].every(({ id }) => copy.id <= id) ? undefined : target;
}

/** Whether it counts in the status: not a voice of the past, nor a copy. */
export const counts = (t: PlacedReport, byId: PlacedReportsById): boolean => !isOutsideVoice(t.report) && !original(t, byId);
