/** The terms ledger: how each quantity moved through offers, demands and agreements, and who moved it. */
import { z } from 'zod';
import { agreementId, issueId, partyId, proposalId, reportId, type AgreementId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import { groupBy } from '../support/group-by.js';
import { partiesOf } from '../record/kinds.js';
import { isQuantity } from './quantities.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Entry } from '../threads/threads.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const LEDGER_KINDS = ['proposal', 'demand', 'agreement'] as const;
type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * One row: the quantities that were put for one item, unit and basis, in order. What offers and demands put is one
 * series, which the agreements of these offers end; every other chain of agreements is a series of its own.
 */
export const termsAnswer = z.strictObject({
  item: z.string(),
  unit: z.string().nullable(),
  basis: z.string().nullable(),
  of: agreementId
    .nullable()
    .meta({ description: 'The first agreement of the chain that the row is of; null: it is of offers and demands.' }),
  entries: z.array(
    z.strictObject({
      quantity: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      per: z.string().optional(),
      text: z.string().optional(),
      kind: z.enum(LEDGER_KINDS),
      party: partyId.nullable(),
      jointly: z.array(partyId).optional().meta({ description: 'Other parties whose words these are as well.' }),
      at: z.string().meta({ description: 'The place of the report, as precise as told.' }),
      reportId: reportId.meta({ description: 'The report that the entry rests on: the first in order that says so.' }),
      proposal: proposalId.optional(),
      agreement: agreementId.optional(),
      issue: issueId.optional(),
    }),
  ),
});
export type LedgerAnswer = z.infer<typeof termsAnswer>;
type LedgerEntry = LedgerAnswer['entries'][number];

/** A placed report of certain kinds. */
export interface PlacedReportOf<R extends Report> extends PlacedReport {
  readonly report: R;
}

/** A term with the report that gives it. */
export interface GivenTerm<R extends Report = Report> {
  readonly t: PlacedReportOf<R>;
  readonly term: Term;
}

type LedgerReport = Extract<Report, { kind: LedgerKind }>;

const isOfLedger = (t: PlacedReport): t is PlacedReportOf<LedgerReport> =>
  (LEDGER_KINDS as readonly string[]).includes(t.report.kind);

const name = (written: string | undefined): string | null => (written === undefined ? null : comparable(written));

/** The key of a row: terms are of one row where item, unit and basis are the same, as names are compared. */
export const itemKey = ({ item, unit, basis }: Term): string => JSON.stringify([item, unit, basis].map(name));

const valueKey = ({ quantity, min, max, per }: Term): unknown[] => [
  ...[quantity, min, max].map((number) => number ?? null),
  name(per),
];

/** One entry for reports of one development, party, and offer or agreement that put the same value. */
const entryKey = ({ t, term }: GivenTerm): string => {
  const { proposal = null, agreement = null } = t.subjects;
  return JSON.stringify([t.development, t.report.kind, proposal, agreement, partiesOf(t.report), ...valueKey(term)]);
};

function subjectIn(report: LedgerReport): Pick<LedgerEntry, 'proposal' | 'agreement' | 'issue'> {
  switch (report.kind) {
    case 'proposal':
      return { proposal: report.proposal };
    case 'agreement':
      return { agreement: report.agreement };
    case 'demand':
      return { issue: report.issue };
  }
}

function entryOf({ t, term }: GivenTerm<LedgerReport>): LedgerEntry {
  const { item: _item, unit: _unit, basis: _basis, cumulative: _cumulative, ...value } = term;
  const { kind } = t.report;
  const [party = null, ...jointly] = partiesOf(t.report);
  return {
    ...value,
    kind,
    party,
    ...(jointly.length ? { jointly } : {}),
    at: t.place.text,
    reportId: t.id,
    ...subjectIn(t.report),
  };
}

const rowFieldsOf = ({ item, unit, basis }: Term) => ({ item, unit: unit ?? null, basis: basis ?? null });

/** A term without a number is no quantity that could move; positions and offers show it. */
const givenTermsIn = (t: PlacedReport): GivenTerm<LedgerReport>[] =>
  isOfLedger(t) ? (t.report.terms ?? []).filter(isQuantity).map((term) => ({ t, term })) : [];

/** Each report is read once: the terms of an offer are compared with those of every report around it. */
const itemsByReport = new WeakMap<Report, ReadonlySet<string>>();

/** The items of which a report puts quantities, by their keys. */
function itemsIn(t: PlacedReport): ReadonlySet<string> {
  const known = itemsByReport.get(t.report);
  if (known) return known;
  const items = new Set(givenTermsIn(t).map(({ term }) => itemKey(term)));
  itemsByReport.set(t.report, items);
  return items;
}

/** Whether a report of an offer puts a quantity of an item. */
const puts = (item: string) => (t: PlacedReport) => t.report.kind === 'proposal' && itemsIn(t).has(item);

/** The series of an item to which what a report gives belongs: of an agreement, the first of its chain, unless that is of an offer in the row. */
function seriesOf({ t: { report }, term }: GivenTerm<LedgerReport>, around: Surroundings): AgreementId | null {
  if (report.kind !== 'agreement') return null;
  const chain = around.terms.chainOf(report.agreement);
  const offers = chain.flatMap((id) => around.terms.get(id)?.of ?? []);
  const item = itemKey(term);
  return offers.some((offer) => around.ofProposal(offer).some(puts(item))) ? null : (chain[0] ?? report.agreement);
}

/** What earlier reports of the development give: what the report gives again is no entry of its own. */
function givenBefore(t: PlacedReport, around: Surroundings): Set<string> {
  const tied = around.ofDevelopment(t.development);
  const earlier = tied.length > 1 ? tied.filter((other) => inOrder(other, t) < 0) : [];
  return new Set(earlier.flatMap(givenTermsIn).map(termKey));
}

const termKey = (given: GivenTerm): string => `${itemKey(given.term)} ${entryKey(given)}`;

interface LedgerEntryGiven extends GivenTerm<LedgerReport> {
  readonly of: AgreementId | null;
  /** Of the terms of its report. */
  readonly nth: number;
}

/** A row: the quantities that were put for one item, in one series. */
export interface LedgerRow {
  readonly of: AgreementId | null;
  readonly first: LedgerEntryGiven;
  readonly last: LedgerEntryGiven;
  /** How many. */
  readonly count: number;
}

/** What a report adds to the ledger, by row. */
function ledgerEntriesOf(t: PlacedReport, around: Surroundings): Entry<LedgerEntryGiven>[] {
  const terms = givenTermsIn(t);
  const known = terms.length > 0 ? givenBefore(t, around) : new Set<string>();
  return terms.flatMap((given, nth): Entry<LedgerEntryGiven>[] => {
    const key = termKey(given);
    if (known.has(key)) return [];
    known.add(key);
    const of = seriesOf(given, around);
    return [[`${of ?? ''} ${itemKey(given.term)}`, { ...given, of, nth }]];
  });
}

/** The rows of the ledger. */
export const LEDGER = threadReading<LedgerEntryGiven, LedgerRow | undefined>({
  start: undefined,
  entriesOf: ledgerEntriesOf,
  take: (row, entry) => ({ of: entry.of, first: row?.first ?? entry, last: entry, count: (row?.count ?? 0) + 1 }),
});

/** Compares by the first entry. */
export const rowsInListing = (a: LedgerRow, b: LedgerRow): number =>
  inOrder(a.first.t, b.first.t) || a.first.nth - b.first.nth;

/** The ledger: all rows, each with all its entries. */
export function ledgerOf(counted: CountedReports): LedgerAnswer[] {
  const around = new Surroundings(counted);
  const byRow = groupBy(
    counted.reports.flatMap((t) => ledgerEntriesOf(t, around)),
    ([row]) => row,
  );
  return [...byRow.values()].flatMap((entries) =>
    entries.slice(0, 1).map(([, { term, of }]) => ({
      ...rowFieldsOf(term),
      of,
      entries: entries.map(([, entry]) => entryOf(entry)),
    })),
  );
}

/** The latest value of a row, with its kind and party, and the number of entries. */
export function latestIn({ of, first, last, count }: LedgerRow) {
  const { quantity, min, max, per } = last.term;
  const { kind, party = null } = last.t.report;
  return { ...rowFieldsOf(first.term), of, value: { quantity, min, max, per, kind, party }, entries: count };
}
