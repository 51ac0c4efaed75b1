/** The oracle itself, held to what the shipped stories say of themselves. */
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../events/envelope.js';
import { oracle, type Status } from './oracle.js';
import type { Line } from './record.js';

const read = (name: string): string => readFileSync(new URL(`../../stories/${name}`, import.meta.url), 'utf8');

const storyOf = (name: string): Line[] =>
  read(`${name}.ndjson`)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

interface Checkpoint {
  readonly lens: JsonObject;
  readonly expect: JsonObject;
  readonly why: string;
}

const checkpointsOf = (name: string): Checkpoint[] =>
  (JSON.parse(read(`${name}.expected.json`)) as { checkpoints: Checkpoint[] }).checkpoints;

/** What each field of a checkpoint says of the status; the oracle knows nothing of the others. */
const FIELDS: Readonly<Record<string, (status: Status) => unknown>> = {
  phase: ({ phase }) => phase.value,
  rule: ({ phase }) => phase.rule,
  contested: ({ contested }) => (contested.value ? { by: contested.by } : false),
  agreement: ({ agreement }) => agreement.value,
  agreementId: ({ agreement }) => agreement.agreement,
  outlook: ({ outlook }) => outlook.value,
  outlookOnTheRecord: ({ outlook }) => outlook.onTheRecord,
  confidence: ({ confidence }) => confidence,
  tables: ({ tables }) => tables.map(({ parties, phase }) => ({ parties, phase: phase.value })),
};

const recordedAt = (lines: readonly Line[]): string[] =>
  lines.map((_, i) => new Date(Date.UTC(2024, 0, 1) + i).toISOString());

describe.each(['qatar-mediation', 'gaza-hostages-2023'])('of the story %s', (name) => {
  const lines = storyOf(name);

  test.each(checkpointsOf(name).map((c) => [c.why, c] as const))('%s', (_, { lens, expect: expected }) => {
    const status = oracle(lines, lens, Date.UTC(2026, 0, 1), recordedAt(lines));
    if (!status) throw new Error('not opened');
    const told = Object.keys(expected).filter((field) => field in FIELDS);
    const claims = Object.keys((expected['claims'] ?? {}) as JsonObject);
    expect({
      ...Object.fromEntries(told.map((field) => [field, FIELDS[field]?.(status)])),
      claims: Object.fromEntries(claims.map((claim) => [claim, status.claims[claim]])),
    }).toEqual({
      ...Object.fromEntries(told.map((field) => [field, expected[field]])),
      claims: expected['claims'] ?? {},
    });
  });
});

test('a negotiation that was not opened has no status', () => {
  expect(oracle([], {}, 0, [])).toBeNull();
});
