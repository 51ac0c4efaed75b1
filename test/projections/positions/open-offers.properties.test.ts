/** The offers that are found in their spans are those of all that are open. */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import { offersWithBecause, openWithBecause } from '../../../projections/positions/offers.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { select } from '../../../projections/report-index/selection.js';
import { countedReports } from '../../../projections/report-index/counted-reports.js';
import { logOf, NOW, opened, says } from '../given.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200) / 4;

const PARTIES = ['union', 'ford', 'gm'];
const parties = PARTIES.map((party) => ({ party, name: party, role: 'principal' }));
/** Mostly one maker on the same issues, to nobody in particular: then offers are rivals. */
const party = fc.constantFrom('ford', 'ford', 'ford', ...PARTIES);
const proposal = fc.constantFrom('a', 'b', 'c');
/** Mostly different days: each is a change of the offer that it tells of. */
const date = fc.integer({ min: 0, max: 364 }).map((d) => new Date(Date.UTC(2023, 0, 1 + d)).toISOString().slice(0, 10));
const issues = fc.constantFrom(['pay'], ['pay'], ['pay'], ['hours', 'pay']);
const rarely = fc.record(
  {
    speaker: fc.constantFrom({ capacity: 'insider' }),
    to: fc.constantFrom(['union'], ['gm']),
    jointly: fc.constantFrom(['gm'], ['ford']),
    replaces: proposal,
    counters: proposal,
    occurredAt: fc.constantFrom('2022-11', '2022-12-01'),
    until: fc.constantFrom('2023-07-20', '2027'),
  },
  { requiredKeys: [] },
);

const more = fc.oneof({ arbitrary: fc.constant<Partial<JsonObject>>({}), weight: 4 }, { arbitrary: rarely, weight: 1 });

type Told = readonly [party: string, kind: 'proposal' | 'acceptance' | 'rejection' | 'withdrawal', data: JsonObject];
const put: fc.Arbitrary<Told> = fc
  .tuple(party, proposal, issues, date, more)
  .map(([who, slug, on, reportedAt, rest]) => {
    const isOfItself = (field: string) => (field === 'replaces' || field === 'counters') && rest[field] === slug;
    const others = Object.fromEntries(Object.entries(rest).filter(([field]) => !isOfItself(field))) as JsonObject;
    return [who, 'proposal', { proposal: slug, issues: on, terms: [], ...others, reportedAt }];
  });
const answer: fc.Arbitrary<Told> = fc.tuple(
  party,
  fc.constantFrom('acceptance', 'rejection', 'withdrawal'),
  fc.record({ proposal, reportedAt: date }),
);
const told = fc.oneof({ arbitrary: put, weight: 3 }, { arbitrary: answer, weight: 1 });

/** The open offers of both ways, told alike. */
function bothWays(log: ReturnType<typeof logOf>, lens: JsonObject, cache: ReportIndexCache) {
  const counted = countedReports(select(log, lens, NOW, cache)!);
  const { proposals, demands } = offersWithBecause(counted);
  const onlyOpen = <T extends { readonly value: string; readonly answers: object }>(offers: readonly T[]) =>
    offers.flatMap(({ value, answers: _answers, ...offer }) => (value === 'open' ? [offer] : []));
  return {
    found: openWithBecause(counted),
    all: { openProposals: onlyOpen(proposals), openDemands: onlyOpen(demands) },
  };
}

test('The open offers are those of all that are open, whatever became of them and of their rivals', () => {
  // Offers of few reports have spans; those of very many are followed whenever they are asked for.
  const lengths = fc.oneof(fc.constant({ maxLength: 12 }), fc.constant({ minLength: 250, maxLength: 300 }));
  const histories = lengths.chain((length) => fc.array(told, { size: 'max', ...length }));
  fc.assert(
    fc.property(histories, fc.array(date, { maxLength: 4 }), (lines, dates) => {
      const log = logOf([
        opened({ parties }),
        ...lines.map(([who, kind, data], i) => says(`r${i}`, 1, who, kind, data)),
      ]);
      const cache = new ReportIndexCache();
      for (const lens of [{}, ...dates.map((reportedBy) => ({ reportedBy }))]) {
        const { found, all } = bothWays(log, lens, cache);
        expect(found).toEqual(all);
      }
    }),
    { numRuns },
  );
});
