/** What a page shows is what the parts say, cut to the latest of a long story. */
import fc from 'fast-check';
import { lensSchema, NOW_LENS } from '../../../projections/record/lens.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { CLOCKS, type Clock } from '../../../projections/compare/clocks.js';
import type { Log } from '../../../projections/report-index/selection.js';
import { timelineOf, type Timeline } from '../../../projections/compare/timeline.js';
import { history } from '../../generators/history.js';
import type { History } from '../../generators/line.js';
import { logOf, NOW, opened, says, type Line } from '../given.js';

const logIn = (h: History): Log => logOf([h.opened, ...h.lines] as unknown as Line[]);
// Each history is read at every moment of three clocks.
const numRuns = Math.ceil(Number(process.env['NUM_RUNS'] ?? 200) / 4);

function course(log: Log, clock: Clock): Timeline {
  const work = timelineOf(log, NOW_LENS, clock, NOW);
  for (let next = work.next(); ; next = work.next()) {
    if (next.done && next.value) return next.value;
    if (next.done) throw new Error('not opened');
  }
}

const present = (log: Log): LensProjections => LensProjections.of(log, NOW_LENS, NOW) as LensProjections;

/** As the report's own account has it, regrading aside: that is the source's. */
function gradeIn({ counted }: LensProjections, id: string): string {
  const { reliability, report } = counted.selection.published.get(id as never) ?? {};
  expect(reliability ?? report?.credibility).toBeDefined();
  return `${reliability ?? 'F'}${report?.credibility ?? 6}`;
}

test('of a short record the overview leaves out nothing', () => {
  fc.assert(
    fc.property(history({ changes: true }), (h) => {
      const reading = present(logIn(h));
      const { terms, fulfilment, contradictions, omitted, grades, ...parts } = reading.overview();
      const positions = reading.positions().map((position) => ({ ...position, earlier: 0 }));
      expect(parts).toEqual({ claims: reading.claims(), positions });
      expect(terms).toEqual(reading.terms().map((row) => ({ ...row, earlier: 0 })));
      expect(fulfilment).toEqual(
        reading
          .fulfilment()
          .filter(({ items }) => items.length > 0)
          .slice(-6),
      );
      expect(new Set(contradictions)).toEqual(new Set(reading.contradictions()));
      for (const [id, grade] of Object.entries(grades)) expect(grade).toBe(gradeIn(reading, id));
      expect({ ...omitted, fulfilment: 0 }).toEqual({
        claims: 0,
        subjects: 0,
        contradictions: 0,
        terms: 0,
        fulfilment: 0,
      });
    }),
    { numRuns },
  );
});

test('of a long one it shows the latest, and counts the rest', () => {
  const day = (i: number) => 1 + Math.floor(i / 4);
  const denials = Array.from({ length: 100 }, (_, i) =>
    says(`r${i}`, day(i), 'ford', 'denial', { claim: `claim-${i}` }),
  );
  const offers = Array.from({ length: 90 }, (_, i) =>
    says(`o${i}`, day(i), 'union', 'proposal', {
      proposal: `offer-${i}`,
      issues: ['pay'],
      terms: [{ item: 'pay', unit: 'per cent', quantity: i }],
    }),
  );
  const { claims, positions, terms, omitted } = present(logOf([opened(), ...denials, ...offers])).overview();
  expect([claims.length, omitted.claims]).toEqual([12, 89]);
  expect(claims.some(({ claim }) => claim === 'claim-99')).toBe(true);
  expect([terms[0]?.entries.length, terms[0]?.earlier]).toEqual([16, 74]);
  expect(terms[0]?.entries.at(-1)?.quantity).toBe(89);
  expect(omitted.subjects).toBe(192 - new Set(positions.map(({ subject }) => JSON.stringify(subject))).size);
});

test('of many answers on one issue it shows the latest, and counts the rest', () => {
  const told = Array.from({ length: 20 }, (_, i) => [
    says(`o${i}`, 1 + i, 'union', 'proposal', { proposal: `offer-${i}`, issues: ['pay'], terms: [] }),
    says(`a${i}`, 1 + i, 'ford', 'rejection', { proposal: `offer-${i}` }),
  ]);
  const { positions } = present(logOf([opened(), ...told.flat()])).overview();
  const row = positions.find(({ party, subject }) => party === 'ford' && 'issue' in subject);
  expect(row?.answers.map(({ proposal }) => proposal)).toEqual(['offer-16', 'offer-17', 'offer-18', 'offer-19']);
  expect(row?.earlier).toBe(16);
});

describe('The timeline', () => {
  test.each(CLOCKS)('with a stop at every moment of the %s clock, ends at the present', (clock) => {
    fc.assert(
      fc.property(history({ changes: true }), (h) => {
        const log = logIn(h);
        const { stops, density, moments, exact, from, to } = course(log, clock);
        expect(exact).toBe(true);
        expect(density.reduce((sum, n) => sum + n, 0)).toBe(stops.at(-1)?.entries ?? 0);
        expect([stops[0]?.at, stops.at(-1)?.at]).toEqual(moments ? [from, to] : [undefined, undefined]);
        for (const { at, phase, contested } of stops.slice(-3)) {
          const bound = { recorded: 'recordedBy', reported: 'reportedBy', happened: 'happenedBy' }[clock];
          const { summary } = LensProjections.of(log, lensSchema.parse({ [bound]: at }), NOW) as LensProjections;
          expect([phase, contested]).toEqual([summary().phase.value, summary().contested.by]);
        }
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test('of a long record has stops at some moments, the first and the last among them', () => {
    const lines = Array.from({ length: 900 }, (_, i) =>
      says(`r${i}`, 1, 'ford', i % 2 ? 'denial' : 'confirmation', {
        claim: 'talks',
        reportedAt: `2023-10-01T${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00Z`,
      }),
    );
    const { exact, stops, moments, from, to, positions } = course(logOf([opened(), ...lines]), 'reported');
    expect([exact, moments, stops.length]).toEqual([false, 900, 60]);
    expect([stops[0]?.at, stops.at(-1)?.at]).toEqual([from, to]);
    expect(positions.map(({ party, turns }) => [party, turns.at(-1)?.declared])).toEqual([['ford', 'denies']]);
  });

  test('shows when a stance changed, and when the record was changed', () => {
    const lines = [
      says('r1', 1, 'ford', 'denial', { claim: 'talks' }),
      says('r2', 3, 'ford', 'confirmation', { claim: 'talks' }),
      {
        type: 'ReportRetracted',
        data: { negotiation: 'n', changeId: 'c1', reportId: 'r2', reportedAt: '2023-10-05', reason: 'wrong' },
      },
    ];
    const { positions, corrections, stops } = course(logOf([opened(), ...lines]), 'reported');
    expect(positions).toEqual([
      {
        party: 'ford',
        subject: { claim: 'talks' },
        turns: [
          { at: stops[0]?.at, declared: 'denies', attributed: null },
          { at: stops[1]?.at, declared: 'confirms', attributed: null },
          { at: stops[2]?.at, declared: 'denies', attributed: null },
        ],
      },
    ]);
    expect(corrections).toEqual([{ at: stops[2]?.at, id: 'c1', type: 'ReportRetracted', names: 'r2' }]);
  });
});
