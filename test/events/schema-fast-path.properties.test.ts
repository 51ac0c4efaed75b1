/** The quick yes to an event's data is never said to what its schema would not take just as it is. */
import fc from 'fast-check';
import { z } from 'zod';
import type { JsonObject } from '../../events/envelope.js';
import { schemaOf } from '../../events/event.js';
import { EVENT_TYPES } from '../../events/event-types.js';
import { fastCheckOf } from '../../events/schema-fast-path.js';
import { fromSchema, spoilt, type JsonSchema } from '../bad-input/from-schema.js';
import { history } from '../generators/history.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);

const schemas = EVENT_TYPES.map((type) => schemaOf(type) as z.ZodType);
const fitsBy = new Map(EVENT_TYPES.map((type) => [type, fastCheckOf(schemaOf(type) as z.ZodType)]));

/** As it is when it has been stored and read again. */
const stored = (data: unknown): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;

test('What it says yes to, the schema takes and leaves as it is', () => {
  const given = fc.oneof(
    ...schemas.map((schema) => {
      const described = z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
      const values = fromSchema(described);
      return fc.oneof(values, spoilt(values)).map((value) => ({ schema, value }));
    }),
  );
  fc.assert(
    fc.property(given, ({ schema, value }) => {
      if (!fastCheckOf(schema)(value)) return;
      expect(schema.safeParse(value)).toEqual({ success: true, data: value });
    }),
    { numRuns: numRuns * 5 },
  );
});

test('What is spoilt in an event of a story gets no yes unless the schema takes it is', () => {
  const given = history({ changes: true, tables: true })
    .chain(({ opened, lines }) => fc.constantFrom(opened, ...lines))
    .chain(({ type, data }) => spoilt(fc.constant(stored(data))).map((value) => ({ type, value })));
  const said = { yes: 0, no: 0 };
  fc.assert(
    fc.property(given, ({ type, value }) => {
      const accepts = fitsBy.get(type)?.(value) === true;
      said[accepts ? 'yes' : 'no'] += 1;
      if (!accepts) return;
      expect(schemaOf(type)?.safeParse(value)).toEqual({ success: true, data: value });
    }),
    { numRuns: numRuns * 5 },
  );
  // Both are common, or this would say nothing.
  expect(Math.min(said.yes, said.no)).toBeGreaterThan(numRuns / 4);
});

/** One party in `by` is stored as a list of it. */
const asDecided = (data: object): object =>
  'by' in data && typeof data.by === 'string' ? { ...data, by: [data.by] } : data;

test('It says yes to every event of a story: none of them takes the long way', () => {
  fc.assert(
    fc.property(history({ changes: true, tables: true }), ({ opened, lines }) => {
      for (const { type, data } of [opened, ...lines])
        expect([type, fitsBy.get(type)?.(asDecided(stored(data)))]).toEqual([type, true]);
    }),
    { numRuns },
  );
});

test('It says no to every field that is spoilt in a sound report', () => {
  const schema = schemaOf('ProposalReported') as z.ZodType;
  const accepts = fastCheckOf(schema);
  const sound = {
    negotiation: 'talks',
    reportId: 'r1',
    party: 'union',
    speaker: { capacity: 'official', name: 'A spokesman' },
    summary: 'The union puts an offer.',
    attribution: 'on-the-record',
    source: { publisher: 'Reuters', url: 'https://example.org/1' },
    credibility: 2,
    reportedAt: '2024-05-02T10:00:00Z',
    occurredAt: '2024-05-02',
    proposal: 'offer',
    issues: ['pay'],
    terms: [{ item: 'pay', quantity: 3, unit: 'percent' }],
    final: true,
  };
  const spoiltOnes: Record<string, unknown>[] = [
    { negotiation: 'Not a slug' },
    { party: 7 },
    { party: null },
    { speaker: { capacity: 'pope' } },
    { speaker: { capacity: 'official', age: 7 } },
    { summary: ' ' },
    { summary: 'a\u0000b' },
    { summary: '\uD800' },
    { summary: 'x'.repeat(4001) },
    { attribution: 'on-the-moon' },
    { source: { publisher: 'Two\nlines' } },
    { source: { publisher: 'Reuters', url: 'ftp://example.org' } },
    { source: [] },
    { credibility: 7 },
    { credibility: 1.5 },
    { reportedAt: '2024-02-30' },
    { occurredAt: '2024-05-03' },
    { issues: [] },
    { issues: ['pay', 'Pay'] },
    { terms: [{ item: 'pay', quantity: 3, min: 1 }] },
    { terms: [{ item: 'pay', min: 3, max: 1 }] },
    { terms: Array.from({ length: 101 }, () => ({ item: 'pay' })) },
    { final: 'yes' },
    { unheardOf: true },
    { claim: 'talks', proposal: undefined },
  ];
  expect(accepts(sound)).toBe(true);
  for (const field of spoiltOnes) {
    const data = { ...sound, ...field };
    expect([field, accepts(data), schema.safeParse(data).success]).toEqual([field, false, false]);
  }
});
