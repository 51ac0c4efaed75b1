/**
 * What reports look ahead to: what a report of an agreement means can depend on later reports, and so can a withdrawal or
 * an acceptance on the report that it names. Between two readings of a record, or under a lens, these may differ for
 * reports that are themselves the same.
 */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import { sameMembership, type AgreementTermsIndex } from './agreement-terms.js';
import { lookaheadKeysOf, type LookaheadSpans } from './lookahead-spans.js';
import type { ReportGroup } from './report-group.js';
import type { ReportIndex } from './report-index.js';
import type { PublishedById } from './selection.js';
import { haveCommon } from '../support/sets.js';
import { agreementsIn } from './subject-index.js';
import type { Differences } from './subjects-as-of.js';

/** Consecutive reports, with what they look ahead to. */
export interface Looking {
  readonly reports: readonly PlacedReport[];
  readonly keys: () => ReadonlySet<string>;
}

/** Two readings compared. */
export interface Lookahead {
  /**
   * Whether some of these reports may mean something else.
   * @param standing the agreements that bind parties before the first of them
   */
  differsFor(looking: Looking, standing: ReadonlySet<AgreementId>): boolean;
  /** The same, of one report. @param keys what it looks ahead to */
  differsForOne(keys: readonly string[], standing: ReadonlySet<AgreementId>): boolean;
}

/** A reading of a record. */
interface Reading {
  readonly terms: AgreementTermsIndex;
}

/** What consecutive reports look ahead to. */
export const keysReadBy = (reports: readonly PlacedReport[]): ReadonlySet<string> =>
  new Set(reports.flatMap(lookaheadKeysOf));

const agreementKey = (id: AgreementId): string => `agreement:${id}`;

/** An agreement with its chain, and the offer that it is of. */
export const keysOfAgreement = ({ terms }: Reading, id: AgreementId): string[] => {
  const offer = terms.get(id)?.of;
  return [...[id, ...terms.chainOf(id)].map(agreementKey), ...(offer === undefined ? [] : [`proposal:${offer}`])];
};

class DifferingKeys implements Lookahead {
  constructor(
    private readonly agreements: ReadonlySet<AgreementId>,
    private readonly keys: ReadonlySet<string>,
  ) {}

  differsFor(looking: Looking, standing: ReadonlySet<AgreementId>): boolean {
    return this.#areStanding(standing) || haveCommon(looking.keys(), this.keys);
  }

  differsForOne(keys: readonly string[], standing: ReadonlySet<AgreementId>): boolean {
    return this.#areStanding(standing) || keys.some((key) => this.keys.has(key));
  }

  #areStanding(standing: ReadonlySet<AgreementId>): boolean {
    for (const id of standing) if (this.agreements.has(id)) return true;
    return false;
  }
}

/**
 * Two readings compared; undefined where no report means anything else.
 * @param named the agreements of which they may have other accounts
 * @param renewed the reports that are published otherwise
 */
export function lookaheadAmong(
  before: Reading,
  after: Reading,
  named: Iterable<AgreementId>,
  renewed: Iterable<ReportId>,
): Lookahead | undefined {
  const agreements = [...new Set(named)].filter((id) => !sameMembership(before.terms.get(id), after.terms.get(id)));
  const keys = new Set([
    ...agreements.flatMap((id) => [before, after].flatMap((reading) => keysOfAgreement(reading, id))),
    ...[...renewed].map((id) => `report:${id}`),
  ]);
  return keys.size > 0 ? new DifferingKeys(new Set(agreements), keys) : undefined;
}

/**
 * Two versions of an index; undefined where they differ for no report that is the same.
 * @param groups those that have changed, as they were and as they are
 */
export function lookaheadBetween(
  before: Reading,
  after: Reading & { readonly lookaheadSpans: LookaheadSpans },
  groups: readonly ReportGroup[],
): Lookahead | undefined {
  const reports = groups.flatMap((group) => group.reports.map(({ placed }) => placed));
  const ids = groups.flatMap(({ entries }) => entries.map(({ fact }) => fact.report.reportId));
  return lookaheadAmong(
    before,
    after,
    agreementsIn(reports),
    ids.filter((id) => after.lookaheadSpans.reading(id)),
  );
}

/** A part of an index, as it reads under a lens. */
interface Under extends Reading {
  readonly published: PublishedById;
  /** What stands later in the index is not here. */
  readonly upTo: Instant;
}

/**
 * A part of an index, compared with the whole; undefined where no report that is the same means anything else.
 * @param differences all that stand up to the bound
 */
export function lookaheadUnder(
  whole: Reading & Pick<ReportIndex, 'lookaheadSpans' | 'publishedReport'>,
  here: Under,
  { come, gone }: Differences,
): Lookahead | undefined {
  const named = [...come, ...gone].flatMap(({ placed }) => placed.subjects.agreement ?? []);
  // What stands later than the bound is not among them, nor what was published otherwise then.
  const beyond = whole.lookaheadSpans.spanning(here.upTo);
  const isOther = (id: ReportId): boolean => here.published.get(id) !== whole.publishedReport(id);
  return lookaheadAmong(
    whole,
    here,
    [...named, ...beyond.flatMap(({ agreements }) => [...agreements])],
    beyond.flatMap(({ reportsRead }) => [...reportsRead]).filter(isOther),
  );
}
