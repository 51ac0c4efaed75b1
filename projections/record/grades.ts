/** The desk's own grades of sources: a regrading replaces the reliability of what that publisher published from a date on. */
import { firstInstant, latestInstant, type Instant } from '../../events/dates.js';
import type { Report } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import type { Reliability } from '../../events/vocabulary.js';
import type { Entry } from './entries.js';

/** By publisher, in the order of recording: the last that applies holds. */
export type Gradings = ReadonlyMap<string, readonly { readonly from: Instant; readonly reliability: Reliability }[]>;

export function gradingsOf(entries: readonly Entry[]): Gradings {
  const gradings = new Map<string, { from: Instant; reliability: Reliability }[]>();
  for (const { fact } of entries) {
    if (fact.type !== 'SourceRegraded') continue;
    const { publisher, from, reliability } = fact.data;
    const key = comparable(publisher);
    gradings.set(key, [...(gradings.get(key) ?? []), { from: firstInstant(from), reliability }]);
  }
  return gradings;
}

/** The reliability of a report's source as this desk now grades it. */
export function gradeOf(gradings: Gradings, { source, reportedAt }: Report): Reliability | undefined {
  const regraded = gradings.get(comparable(source.publisher))?.findLast((g) => g.from <= latestInstant(reportedAt));
  return regraded?.reliability ?? source.reliability;
}
