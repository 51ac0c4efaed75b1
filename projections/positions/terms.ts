/** The terms ledger: how each quantity moved through offers, demands and agreements, and who moved it. */
import { z } from 'zod';
import {
  agreementId,
  issueId,
  partyId,
  proposalId,
  reportId,
  type AgreementId,
  type ProposalId,
} from '../../events/ids.js';
import type { Report, Term } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import { groupBy } from '../support/group-by.js';
import { lazy } from '../support/lazy.js';
import { partiesOf } from '../record/kinds.js';
import { AgreementTermsIndex, AgreementTermsReader } from '../report-index/agreement-terms.js';
import { ScannedSubjects } from '../report-index/subject-index.js';
import { isQuantity } from './quantities.js';
import type { PlacedReport } from '../record/placed-report.js';
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

/** The first of each group. */
const firsts = <T>(groups: ReadonlyMap<string, readonly T[]>): T[] =>
  [...groups.values()].flatMap((of) => of.slice(0, 1));

const rowFieldsOf = ({ item, unit, basis }: Term) => ({ item, unit: unit ?? null, basis: basis ?? null });

/** A term without a number is no quantity that could move; positions and offers show it. */
const givenTermsIn = (reports: readonly PlacedReport[]): GivenTerm<LedgerReport>[] =>
  reports.filter(isOfLedger).flatMap((t) => (t.report.terms ?? []).filter(isQuantity).map((term) => ({ t, term })));

interface Row {
  readonly of: AgreementId | null;
  readonly entries: readonly GivenTerm<LedgerReport>[];
}

/** The agreements as they are tied to offers and to each other. */
const agreementTermsIn = ({ reports, registry }: CountedReports): AgreementTermsIndex =>
  new AgreementTermsIndex(
    new ScannedSubjects(reports.filter((t) => t.subjects.agreement !== undefined)),
    new AgreementTermsReader(registry),
  );

/** Of the terms for one item: a series of what offers and demands put, and one for each chain of other agreements. */
function seriesIn(given: readonly GivenTerm<LedgerReport>[], chainOf: (id: AgreementId) => Chain): Row[] {
  const offers = new Set(given.flatMap(({ t: { report } }) => (report.kind === 'proposal' ? [report.proposal] : [])));
  const seriesOf = ({ report }: PlacedReport): AgreementId | null => {
    if (report.kind !== 'agreement') return null;
    const { of, first } = chainOf(report.agreement);
    return of.some((offer) => offers.has(offer)) ? null : first;
  };
  return [...groupBy(given, ({ t }) => seriesOf(t))].map(([of, terms]) => ({
    of,
    entries: firsts(groupBy(terms, entryKey)),
  }));
}

interface Chain {
  /** The offers of which its agreements are. */
  readonly of: readonly ProposalId[];
  /** The first of its agreements. */
  readonly first: AgreementId;
}

/** The entries of each row, in order; rows in the order of their first entries. */
function entriesByRow(counted: CountedReports): Row[] {
  const known = new Map<AgreementId, Chain>();
  const agreements = lazy(() => agreementTermsIn(counted));
  const chainOf = (id: AgreementId): Chain => {
    const ids = known.has(id) ? [] : agreements().chainOf(id);
    const chain = known.get(id) ?? {
      of: ids.flatMap((other) => agreements().get(other)?.of ?? []),
      first: ids[0] ?? id,
    };
    known.set(id, chain);
    return chain;
  };
  const given = givenTermsIn(counted.reports);
  const rows = [...groupBy(given, ({ term }) => itemKey(term)).values()].flatMap((of) => seriesIn(of, chainOf));
  const order = new Map(given.map((of, i) => [of, i]));
  const begins = ({ entries: [first] }: Row): number => (first && order.get(first)) ?? 0;
  return rows.toSorted((a, b) => begins(a) - begins(b));
}

/** The ledger: all rows, each with all its entries. */
export const ledgerOf = (counted: CountedReports): LedgerAnswer[] =>
  entriesByRow(counted).flatMap(({ of, entries }) =>
    entries.slice(0, 1).map(({ term }) => ({ ...rowFieldsOf(term), of, entries: entries.map(entryOf) })),
  );

/** The latest value of each row, with its kind and party, and the number of entries. */
export const latestTermsOf = (counted: CountedReports) =>
  entriesByRow(counted).flatMap(({ of, entries }) =>
    entries.slice(-1).map(({ t: { report }, term: { quantity, min, max, per } }) => ({
      ...rowFieldsOf((entries[0] as GivenTerm).term),
      of,
      value: { quantity, min, max, per, kind: report.kind, party: report.party ?? null },
      entries: entries.length,
    })),
  );
