/** A contradiction: two sides that cannot both be right. */
import type { Instant } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';

/** In the order in which answers list them (docs/rules.md, section 4). */
export const CONTRADICTION_KINDS = ['fact', 'account', 'reporting', 'attribution'] as const;
export type ContradictionKind = (typeof CONTRADICTION_KINDS)[number];

/** A contradiction without `because`. */
export interface Contradiction {
  readonly kind: ContradictionKind;
  readonly subject: SubjectOrReport;
  readonly parties: readonly PartyId[];
  /** Of kind `reporting`: the two origins, as written. */
  readonly origins?: readonly string[];
  /** When the second side was published, as written. */
  readonly since: string;
  /** The same, in milliseconds since the epoch. */
  readonly at: Instant;
  /** The reports with which each side began to say so. */
  readonly trail: readonly ReportId[];
}

const sorted = <T extends string>(items: readonly T[]): T[] => [...new Set(items)].toSorted();

const originOf = ({ report: { source } }: PlacedReport): string => source.origin ?? source.publisher;

/** The one that was published last. */
const lastPublished = (a: PlacedReport, b: PlacedReport): PlacedReport => (a.publishedAt > b.publishedAt ? a : b);

/**
 * The contradiction between two sides.
 * @param sides for each side, the report with which it began to say so
 */
export function between(
  kind: ContradictionKind,
  subject: SubjectOrReport,
  sides: readonly [PlacedReport, PlacedReport],
): Contradiction {
  const last = lastPublished(...sides);
  return {
    kind,
    subject,
    parties: sorted(sides.flatMap(({ report: { party } }) => party ?? [])),
    ...(kind === 'reporting' ? { origins: sorted(sides.map(originOf)) } : {}),
    since: last.report.reportedAt,
    at: last.publishedAt,
    trail: sides.map(({ id }) => id),
  };
}

/** What identifies a contradiction, so that it is found again from fewer reports. */
export const contradictionKey = ({ kind, subject, parties, origins, since }: Contradiction): string =>
  [kind, subjectKey(subject), parties.join(), (origins ?? []).join('\n'), since].join('\n');

/** Every pair of these, once. */
export const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
