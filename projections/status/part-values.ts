/** The parts of the field values: the fields of each, and those in which two readings of it differ. */
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { CLAIMS, claimsInListing, type Claim } from '../claims/claims.js';
import type { Contradiction } from '../contradictions/contradiction.js';
import { contradictionsOf } from '../contradictions/contradictions.js';
import { contradictionsDiffering, CONTRADICTION_READINGS } from '../contradictions/differing.js';
import { pressureOf } from '../phase/pressure.js';
import type { Folds } from '../positions/folds.js';
import { FULFILMENT, progressOfThread, type AgreementProgress } from '../positions/fulfilment.js';
import { inListing, STANCES, type HeldStance, type StancePair } from '../positions/held-stances.js';
import { openOffersIn } from '../positions/open-offers.js';
import { attributedBeside } from '../positions/positions.js';
import { latestIn, LEDGER, rowsInListing, type LedgerRow } from '../positions/terms.js';
import { inOrder } from '../record/order.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { ThreadReading } from '../threads/thread-reading.js';
import type { Thread } from '../threads/thread.js';
import type { AgreementValues, Summary } from './summary.js';

/** A field with its value. */
export type FieldValue = [field: string, value: JsonValue];

/** What the values are read from. */
export interface ValuesRead {
  readonly folds: Folds;
  readonly summary: () => Summary;
}

/** The fields that may differ, of both readings, each in the order of all. */
export type DifferingFields = readonly [before: readonly FieldValue[], after: readonly FieldValue[]];

/** One part of the values. */
interface Part {
  /** All fields, in order. */
  all(read: ValuesRead): FieldValue[];
  /** Of two readings that share most of what they are read from, the fields that may differ; undefined of all others. */
  differing?(before: ValuesRead, after: ValuesRead): DifferingFields | undefined;
  /** The threads that it is read from. */
  readonly readings?: readonly ThreadReading<unknown, unknown>[];
}

/** A name as one segment of a field. */
const segment = (name: string | null | undefined): string => (name ?? '').replaceAll('~', '~0').replaceAll('/', '~1');

/** The order in which reports name the members is no value. */
const agreementField = (shown: AgreementValues): JsonValue =>
  shown.agreement === null ? 'none' : { ...shown, members: shown.members.toSorted() };

function statusFields({ phase, contested, agreement, ...summary }: Summary): FieldValue[] {
  return [
    ['phase', { value: phase.value, rule: phase.rule, since: phase.since }],
    ['contested', contested.value ? { by: contested.by, since: contested.since } : false],
    ['reportedHalt', summary.reportedHalt && { ...summary.reportedHalt }],
    ['reportedRestart', summary.reportedRestart && { ...summary.reportedRestart }],
    ['agreement', agreementField(agreement)],
    ['outlook', { value: summary.outlook.all.value, onTheRecord: summary.outlook.onTheRecord.value }],
    ['confidence', summary.confidence.value],
    ['freshness', summary.freshness.value],
    ...summary.tables.flatMap(({ table: { parties }, phase: at, agreement: on }): FieldValue[] => [
      [`tables/${parties.join(',')}/phase`, { ...at }],
      [`tables/${parties.join(',')}/agreement`, agreementField(on)],
    ]),
  ];
}

function offerFields(counted: CountedReports): FieldValue[] {
  const { proposals, demands } = openOffersIn(counted);
  return [
    ...proposals.map(({ proposal }): FieldValue => [`openProposals/${proposal.proposal}`, true]),
    ...demands.map(({ demand }): FieldValue => [`openDemands/${demand.id}`, true]),
  ];
}

const pressureFields = ({ counted, phaseRun }: Folds): FieldValue[] =>
  pressureOf(counted, phaseRun).map((p) => [
    `pressure/${p.party ?? ''}/${segment(p.measure)}/${p.against ?? ''}`,
    { since: p.by.place.text, ...(p.until === null ? {} : { until: p.until }) },
  ]);

const positionFieldsOf = (row: StancePair): FieldValue[] => {
  if ('report' in row.subject) return [];
  const [declared, attributed] = [row.declared.held, attributedBeside(row)];
  const field = `positions/${row.party}/${subjectKey(row.subject)}`;
  return declared || attributed
    ? [
        [`${field}/declared`, declared && stanceValue(declared)],
        [`${field}/attributed`, attributed && stanceValue(attributed)],
      ]
    : [];
};

