/** A placed report: one that a lens keeps, with its place, and what its voice is worth there. */
import type { Instant } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Role } from '../../events/vocabulary.js';
import type { SubjectFields } from './kinds.js';

/** Where a report stands in time. */
export interface Place {
  /** In milliseconds since the epoch. */
  readonly at: Instant;
  /** The EDTF date that gave it, as written. */
  readonly text: string;
}

/** A party whose act or words a report tells, at the place of the report. */
export interface PartyAtPlace {
  readonly party: PartyId;
  readonly role: Role | undefined;
  /** Whether the report declares for it, and its role gives standing. */
  readonly standing: boolean;
}

/** A report at its place. */
export interface PlacedReport {
  readonly id: ReportId;
  readonly report: Report;
  /** What it says something about. */
  readonly subjects: SubjectFields;
  /** The place of its development. */
  readonly place: Place;
  /** The report of the same development that gave the place; often this one. */
  readonly placedBy: ReportId;
  /** The last instant of its `reportedAt`. */
  readonly publishedAt: Instant;
  /** The id of one report of its development, the same for all of them. */
  readonly development: ReportId;
  /** As names are compared, aliases read as what they stand for. */
  readonly origin: string;
  /** Graded D, E, 4 or 5. */
  readonly poor: boolean;
  /** Its `party`, then those in `jointly`; none where it is a voice of no party. */
  readonly parties: readonly PartyAtPlace[];
  /** Whether an official speaks for one of these parties: then it declares for all of them. */
  readonly declares: boolean;
  /** Whether it declares for a party that has standing at the place. */
  readonly standing: boolean;
}

/** Finds placed reports by id. */
export type PlacedReportsById = Pick<ReadonlyMap<ReportId, PlacedReport>, 'get' | 'has'>;
