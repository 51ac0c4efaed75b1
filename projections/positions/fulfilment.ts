/** Fulfilment: for each agreement, what was agreed and what has been carried out so far. */
import { z } from 'zod';
import { agreementId, reportId, type AgreementId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import { groupBy } from '../support/group-by.js';
import { eachInTurn } from '../support/stepwise.js';
import { itemKey, type GivenTerm, type PlacedReportOf } from './terms.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Thread } from '../threads/thread.js';

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
        .meta({ description: 'The total so far; null where no counted implementation gives a number of it.' }),
      reported: z
        .boolean()
        .meta({ description: 'Whether a counted implementation gives the item, if in words alone.' }),
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
  /** Null where no number is reported. */
  readonly carriedOut: number | null;
  /** Whether an implementation gives the item: as a number, a range, a rate or in words. */
  readonly reported: boolean;
  /** The place of the report that made the total what it is, as written. */
  readonly since: string | null;
  /** The reports that give the agreed amount and make up the total; without a total, the first that gives the item. */
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

/** The sum of numbers; undefined where one is missing. */
const sum = (numbers: readonly (number | undefined)[]): number | undefined =>
  numbers.reduce((total, number) => (total === undefined || number === undefined ? undefined : total + number), 0);

/** What one report gives of an item, in one term or in several: fifty women and thirty men are eighty. */
function amountOf(terms: readonly Term[]): Amount {
  const quantity = sum(terms.map((term) => term.quantity));
  if (quantity !== undefined) return { quantity };
  const min = sum(terms.map((term) => term.quantity ?? term.min));
  const max = sum(terms.map((term) => term.quantity ?? term.max));
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

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

/** @param told the first implementation that gives the item, in whatever form */
function progressOf(term: Term, given: readonly GivenTerm<AmountReport>[], told: PlacedReport | undefined): Progress {
  const agreed = given.findLast(({ t }) => t.report.kind === 'agreement')?.t;
  const agreedTerms = given.flatMap((one) => (one.t === agreed ? [one.term] : []));
  const { total, by } = totalOf(latestAccounts(given.filter(({ t }) => t.report.kind === 'implementation')));
  return {
    term,
    agreed: agreed ? amountOf(agreedTerms) : null,
    carriedOut: total,
    reported: told !== undefined,
    since: by.at(-1)?.place.text ?? null,
    trail: [...(agreed ? [agreed] : []), ...by, ...(by.length === 0 && told ? [told] : [])],
  };
}

/** By what items are told apart. */
type KeyOf = (term: Term) => string;

/** The keys of terms, each made once: whether fewer reports give the same is asked many times. */
function keptKeys(): KeyOf {
  const known = new Map<Term, string>();
  return (term) => {
    const key = known.get(term) ?? itemKey(term);
    known.set(term, key);
    return key;
  };
}

/**
 * The progress of one agreement's items, by item, unit and basis, in the order in which its reports first name them.
 * @param only the key of the one that is asked for; all where not given
 */
function progressIn(reports: readonly PlacedReport[], keyOf: KeyOf = itemKey, only?: string): Map<string, Progress> {
  const isAsked = (term: Term): boolean => only === undefined || keyOf(term) === only;
  const given = givenTermsIn(reports).filter(({ term }) => isAsked(term));
  const told = new Map<string, PlacedReport>();
  for (const t of reports)
    if (t.report.kind === 'implementation')
      for (const term of t.report.terms ?? []) if (isAsked(term) && !told.has(keyOf(term))) told.set(keyOf(term), t);
  return new Map(
    [...groupBy(given, ({ term }) => keyOf(term))].flatMap(([key, of]) =>
      of.slice(0, 1).map(({ term }) => [key, progressOf(term, of, told.get(key))]),
    ),
  );
}

/** The progress of one agreement's items. */
export interface AgreementProgress {
  readonly agreement: AgreementId;
  /** The first report that names it. */
  readonly first: PlacedReport;
  readonly items: ReadonlyMap<string, Progress>;
}

/** By agreement, the reports that name it. */
export const FULFILMENT = threadReading<AgreementId, AgreementId | undefined>({
  start: undefined,
  entriesOf: ({ subjects: { agreement } }) => (agreement === undefined ? [] : [[agreement, agreement]]),
  take: (_, agreement) => agreement,
});

/** The progress of the agreement that a thread is of. */
export function progressOfThread({
  state: agreement,
  reports,
}: Thread<AgreementId | undefined>): AgreementProgress | undefined {
  const [first] = reports;
  return agreement === undefined || !first ? undefined : { agreement, first, items: progressIn(reports) };
}

/** The progress of all agreements' items, without `because`: one pass over the reports. */
export function progressByAgreement(counted: CountedReports): Map<AgreementId, Map<string, Progress>> {
  const progress = new Map<AgreementId, Map<string, Progress>>();
  for (const [agreement, reports] of groupBy(counted.reports, (t) => t.subjects.agreement))
    if (agreement !== undefined) progress.set(agreement, progressIn(reports));
  return progress;
}

const NOTHING = { agreed: null, carriedOut: null, reported: false, since: null } as const;

const valueOf = ({ agreed, carriedOut, reported, since }: Omit<Progress, 'term' | 'trail'>) => ({
  agreed,
  carriedOut,
  reported,
  since,
});

/** What is asked of one agreement. */
interface Asked {
  readonly counted: CountedReports;
  readonly agreement: AgreementId;
  readonly keyOf: KeyOf;
}

function itemAnswer({ counted, agreement, keyOf }: Asked, key: string, progress: Progress) {
  const { term, trail } = progress;
  const wanted = JSON.stringify(valueOf(progress));
  const holds = (kept: CountedReports) => {
    const reports = kept.reports.filter((t) => t.subjects.agreement === agreement);
    return JSON.stringify(valueOf(progressIn(reports, keyOf, key).get(key) ?? NOTHING)) === wanted;
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
): FulfilmentAnswer => {
  const asked = { counted, agreement, keyOf: keptKeys() };
  return { agreement, items: [...items].map(([key, progress]) => itemAnswer(asked, key, progress)) };
};

/** All agreements that counted reports name, explained, in the order of their first reports; with a pause after each. */
export const fulfilmentOf = (counted: CountedReports): Generator<undefined, FulfilmentAnswer[]> =>
  eachInTurn(progressByAgreement(counted), (progress) => answerOf(counted, progress));

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
