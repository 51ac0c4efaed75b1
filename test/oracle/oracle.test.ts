/** The oracle itself, held to what the shipped stories say of themselves. */
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { comparableSource } from '../../events/text.js';
import { checkpoints, STORY_NAMES, storyLines } from '../projections/story.js';
import { oracle, type Status } from './oracle.js';
import type { Position } from './bargaining/positions.js';
import type { Line } from './record.js';

type Expected = JsonObject;

const rows = (value: JsonValue | undefined): Expected[] => value as Expected[];
const slug = (subject: JsonValue | undefined): string =>
  Object.entries(subject as Record<string, string>)
    .map(([sort, id]) => `${sort} ${id}`)
    .join();

/** The same row as is wanted, with the fields that are wanted. */
const asWanted = (wanted: Expected, is: Readonly<Record<string, unknown>>): Expected =>
  Object.fromEntries(Object.keys(wanted).map((field) => [field, is[field] as JsonValue]));

const tableRow = (wanted: Expected, { tables }: Status): Expected => {
  const row = tables.find(({ parties }) => JSON.stringify(parties) === JSON.stringify(wanted['parties']));
  return asWanted(wanted, { parties: row?.parties, phase: row?.phase.value, agreement: row?.agreement.value });
};

const isAt = (wanted: Expected, { party, subject }: Position): boolean =>
  party === wanted['party'] && `${subject.sort} ${subject.id}` === slug(wanted['subject']);

const positionRow = (wanted: Expected, { positions }: Status): Expected => {
  const row = positions.find((position) => isAt(wanted, position));
  const [declared, attributed] = [row?.declared?.stance ?? null, row?.attributed?.stance ?? null];
  return asWanted(wanted, { ...wanted, declared, attributed });
};

/** Whether each that is wanted is there, or absent where it is wanted so. */
function contradictionRow(wanted: Expected, { contradictions }: Status): Expected {
  const parties = JSON.stringify((wanted['parties'] as string[]).toSorted());
  const isThere = contradictions.some(
    (row) =>
      row.subject === slug(wanted['subject']) &&
      (row.kind === 'reporting' || JSON.stringify(row.parties) === parties) &&
      (wanted['kind'] ?? row.kind) === row.kind,
  );
  const { absent: _, ...rest } = wanted;
  return isThere ? rest : { ...rest, absent: true };
}

/** The quantities that are wanted, over all series of the item; the latest of them is in no order here. */
function termRow(wanted: Expected, { terms }: Status): Expected {
  const series = terms.filter(({ item, unit }) => item === wanted['item'] && unit === (wanted['unit'] ?? unit));
  const told = series.flatMap(({ quantities }) => quantities.map((one) => (JSON.parse(one) as number[])[0]));
  const isThere = (one: JsonValue | undefined) => one === undefined || told.includes(one as number);
  const includes = (wanted['includes'] ?? []) as JsonValue[];
  return [wanted['latest'], ...includes].every(isThere) ? wanted : { ...wanted, told: told as JsonValue };
}

const telling = (is: { since: string; origins: readonly string[] } | null): JsonValue =>
  is && { since: is.since, origins: is.origins.toSorted() };

/** What each field of a checkpoint says of the status. */
const FIELDS: Readonly<Record<string, (status: Status, expected: Expected) => unknown>> = {
  phase: ({ phase }) => phase.value,
  rule: ({ phase }) => phase.rule,
  contested: ({ contested }) => (contested.value ? { by: contested.by } : false),
  agreement: ({ agreement }) => agreement.value,
  agreementId: ({ agreement }) => agreement.agreement,
  scope: ({ agreement }) => agreement.scope,
  inForce: ({ agreement }) => agreement.inForce,
  outlook: ({ outlook }) => outlook.value,
  outlookOnTheRecord: ({ outlook }) => outlook.onTheRecord,
  confidence: ({ confidence }) => confidence,
  tables: (status, expected) => rows(expected['tables']).map((wanted) => tableRow(wanted, status)),
  claims: ({ claims }, expected) =>
    asWanted(
      expected['claims'] as JsonObject,
      new Proxy(claims, { get: (all, id) => all[String(id)] ?? 'unreported' }),
    ),
  positions: (status, expected) => rows(expected['positions']).map((wanted) => positionRow(wanted, status)),
  contradictions: (status, expected) =>
    rows(expected['contradictions']).map((wanted) => contradictionRow(wanted, status)),
  terms: (status, expected) => rows(expected['terms']).map((wanted) => termRow(wanted, status)),
  openProposals: ({ offers }) => offers.openProposals,
  openDemands: ({ offers }) => offers.openDemands,
  pressure: ({ pressure }) => pressure.map(({ party, measure }) => ({ party, measure })),
  reportedHalt: ({ reportedHalt }) => telling(reportedHalt),
  reportedRestart: ({ reportedRestart }) => telling(reportedRestart),
};

/** Names of origins as the oracle compares them. */
function comparably(expected: Expected): Expected {
  const told = (field: string) => {
    const value = expected[field] as JsonObject | null | undefined;
    if (!value) return {};
    const origins = (value['origins'] as string[]).map(comparableSource).toSorted();
    return { [field]: { ...value, origins } };
  };
  return { ...expected, ...told('reportedHalt'), ...told('reportedRestart') };
}

const recordedAt = (lines: readonly Line[]): string[] =>
  lines.map((_, i) => new Date(Date.UTC(2024, 0, 1) + i).toISOString());

describe.each(STORY_NAMES)('of the story %s', (name) => {
  const lines = storyLines(name).map((line) => JSON.parse(line) as Line);

  test.each(checkpoints(name).map((c) => [JSON.stringify(c.lens), c] as const))('%s', (_, { lens, expect: all }) => {
    const status = oracle(lines, lens, Date.UTC(2026, 0, 1), recordedAt(lines));
    if (!status) throw new Error('not opened');
    const expected = comparably(all);
    const fields = Object.keys(expected).filter((field) => field in FIELDS);
    expect(Object.fromEntries(fields.map((field) => [field, FIELDS[field]?.(status, expected)]))).toEqual(
      Object.fromEntries(fields.map((field) => [field, expected[field]])),
    );
  });
});

test('a negotiation that was not opened has no status', () => {
  expect(oracle([], {}, 0, [])).toBeNull();
});
