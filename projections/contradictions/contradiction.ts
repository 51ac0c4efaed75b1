/** A contradiction: two sides that cannot both be right. */
import type { Instant } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import { partiesOf } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { SourceNames } from '../threads/source-names.js';

/** In the order in which answers list them (docs/rules.md, section 4). */
export const CONTRADICTION_KINDS = ['fact', 'account', 'reporting', 'attribution'] as const;
export type ContradictionKind = (typeof CONTRADICTION_KINDS)[number];

/** A contradiction without `because`. */
export interface Contradiction {
  readonly kind: ContradictionKind;
  readonly subject: SubjectOrReport;
  readonly parties: readonly PartyId[];
  /** Of kind `reporting`: the two origins, as they are shown. */
  readonly origins?: readonly string[];
  /** The same, as names are compared. */
  readonly originKeys?: readonly string[];
  /** When the second side was published, as written. */
  readonly since: string;
  /** The same, in milliseconds since the epoch. */
  readonly at: Instant;
  /** The reports with which each side began to say so. */
  readonly trail: readonly ReportId[];
}

const sorted = <T extends string>(items: readonly T[]): T[] => [...new Set(items)].toSorted();

/** The one that was published last; of two at one instant, the later in order. */
const lastPublished = (a: PlacedReport, b: PlacedReport): PlacedReport =>
  (a.publishedAt - b.publishedAt || inOrder(a, b)) > 0 ? a : b;

/**
 * The contradiction between two sides.
 * @param parties those that contradict each other, or that are contradicted
 * @param sides for each side, the report with which it began to say so
 */
export function between(
  kind: ContradictionKind,
  subject: SubjectOrReport,
  parties: readonly PartyId[],
  sides: readonly [PlacedReport, PlacedReport],
): Contradiction {
  const last = lastPublished(...sides);
  return {
    kind,
    subject,
    parties: sorted(parties),
    since: last.report.reportedAt,
    at: last.publishedAt,
    trail: sides.map(({ id }) => id),
  };
}

/** The contradiction between what two origins report, with the origins. */
export const betweenOrigins = (
  subject: SubjectOrReport,
  sides: readonly [PlacedReport, PlacedReport],
  names: Pick<SourceNames, 'shown'>,
): Contradiction => ({
  ...between(
    'reporting',
    subject,
    sides.flatMap(({ report }) => partiesOf(report)),
    sides,
  ),
  origins: sides.map(({ report: { source } }) => names.shown(source.origin ?? source.publisher)).toSorted(),
  originKeys: sorted(sides.map(({ origin }) => origin)),
});

/** What identifies a contradiction, so that it is found again from fewer reports. */
export const contradictionKey = ({ kind, subject, parties, originKeys, since }: Contradiction): string =>
  [kind, subjectKey(subject), parties.join(), (originKeys ?? []).join('\n'), since].join('\n');

/** Sorted by when the second side was published. There may be one for each two parties: each key is made once. */
export const bySecondSide = (found: readonly Contradiction[]): Contradiction[] =>
  found
    .map((one) => ({ one, key: contradictionKey(one) }))
    .toSorted((a, b) => a.one.at - b.one.at || (a.key < b.key ? -1 : 1))
    .map(({ one }) => one);
