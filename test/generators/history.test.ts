/** The generated histories are valid by the schemas of events, and hold what the rules are about. */
import fc from 'fast-check';
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { JsonObject } from '../../events/envelope.js';
import { factOf } from '../../events/event.js';
import { history } from './history.js';
import { isReport, type Fields, type Line } from './line.js';

const everything = { changes: true, tables: true };
const runs = { numRuns: Number(process.env['NUM_RUNS'] ?? 200) };

test('every line passes the schema of its type', () => {
  fc.assert(
    fc.property(history(everything), ({ opened, lines }) => {
      const refused = [opened, ...lines].filter(({ type, data }) => 'unreadable' in factOf(type, data as JsonObject));
      expect(refused).toEqual([]);
    }),
    runs,
  );
});

const ofType = (lines: readonly Line[], type: string): Fields[] =>
  lines.filter((line) => line.type === type).map(({ data }) => data);

/** The dates of publication that an entry is given, by itself and by whatever amends it. */
const datesOf = (lines: readonly Line[], id: unknown, own: unknown): string[] => {
  const patches = ofType(lines, 'EntryAmended').filter(({ entry }) => entry === id);
  return [own, ...patches.map(({ changes }) => (changes as Fields)['reportedAt'])].filter(
    (date) => typeof date === 'string',
  );
};

test('nothing is retracted, or stood by again, before it was published', () => {
  fc.assert(
    fc.property(history(everything), ({ lines }) => {
      for (const turn of [...ofType(lines, 'ReportRetracted'), ...ofType(lines, 'ReportReinstated')]) {
        const report = lines.find((line) => isReport(line) && line.data['reportId'] === turn['reportId']);
        const published = datesOf(lines, turn['reportId'], report?.data['reportedAt']).map(firstInstant);
        const turned = datesOf(lines, turn['changeId'], turn['reportedAt']).map(latestInstant);
        expect(Math.min(...turned)).toBeGreaterThanOrEqual(Math.max(...published));
      }
    }),
    runs,
  );
});

test('two names are made one but once, and never in a circle', () => {
  fc.assert(
    fc.property(history(everything), ({ opened, lines }) => {
      const merges = ofType(lines, 'SubjectMerged').map(({ what, from, into }) => [
        `${String(what)} ${String(from)}`,
        `${String(what)} ${String(into)}`,
      ]);
      const aliases = ofType(lines, 'SourceAliased').map(({ name, of }) => [String(name), String(of)]);
      const pairs = new Map([...merges, ...aliases] as [string, string][]);
      expect(pairs.size).toBe(merges.length + aliases.length);
      for (const start of pairs.keys()) {
        const path = [start];
        for (let next = pairs.get(start); next !== undefined; next = pairs.get(next)) {
          expect(path).not.toContain(next);
          path.push(next);
        }
      }
      const parties = (opened.data['parties'] as Fields[]).map(({ party }) => `party ${String(party)}`);
      const into = merges.map(([, name]) => name).filter((name) => name?.startsWith('party '));
      expect(parties).toEqual(expect.arrayContaining(into));
      expect([...pairs.keys()]).not.toContain('claim talks');
    }),
    runs,
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