/** A refusal towards some alone is another stance than one towards others. */
const stanceValue = ({ stance, given: { to } }: HeldStance): JsonValue =>
  to.length ? { stance, to: [...to] } : stance;

/** The two origins, where it is between origins; else the parties. */
const between = ({ parties, origins }: Contradiction): string => (origins?.map(segment) ?? parties).join(',');

const contradictionFieldOf = (c: Contradiction): FieldValue => [
  `contradictions/${c.kind}/${subjectKey(c.subject)}/${between(c)}`,
  true,
];

function termFieldOf(row: LedgerRow): FieldValue {
  const { item, unit, basis, of, value, entries } = latestIn(row);
  const given = Object.entries(value).filter(([, v]) => v !== undefined);
  const field = ['terms', item, unit, basis, ...(of === null ? [] : [of])].map(segment).join('/');
  return [field, { ...(Object.fromEntries(given) as JsonObject), entries }];
}

const fulfilmentFieldsOf = ({ agreement, items }: AgreementProgress): FieldValue[] =>
  [...items.values()].map(({ term: { item, unit, basis }, agreed, carriedOut, reported }): FieldValue => [
    ['fulfilment', agreement, item, unit, basis].map(segment).join('/'),
    {
      agreed: agreed && ({ ...agreed } as JsonObject),
      carriedOut,
      ...(reported && carriedOut === null && { reported }),
    },
  ]);

const claimFieldOf = ({ claim, value }: Claim): FieldValue => [`claims/${claim}`, value];

/** A part of which each thread is a row. */
function rowsOf<S, R>(
  reading: ThreadReading<unknown, S>,
  rowOf: (thread: Thread<S>) => R | undefined,
  order: (a: R, b: R) => number,
  fieldsOf: (row: R) => FieldValue[],
) {
  const fields = (threads: readonly (Thread<S> | undefined)[]): FieldValue[] =>
    threads
      .flatMap((thread) => (thread && rowOf(thread)) ?? [])
      .toSorted(order)
      .flatMap(fieldsOf);
  const threadsOf = ({ folds }: ValuesRead) => reading.of(folds.around());
  return {
    readings: [reading],
    all: (read: ValuesRead): FieldValue[] => fields(threadsOf(read).values()),
    differing(before: ValuesRead, after: ValuesRead): DifferingFields | undefined {
      const pairs = threadsOf(before).differencesTo(threadsOf(after));
      return pairs && [fields(pairs.map(([was]) => was)), fields(pairs.map(([, is]) => is))];
    },
  } satisfies Part;
}

const ofState = <S>({ state }: Thread<S>): S => state;
const claims = rowsOf(
  CLAIMS,
  ({ state }) => (state?.first ? state : undefined),
  claimsInListing,
  (claim) => [claimFieldOf(claim)],
);
const talksField = ({ folds }: ValuesRead): FieldValue => claimFieldOf(folds.phaseRun().talksClaim);

/** The parts, in the order in which their fields are listed. */
export const PARTS = {
  status: { all: ({ summary }) => statusFields(summary()) },
  offers: {
    all: ({ folds }) => offerFields(folds.counted),
    differing: (before, after) =>
      openOffersIn(before.folds.counted) === openOffersIn(after.folds.counted) ? [[], []] : undefined,
  },
  pressure: { all: ({ folds }) => pressureFields(folds) },
  claims: {
    readings: claims.readings,
    all: (read) => [talksField(read), ...claims.all(read)],
    differing(before, after) {
      const others = claims.differing(before, after);
      return (
        others && [
          [talksField(before), ...others[0]],
          [talksField(after), ...others[1]],
        ]
      );
    },
  },
  positions: rowsOf(STANCES, ofState, inListing, positionFieldsOf),
  contradictions: {
    readings: CONTRADICTION_READINGS,
    all: ({ folds }) => contradictionsOf(folds).map(contradictionFieldOf),
    differing(before, after) {
      const differing = contradictionsDiffering(before.folds, after.folds);
      return differing && [differing[0].map(contradictionFieldOf), differing[1].map(contradictionFieldOf)];
    },
  },
  terms: rowsOf(LEDGER, ofState, rowsInListing, (row) => [termFieldOf(row)]),
  fulfilment: rowsOf(FULFILMENT, progressOfThread, (a, b) => inOrder(a.first, b.first), fulfilmentFieldsOf),
} as const satisfies Record<string, Part>;

/** The name of a part. */
export type FieldPart = keyof typeof PARTS;

/** All parts, by name. */
export const partNamed = (name: FieldPart): Part => PARTS[name];
