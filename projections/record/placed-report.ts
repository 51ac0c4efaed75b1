/** A placed report: one that a lens keeps, with its place, and what its voice is worth there. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Role } from '../../events/vocabulary.js';

/** Where a report stands in time. */
export interface Place {
  /** In milliseconds since the epoch. */
  readonly at: Instant;
  /** The EDTF date that gave it, as written. */
  readonly text: string;
}

/** A report at its place. */
export interface PlacedReport {
  readonly id: ReportId;
  readonly report: Report;
  /** The place of its development. */
  readonly place: Place;
  /** The report of the same development that gave the place; often this one. */
  readonly placedBy: ReportId;
  /** The last instant of its `reportedAt`. */
  readonly publishedAt: Instant;
  /** The id of one report of its development, the same for all of them. */
  readonly development: ReportId;
  /** As names are compared. */
  readonly origin: string;
  /** Graded D, E, 4 or 5. */
  readonly poor: boolean;
  /** The role of its party at the place. */
  readonly role: Role | undefined;
  /** Whether an official speaks for the report's own party. */
  readonly declares: boolean;
  /** Whether it declares for a party that has standing at the place. */
  readonly standing: boolean;
}

/** Finds placed reports by id. */
export type PlacedReportsById = Pick<ReadonlyMap<ReportId, PlacedReport>, 'get' | 'has'>;
