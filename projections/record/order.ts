/** Place and order: where reports stand in time, whatever the order in which they were recorded. */
import type { Instant } from '../../events/dates.js';
import { groupBy } from '../support/group-by.js';
import { declares, isOutsideVoice, subjectFieldsOf } from './kinds.js';
import type { PlacedReport } from './placed-report.js';
import type { PublishedReport } from './published-reports.js';
import type { Registry } from './registry.js';
import { partiesAtPlace } from './standing.js';

/** Compares by place, then by publication, then by id. */
export const inOrder = (a: PlacedReport, b: PlacedReport): number =>
  a.place.at - b.place.at || a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** How many of these, from the first on, this holds for; it holds for none after one for which it does not. */
function countWhile(reports: readonly PlacedReport[], holds: (t: PlacedReport) => boolean): number {
  let [low, high] = [0, reports.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(reports[middle] as PlacedReport)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of these reports, which are in order, come before one. */
export const countBefore = (reports: readonly PlacedReport[], t: PlacedReport): number =>
  countWhile(reports, (one) => inOrder(one, t) < 0);

/** How many of these reports, which are in order, stand at an instant or before it. */
export const countUpTo = (reports: readonly PlacedReport[], at: Instant): number =>
  countWhile(reports, ({ place }) => place.at <= at);

const earliest = (a: PublishedReport, b: PublishedReport): number =>
  a.happenedAt - b.happenedAt || a.publishedAt - b.publishedAt || (a.report.reportId < b.report.reportId ? -1 : 1);

/**
 * The reports of a development whose dates can place it: no outside voices and no poor reports, if there are others.
 */
function canPlace(development: readonly PublishedReport[]): readonly PublishedReport[] {
  const current = development.filter((p) => !isOutsideVoice(p.report));
  const voices = current.length ? current : development;
  const sound = voices.filter((p) => !p.poor);
  return sound.length ? sound : voices;
}

function placedBy(by: PublishedReport, p: PublishedReport, registry: Registry): PlacedReport {
  const { report } = p;
  const place = { at: by.happenedAt, text: by.happenedText };
  const parties = partiesAtPlace(report, place, registry);
  return {
    id: report.reportId,
    report,
    subjects: subjectFieldsOf(report),
    place,
    placedBy: by.report.reportId,
    publishedAt: p.publishedAt,
    development: p.development,
    origin: p.origin,
    poor: p.poor,
    parties,
    declares: declares(report),
    standing: parties.some(({ standing }) => standing),
  };
}

/** These reports in order, all of a development at the place of the earliest that can place it. */
export function placed(kept: readonly PublishedReport[], registry: Registry): PlacedReport[] {
  const all: PlacedReport[] = [];
  for (const development of groupBy(kept, (p) => p.development).values()) {
    const [by] = development.length === 1 ? development : canPlace(development).toSorted(earliest);
    if (by) for (const p of development) all.push(placedBy(by, p, registry));
  }
  return all.toSorted(inOrder);
}
