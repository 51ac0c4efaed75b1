/** The terms ledger: how each quantity moved through offers, demands and agreements, and by whom. */
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

/** A told report of certain kinds. */
export interface PlacedReportOf<R extends Report> extends PlacedReport {
  readonly report: R;
}

/** A term with the report that gives it. */
export interface GivenTerm<R extends Report = Report> {
  readonly t: PlacedReportOf<R>;
  readonly term: Term;
}

type Putting = Extract<Report, { kind: LedgerKind }>;

const puts = (t: PlacedReport): t is PlacedReportOf<Putting> =>
  (LEDGER_KINDS as readonly string[]).includes(t.report.kind);

const name = (written: string | undefined): string | null => (written === undefined ? null : comparable(written));

/** Two terms are of one thing where item, unit and basis are the same, as names are compared. */
export const itemKey = ({ item, unit, basis }: Term): string => JSON.stringify([item, unit, basis].map(name));

const valueKey = ({ quantity, min, max, per }: Term): unknown[] => [
  ...[quantity, min, max].map((number) => number ?? null),
  name(per),
];

/** Tied copies, whoever carries them, put a value once. */
const entryKey = ({ t, term }: GivenTerm): string =>
  JSON.stringify([t.development, t.report.kind, t.report.party ?? null, ...valueKey(term)]);

function putIn(report: Putting): Pick<LedgerEntry, 'proposal' | 'agreement' | 'issue'> {
  switch (report.kind) {
    case 'proposal':
      return { proposal: report.proposal };
    case 'agreement':
      return { agreement: report.agreement };
    case 'demand':
      return { issue: report.issue };
  }
}

function entryOf({ t, term }: GivenTerm<Putting>): LedgerEntry {
  const { item: _item, unit: _unit, basis: _basis, cumulative: _cumulative, ...value } = term;
  const { kind, party } = t.report;
  return { ...value, kind, party: party ?? null, at: t.place.text, reportId: t.id, ...putIn(t.report) };
}

/** The first of each group; a group is never empty. */
const firsts = <T>(groups: ReadonlyMap<string, readonly T[]>): T[] =>
  [...groups.values()].flatMap((of) => of.slice(0, 1));

const named = ({ item, unit, basis }: Term) => ({ item, unit: unit ?? null, basis: basis ?? null });

/** Words without a number are no quantity that could move: the positions and the offers show them. */
const givenTermsIn = (reports: readonly PlacedReport[]): GivenTerm<Putting>[] =>
  reports.filter(puts).flatMap((t) => (t.report.terms ?? []).filter(isQuantity).map((term) => ({ t, term })));

/** What was put of each thing, by item, unit and basis, in the order in which they were first put. */
const putOfEach = ({ reports }: CountedReports): GivenTerm<Putting>[][] =>
  [...groupBy(givenTermsIn(reports), ({ term }) => itemKey(term)).values()].map((tellings) =>
    firsts(groupBy(tellings, entryKey)),
  );

/** The ledger: each row with all of its entries. */
export const ledgerOf = (counted: CountedReports): LedgerAnswer[] =>
  putOfEach(counted).flatMap((put) =>
    put.slice(0, 1).map(({ term }) => ({ ...named(term), entries: put.map(entryOf) })),
  );

/** Of each row what was put last, and how many entries there are. */
export const latestTermsOf = (counted: CountedReports) =>
  putOfEach(counted).flatMap((put) =>
    put.slice(-1).map(({ t: { report }, term: { quantity, min, max, per } }) => ({
      ...named((put[0] as GivenTerm).term),
      value: { quantity, min, max, per, kind: report.kind, party: report.party ?? null },
      entries: put.length,
    })),
  );
