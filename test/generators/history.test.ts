/** The generated histories are valid by the schemas of events, and hold what the rules are about. */
import fc from 'fast-check';
import type { JsonObject } from '../../events/envelope.js';
import { factOf } from '../../events/event.js';
import { history } from './history.js';
import type { Line } from './line.js';

const everything = { changes: true, tables: true };

test('every line passes the schema of its type', () => {
  fc.assert(
    fc.property(history(everything), ({ opened, lines }) => {
      const refused = [opened, ...lines].filter(({ type, data }) => 'unreadable' in factOf(type, data as JsonObject));
      expect(refused).toEqual([]);
    }),
    { numRuns: Number(process.env['NUM_RUNS'] ?? 200) },
  );
});

const has =
  (field: string) =>
  ({ data }: Line): boolean =>
    field in data;
const isOf =
  (type: string) =>
  (line: Line): boolean =>
    line.type === type;
const offer = isOf('ProposalReported');

/** Each of these is in so many of a hundred histories, or more. */
const WANTED: readonly (readonly [string, number, (line: Line) => boolean])[] = [
  ['overtures', 20, isOf('OvertureReported')],
  ['sessions', 20, has('session')],
  ['joint words', 50, has('jointly')],
  ['refusals to some', 12, (line) => isOf('RefusalReported')(line) && has('to')(line)],
  ['offers that lapse', 18, (line) => offer(line) && has('until')(line)],
  ['offers that replace', 8, (line) => offer(line) && has('replaces')(line)],
  ['offers that counter', 15, (line) => offer(line) && has('counters')(line)],
  ['intervals', 30, ({ data }) => String(data['occurredAt']).includes('/')],
  ['partial agreements', 30, ({ data }) => data['scope'] === 'partial'],
  ['merges', 15, isOf('SubjectMerged')],
  ['aliases', 15, isOf('SourceAliased')],
  ['reinstatements', 4, isOf('ReportReinstated')],
  ['revisions', 8, isOf('NegotiationRevised')],
  ['titles', 3, isOf('SubjectRetitled')],
];

describe('histories hold', () => {
  const drawn = fc.sample(history(everything), { numRuns: 200, seed: 1 });

  test.each(WANTED)('%s', (_, percent, wanted) => {
    expect(drawn.filter(({ lines }) => lines.some(wanted)).length / 2).toBeGreaterThanOrEqual(percent);
  });
});
