/** The clocks on which offers are followed: when reports were published, and when what they tell happened. */
import type { Instant } from '../../events/dates.js';
import type { IndexedReport, ReportGroup } from '../report-index/report-group.js';
import type { PublishedReports } from '../report-index/selection.js';

/** See the file comment. */
export interface OfferClock {
  /** The instants at which a group changes on it, in no order. */
  changesOf(group: ReportGroup): readonly Instant[];
  /** The reports of a group at an instant. */
  reportsOf(group: ReportGroup, at: Instant, published: PublishedReports): readonly IndexedReport[];
  /** When all had been published that counts at an instant. */
  publishedBy(at: Instant): Instant;
}

export const REPORTED: OfferClock = {
  changesOf: ({ changedAt }) => changedAt,
  reportsOf: (group, _at, published) => group.reportsAsOf(published),
  publishedBy: (at) => at,
};

/** With hindsight: all that has been published until now. */
export const HAPPENED: OfferClock = {
  changesOf: ({ reports }) => reports.map(({ published }) => published.happenedAt),
  reportsOf: (group, at) =>
    at >= group.happenedTo
      ? group.reports
      : group.indexed(group.published.filter((p) => p.retractedBy === undefined && p.happenedAt <= at)),
  publishedBy: () => Infinity,
};
