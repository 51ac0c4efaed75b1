/** Fulfilment: of each agreement what was agreed, and what has been carried out so far. */
import { z } from 'zod';
import { agreementId, reportId, type AgreementId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import { groupBy } from '../support/group-by.js';
import { subjectFieldsOf } from '../record/kinds.js';
import { itemKey, type GivenTerm, type PlacedReportOf } from './terms.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const amount = z.strictObject({
  quantity: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
type Amount = z.infer<typeof amount>;

export const fulfilmentAnswer = z.strictObject({
  agreement: agreementId,
  items: z.array(
    z.strictObject({
      item: z.string(),
      unit: z.string().nullable(),
      basis: z.string().nullable(),
      agreed: amount.nullable(),
      carriedOut: z.number().meta({ description: 'The total so far.' }),
      since: z.string().nullable().meta({ description: 'The place of the report that made the total what it is.' }),
      because: z.array(reportId),
      reason: z.string().optional(),
    }),
  ),
});
export type FulfilmentAnswer = z.infer<typeof fulfilmentAnswer>;

/** How far one term of an agreement has come. */
interface Progress {
  readonly term: Term;
  readonly agreed: Amount | null;
  readonly carriedOut: number;
  readonly since: string | null;
  /** The reports that hold the agreed amount and make up the total. */
  readonly trail: readonly PlacedReport[];
}

type Counted = Extract<Report, { kind: 'agreement' | 'implementation' }>;

const counts = (t: PlacedReport): t is PlacedReportOf<Counted> =>
  t.report.kind === 'agreement' || t.report.kind === 'implementation';

/** A rate ("a day") is no amount that could be carried out, and what was carried out is a number. */
const isAmount = ({ kind }: Counted, { quantity, min, max, per }: Term): boolean =>
  per === undefined && (kind === 'agreement' ? (quantity ?? min ?? max) : quantity) !== undefined;

const tellingsIn = (reports: readonly PlacedReport[]): GivenTerm<Counted>[] =>
  reports
    .filter(counts)
    .flatMap((t) => (t.report.terms ?? []).filter((term) => isAmount(t.report, term)).map((term) => ({ t, term })));

const amountOf = ({ quantity, min, max }: Term): Amount => ({
  ...(quantity === undefined ? {} : { quantity }),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

/** Of each development, what its latest report says: a later account of one step replaces an earlier one. */
function latestAccounts(tellings: readonly GivenTerm[]): GivenTerm[] {
  const latest = new Map(tellings.map(({ t }) => [t.development, t]));
  return tellings.filter(({ t }) => latest.get(t.development) === t);
}

/** The total so far, and the reports by which it came to be that. */
function totalOf(accounts: readonly GivenTerm[]): { total: number; by: PlacedReport[] } {
  let total = 0;
  let by: PlacedReport[] = [];
  for (const { t, term } of accounts) {
    const next = (term.cumulative ? 0 : total) + (term.quantity ?? 0);
    // A total that only says again what the steps add up to leaves them as they are.
    if (next === total) continue;
    if (term.cumulative) by = [];
    by.push(t);
    total = next;
  }
  return { total, by };
}

function progressOf(term: Term, tellings: readonly GivenTerm<Counted>[]): Progress {
  const agreed = tellings.findLast(({ t }) => t.report.kind === 'agreement');
  const { total, by } = totalOf(latestAccounts(tellings.filter(({ t }) => t.report.kind === 'implementation')));
  return {
    term,
    agreed: agreed ? amountOf(agreed.term) : null,
    carriedOut: total,
    since: by.at(-1)?.place.text ?? null,
    trail: [...(agreed ? [agreed.t] : []), ...by],
  };
}

/** By item, unit and basis, in the order in which these reports of one agreement first name them. */
function progressIn(reports: readonly PlacedReport[]): Map<string, Progress> {
  const items = groupBy(tellingsIn(reports), ({ term }) => itemKey(term));
  return new Map([...items].flatMap(([key, of]) => of.slice(0, 1).map(({ term }) => [key, progressOf(term, of)])));
}

/** The values without what they rest on: one pass over the reports. */
export function progressByAgreement(counted: CountedReports): Map<AgreementId, Map<string, Progress>> {
  const progress = new Map<AgreementId, Map<string, Progress>>();
  for (const [agreement, reports] of groupBy(counted.reports, (t) => subjectFieldsOf(t.report).agreement))
    if (agreement !== undefined) progress.set(agreement, progressIn(reports));
  return progress;
}

const NOTHING = { agreed: null, carriedOut: 0, since: null } as const;

const valueOf = ({ agreed, carriedOut, since }: Omit<Progress, 'term' | 'trail'>) => ({ agreed, carriedOut, since });

function itemAnswer(counted: CountedReports, agreement: AgreementId, key: string, progress: Progress) {
  const { term, trail } = progress;
  const wanted = JSON.stringify(valueOf(progress));
  const holds = (kept: CountedReports) => {
    const reports = kept.reports.filter((t) => subjectFieldsOf(t.report).agreement === agreement);
    return JSON.stringify(valueOf(progressIn(reports).get(key) ?? NOTHING)) === wanted;
  };
  const ids = trail.map((t) => t.id);
  return {
    item: term.item,
    unit: term.unit ?? null,
    basis: term.basis ?? null,
    ...valueOf(progress),
    ...withBecause(becauseOf(counted, ids, holds, 'no counted report carries it out')),
  };
}

const answerOf = (
  counted: CountedReports,
  [agreement, items]: readonly [AgreementId, Map<string, Progress>],
): FulfilmentAnswer => ({
  agreement,
  items: [...items].map(([key, progress]) => itemAnswer(counted, agreement, key, progress)),
});

/** Every agreement that the reports name, with the amounts in it. */
export const fulfilmentOf = (counted: CountedReports): FulfilmentAnswer[] =>
  [...progressByAgreement(counted)].map((progress) => answerOf(counted, progress));

/** Of the agreements in which amounts are told of, those that were named last, and how many came before them. */
export function latestFulfilment(
  counted: CountedReports,
  count: number,
): { fulfilment: FulfilmentAnswer[]; earlier: number } {
  const told = [...progressByAgreement(counted)].filter(([, items]) => items.size > 0);
  return {
    fulfilment: told.slice(-count).map((progress) => answerOf(counted, progress)),
    earlier: Math.max(0, told.length - count),
  };
}
