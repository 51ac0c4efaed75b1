/** How far two versions of an index mean the same, where a report may mean something by what comes after it. */
import { sameMembership, type AgreementTermsIndex } from './agreement-terms.js';
import { reportsBefore, type Block } from './blocks.js';
import type { LookaheadSpans } from './lookahead-spans.js';
import type { ReportGroup } from './report-group.js';
import { agreementsIn } from './subject-index.js';

/** A version of an index. */
interface Version {
  readonly terms: AgreementTermsIndex;
  readonly blocks: readonly Block[];
  readonly lookaheadSpans: LookaheadSpans;
}

/**
 * How many reports come before the first whose meaning depends on a later report that changed.
 * @param groups those that changed, as they were and as they are
 */
export function sameLookahead(
  { terms, blocks, lookaheadSpans }: Version,
  next: Pick<Version, 'terms'>,
  groups: readonly ReportGroup[],
): number {
  const touched = groups.flatMap(({ reports }) => reports.map(({ placed }) => placed));
  const changed = agreementsIn(touched).filter((id) => !sameMembership(terms.get(id), next.terms.get(id)));
  const ofAgreements = touched
    .flatMap((t) => lookaheadSpans.of(t))
    .filter((span) => changed.some((id) => span.agreements.has(id)));
  const ofWithdrawals = groups.flatMap(({ entries }) =>
    entries.flatMap(({ fact }) => lookaheadSpans.reading(fact.report.reportId) ?? []),
  );
  const from = Math.min(...[...ofAgreements, ...ofWithdrawals].map((span) => span.first));
  return from === Infinity ? Infinity : reportsBefore(blocks, from);
}
