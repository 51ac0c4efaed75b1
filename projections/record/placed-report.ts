/** A report that counts, with its place in the story. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Role } from '../../events/vocabulary.js';

/** Where a report stands in the story: an instant, and the date as written that gave it. */
export interface Place {
  readonly at: Instant;
  readonly text: string;
}

/** A report that counts. */
export interface PlacedReport {
  readonly id: ReportId;
  readonly report: Report;
  readonly place: Place;
  /** The report of the same development that gave the place; often the report itself. */
  readonly placedBy: ReportId;
  readonly publishedAt: Instant;
  readonly development: ReportId;
  readonly origin: string;
  readonly poor: boolean;
  readonly role: Role | undefined;
  readonly declares: boolean;
  /** A declaring report by a principal or a third party with a role in the talks. */
  readonly standing: boolean;
}
