/** The oracle itself, held to what the shipped stories say of themselves. */
import type { JsonObject } from '../../events/envelope.js';
import { checkpoints, STORY_NAMES, storyLines } from '../projections/story.js';
import { oracle, type Status, type TableRow } from './oracle.js';
import type { Line } from './record.js';

type Expected = Readonly<Record<string, unknown>>;

/** A table's row, with the fields that the checkpoint names. */
function tableRow(wanted: Expected, rows: readonly TableRow[]): Expected {
  const row = rows.find(({ parties }) => JSON.stringify(parties) === JSON.stringify(wanted['parties']));
  const is: Expected = { parties: row?.parties, phase: row?.phase.value, agreement: row?.agreement.value };
  return Object.fromEntries(Object.keys(wanted).map((field) => [field, is[field]]));
}

/** What each field of a checkpoint says of the status; the oracle knows nothing of the others. */
const FIELDS: Readonly<Record<string, (status: Status, expected: Expected) => unknown>> = {
  phase: ({ phase }) => phase.value,
  rule: ({ phase }) => phase.rule,
  contested: ({ contested }) => (contested.value ? { by: contested.by } : false),
  agreement: ({ agreement }) => agreement.value,
  agreementId: ({ agreement }) => agreement.agreement,
  outlook: ({ outlook }) => outlook.value,
  outlookOnTheRecord: ({ outlook }) => outlook.onTheRecord,
  confidence: ({ confidence }) => confidence,
  tables: ({ tables }, expected) => (expected['tables'] as Expected[]).map((wanted) => tableRow(wanted, tables)),
};

const recordedAt = (lines: readonly Line[]): string[] =>
  lines.map((_, i) => new Date(Date.UTC(2024, 0, 1) + i).toISOString());

describe.each(STORY_NAMES)('of the story %s', (name) => {
  const lines = storyLines(name).map((line) => JSON.parse(line) as Line);

  test.each(checkpoints(name).map((c) => [c.why, c] as const))('%s', (_, { lens, expect: expected }) => {
    const status = oracle(lines, lens, Date.UTC(2026, 0, 1), recordedAt(lines));
    if (!status) throw new Error('not opened');
    const report = Object.keys(expected).filter((field) => field in FIELDS);
    const claims = Object.keys((expected['claims'] ?? {}) as JsonObject);
    expect({
      ...Object.fromEntries(report.map((field) => [field, FIELDS[field]?.(status, expected)])),
      claims: Object.fromEntries(claims.map((claim) => [claim, status.claims[claim]])),
    }).toEqual({
      ...Object.fromEntries(report.map((field) => [field, expected[field]])),
      claims: expected['claims'] ?? {},
    });
  });
});

test('a negotiation that was not opened has no status', () => {
  expect(oracle([], {}, 0, [])).toBeNull();
});
