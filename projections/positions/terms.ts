/** The terms ledger: how each quantity moved through offers, demands and agreements, and who moved it. */
import { z } from 'zod';
import { agreementId, issueId, partyId, proposalId, reportId } from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import { groupBy } from '../support/group-by.js';
import { isQuantity } from './quantities.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const LEDGER_KINDS = ['proposal', 'demand', 'agreement'] as const;
type LedgerKind = (typeof LEDGER_KINDS)[number];

/** One row: the quantities that were put for one item, unit and basis, in order. */
export const termsAnswer = z.strictObject({
  item: z.string(),
  unit: z.string().nullable(),
  basis: z.string().nullable(),
  entries: z.array(
    z.strictObject({
      quantity: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      per: z.string().optional(),
      text: z.string().optional(),
      kind: z.enum(LEDGER_KINDS),
      party: partyId.nullable(),
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

/** Reports of one development that put the same value for the same party are one entry. */
const entryKey = ({ t, term }: GivenTerm): string =>
  JSON.stringify([t.development, t.report.kind, t.report.party ?? null, ...valueKey(term)]);

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
  const { kind, party } = t.report;
  return { ...value, kind, party: party ?? null, at: t.place.text, reportId: t.id, ...subjectIn(t.report) };
}

/** The first of each group. */
const firsts = <T>(groups: ReadonlyMap<string, readonly T[]>): T[] =>
  [...groups.values()].flatMap((of) => of.slice(0, 1));

const rowFieldsOf = ({ item, unit, basis }: Term) => ({ item, unit: unit ?? null, basis: basis ?? null });

/** A term without a number is no quantity that could move; positions and offers show it. */
const givenTermsIn = (reports: readonly PlacedReport[]): GivenTerm<LedgerReport>[] =>
  reports.filter(isOfLedger).flatMap((t) => (t.report.terms ?? []).filter(isQuantity).map((term) => ({ t, term })));

/** The entries of each row, in order; rows in the order of their first entries. */
const entriesByRow = ({ reports }: CountedReports): GivenTerm<LedgerReport>[][] =>
  [...groupBy(givenTermsIn(reports), ({ term }) => itemKey(term)).values()].map((given) =>
    firsts(groupBy(given, entryKey)),
  );

/** The ledger: all rows, each with all its entries. */
export const ledgerOf = (counted: CountedReports): LedgerAnswer[] =>
  entriesByRow(counted).flatMap((given) =>
    given.slice(0, 1).map(({ term }) => ({ ...rowFieldsOf(term), entries: given.map(entryOf) })),
  );

/** The latest value of each row, with its kind and party, and the number of entries. */
export const latestTermsOf = (counted: CountedReports) =>
  entriesByRow(counted).flatMap((given) =>
    given.slice(-1).map(({ t: { report }, term: { quantity, min, max, per } }) => ({
      ...rowFieldsOf((given[0] as GivenTerm).term),
      value: { quantity, min, max, per, kind: report.kind, party: report.party ?? null },
      entries: given.length,
    })),
  );
