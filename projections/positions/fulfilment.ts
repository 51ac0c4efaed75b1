/** Fulfilment: for each agreement, what was agreed and what has been carried out so far. */
import { z } from 'zod';
import { agreementId, reportId, type AgreementId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import { groupBy } from '../support/group-by.js';
import { itemKey, type GivenTerm, type PlacedReportOf } from './terms.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const amount = z.strictObject({
  quantity: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
type Amount = z.infer<typeof amount>;

/** One agreement, with the amounts in it. */
export const fulfilmentAnswer = z.strictObject({
  agreement: agreementId,
  items: z.array(
    z.strictObject({
      item: z.string(),
      unit: z.string().nullable(),
      basis: z.string().nullable(),
      agreed: amount.nullable(),
      carriedOut: z
        .number()
        .nullable()
        .meta({ description: 'The total so far; null where no counted report says that any of it was carried out.' }),
      since: z.string().nullable().meta({ description: 'The place of the report that made the total what it is.' }),
      because: z.array(reportId),
      reason: z.string().optional(),
    }),
  ),
});
export type FulfilmentAnswer = z.infer<typeof fulfilmentAnswer>;

/** How much of one item has been carried out. */
interface Progress {
  readonly term: Term;
  readonly agreed: Amount | null;
  /** Null where nothing is reported. */
  readonly carriedOut: number | null;
  /** The place of the report that made the total what it is, as written. */
  readonly since: string | null;
  /** The reports that give the agreed amount and make up the total. */
  readonly trail: readonly PlacedReport[];
}

type AmountReport = Extract<Report, { kind: 'agreement' | 'implementation' }>;

const givesAmounts = (t: PlacedReport): t is PlacedReportOf<AmountReport> =>
  t.report.kind === 'agreement' || t.report.kind === 'implementation';

/** A rate ("a day") is not an amount that can be carried out. What was carried out is one number. */
const isAmount = ({ kind }: AmountReport, { quantity, min, max, per }: Term): boolean =>
  per === undefined && (kind === 'agreement' ? (quantity ?? min ?? max) : quantity) !== undefined;

const givenTermsIn = (reports: readonly PlacedReport[]): GivenTerm<AmountReport>[] =>
  reports
    .filter(givesAmounts)
    .flatMap((t) => (t.report.terms ?? []).filter((term) => isAmount(t.report, term)).map((term) => ({ t, term })));

const amountOf = ({ quantity, min, max }: Term): Amount => ({
  ...(quantity === undefined ? {} : { quantity }),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

/** What the latest report of each development says: a later account of one step replaces an earlier one. */
function latestAccounts(given: readonly GivenTerm[]): GivenTerm[] {
  const latest = new Map(given.map(({ t }) => [t.development, t]));
  return given.filter(({ t }) => latest.get(t.development) === t);
}

/** The total so far, and the reports that make it up; null where there are none. */
function totalOf(accounts: readonly GivenTerm[]): { total: number | null; by: PlacedReport[] } {
  let total: number | null = null;
  let by: PlacedReport[] = [];
  for (const { t, term } of accounts) {
    const next: number = (term.cumulative ? 0 : (total ?? 0)) + (term.quantity ?? 0);
    // A cumulative total that equals the sum of the steps adds nothing to explain.
    if (next === total) continue;
    if (term.cumulative) by = [];
    by.push(t);
    total = next;
  }
  return { total, by };
}

function progressOf(term: Term, given: readonly GivenTerm<AmountReport>[]): Progress {
  const agreed = given.findLast(({ t }) => t.report.kind === 'agreement');
  const { total, by } = totalOf(latestAccounts(given.filter(({ t }) => t.report.kind === 'implementation')));
  return {
    term,
    agreed: agreed ? amountOf(agreed.term) : null,
    carriedOut: total,
    since: by.at(-1)?.place.text ?? null,
    trail: [...(agreed ? [agreed.t] : []), ...by],
  };
}

/**
 * The progress of one agreement's items, by item, unit and basis, in the order in which its reports first name them.
 */
function progressIn(reports: readonly PlacedReport[]): Map<string, Progress> {
  const items = groupBy(givenTermsIn(reports), ({ term }) => itemKey(term));
  return new Map([...items].flatMap(([key, of]) => of.slice(0, 1).map(({ term }) => [key, progressOf(term, of)])));
}

/** The progress of all agreements' items, without `because`: one pass over the reports. */
export function progressByAgreement(counted: CountedReports): Map<AgreementId, Map<string, Progress>> {
  const progress = new Map<AgreementId, Map<string, Progress>>();
  for (const [agreement, reports] of groupBy(counted.reports, (t) => t.subjects.agreement))
    if (agreement !== undefined) progress.set(agreement, progressIn(reports));
  return progress;
}

const NOTHING = { agreed: null, carriedOut: null, since: null } as const;

const valueOf = ({ agreed, carriedOut, since }: Omit<Progress, 'term' | 'trail'>) => ({ agreed, carriedOut, since });

function itemAnswer(counted: CountedReports, agreement: AgreementId, key: string, progress: Progress) {
  const { term, trail } = progress;
  const wanted = JSON.stringify(valueOf(progress));
  const holds = (kept: CountedReports) => {
    const reports = kept.reports.filter((t) => t.subjects.agreement === agreement);
    return JSON.stringify(valueOf(progressIn(reports).get(key) ?? NOTHING)) === wanted;
  };
  const ids = trail.map((t) => t.id);
  return {
    item: term.item,
    unit: term.unit ?? null,
    basis: term.basis ?? null,
    ...valueOf(progress),
    ...withBecause(becauseOf(counted, ids, holds)),
  };
}

const answerOf = (
  counted: CountedReports,
  [agreement, items]: readonly [AgreementId, Map<string, Progress>],
): FulfilmentAnswer => ({
  agreement,
  items: [...items].map(([key, progress]) => itemAnswer(counted, agreement, key, progress)),
});

/** All agreements that counted reports name, explained, in the order of their first reports. */
export const fulfilmentOf = (counted: CountedReports): FulfilmentAnswer[] =>
  [...progressByAgreement(counted)].map((progress) => answerOf(counted, progress));

/**
 * The last `count` agreements with amounts, by their first reports, explained; and how many others come before them.
 */
export function latestFulfilment(
  counted: CountedReports,
  count: number,
): { fulfilment: FulfilmentAnswer[]; earlier: number } {
  const withItems = [...progressByAgreement(counted)].filter(([, items]) => items.size > 0);
  return {
    fulfilment: withItems.slice(-count).map((progress) => answerOf(counted, progress)),
    earlier: Math.max(0, withItems.length - count),
  };
}
