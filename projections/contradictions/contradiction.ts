/** One contradiction: two halves that cannot both be so. */
import type { Instant } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';

export const CONTRADICTION_KINDS = ['fact', 'account', 'reporting', 'attribution'] as const;
export type ContradictionKind = (typeof CONTRADICTION_KINDS)[number];

export interface Contradiction {
  readonly kind: ContradictionKind;
  readonly subject: SubjectOrReport;
  readonly parties: readonly PartyId[];
  /** Of reports that differ: where they come from, as written. */
  readonly origins?: readonly string[];
  /** When its second half was published, as written, and as an instant. */
  readonly since: string;
  readonly at: Instant;
  readonly trail: readonly ReportId[];
}

const sorted = <T extends string>(items: readonly T[]): T[] => [...new Set(items)].toSorted();

const originOf = ({ report: { source } }: PlacedReport): string => source.origin ?? source.publisher;

/** Of its halves, each the report with which that side began to say so: the last to be published. */
const lastPublished = (a: PlacedReport, b: PlacedReport): PlacedReport => (a.publishedAt > b.publishedAt ? a : b);

/** @param halves for each side, the report with which it began to say so */
export function between(
  kind: ContradictionKind,
  subject: SubjectOrReport,
  halves: readonly [PlacedReport, PlacedReport],
): Contradiction {
  const last = lastPublished(...halves);
  return {
    kind,
    subject,
    parties: sorted(halves.flatMap(({ report: { party } }) => party ?? [])),
    ...(kind === 'reporting' ? { origins: sorted(halves.map(originOf)) } : {}),
    since: last.report.reportedAt,
    at: last.publishedAt,
    trail: halves.map(({ id }) => id),
  };
}

/** All that identifies it, to find it again among fewer reports. */
export const contradictionKey = ({ kind, subject, parties, origins, since }: Contradiction): string =>
  [kind, subjectKey(subject), parties.join(), (origins ?? []).join('\n'), since].join('\n');

/** Every two of these, once. */
export const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
