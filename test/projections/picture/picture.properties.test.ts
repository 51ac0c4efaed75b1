/** The picture of the talks: what holds of it over generated histories under generated lenses, on each clock. */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import { pictureOf, type Picture } from '../../../projections/picture/picture.js';
import { CLOCKS } from '../../../projections/compare/clocks.js';
import { momentsOf } from '../../../projections/compare/replay.js';
import { isoOf, latestInstant } from '../../../events/dates.js';
import { Folds } from '../../../projections/positions/folds.js';
import { openOffersIn } from '../../../projections/positions/open-offers.js';
import { positionsOf } from '../../../projections/positions/positions.js';
import { ledgerOf } from '../../../projections/positions/terms.js';
import { lensSchema } from '../../../projections/record/lens.js';
import { subjectKey } from '../../../projections/record/subjects.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { history } from '../../generators/history.js';
import { lens } from '../../generators/lens.js';
import type { History } from '../../generators/line.js';
import { logOf, NOW, type Line } from '../given.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
const linesOf = (h: History): Line[] => [h.opened, ...h.lines] as unknown as Line[];
const stories = history({ maxReports: 10, changes: true, tables: true }).chain((h) =>
  fc.tuple(fc.constant(linesOf(h)), lens(h) as fc.Arbitrary<JsonObject>),
);

function drawn(lines: readonly Line[], fields: JsonObject, clock: (typeof CLOCKS)[number]): Picture | null {
  const work = pictureOf(logOf([...lines]), lensSchema.parse(fields), clock, NOW);
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

interface Interval {
  readonly from: string;
  readonly to: string | null;
}
const time = (at: string | null): number => (at === null ? Infinity : Date.parse(at));
const holdsAt =
  (at: number) =>
  ({ from, to }: Interval): boolean =>
    time(from) <= at && at < time(to);
const overlap = (intervals: readonly Interval[]): boolean =>
  intervals.some(
    ({ from, to }, i) => time(from) >= time(to) || (i > 0 && time(from) < time(intervals[i - 1]?.to ?? null)),
  );

describe.each(CLOCKS)('A picture on the %s clock', (clock) => {
  test('says at each moment of the story what the lens of that moment says', () => {
    let [pictures, moments] = [0, 0];
    fc.assert(
      fc.property(stories, ([lines, fields]) => {
        const picture = drawn(lines, fields, clock);
        if (!picture) return;
        const log = logOf([...lines]);
        const all = momentsOf(log, lensSchema.parse(fields), clock, NOW);
        pictures += 1;
        expect([picture.from, picture.to]).toEqual([all[0], all.at(-1)].map((m) => (m ? isoOf(m.at) : null)));
        // Of several revisions at one instant, the last.
        const last = new Map(all.map((moment) => [moment.at, moment]));
        for (const { at, lens: upTo } of last.values()) {
          // The end is read under the lens itself: since the last moment an offer may have lapsed, or a source been regraded.
          const isEnd = at === all.at(-1)?.at;
          const then = LensProjections.of(log, isEnd ? lensSchema.parse(fields) : upTo, NOW);
          if (!then) continue;
          moments += 1;
          const { phase, contested } = then.summary();
          expect(picture.phases.filter(holdsAt(at)).map((one) => one.phase)).toEqual([phase.value]);
          expect(picture.contested.filter(holdsAt(at)).flatMap(({ by }) => by)).toEqual([...contested.by]);
          const held = positionsOf(new Folds(then.counted)).flatMap(({ party, subject, declared, attributed }) =>
            declared || attributed
              ? [[party, subjectKey(subject), declared?.stance ?? null, attributed?.stance ?? null].join(' ')]
              : [],
          );
          const shown = picture.stances.flatMap(({ party, subject, turns }) =>
            turns
              .filter(holdsAt(at))
              .map(({ declared, attributed }) =>
                [party, subjectKey(subject), declared?.stance ?? null, attributed?.stance ?? null].join(' '),
              ),
          );
          expect(shown.toSorted()).toEqual(held.toSorted());
          const { proposals } = openOffersIn(then.counted);
          const isOpen = isEnd ? ({ to }: Interval): boolean => to === null : holdsAt(at);
          const open = picture.offers.filter(({ sort, openings }) => sort === 'proposal' && openings.some(isOpen));
          expect(open.map(({ id }) => id).toSorted()).toEqual(
            proposals.map(({ proposal: { proposal } }) => proposal as string).toSorted(),
          );
        }
      }),
      { numRuns },
    );
    expect(pictures).toBeGreaterThan(numRuns / 2);
    expect(moments).toBeGreaterThan(pictures);
  });

  test('has no two intervals of one row at once, and a point for each report that counts', () => {
    let pictures = 0;
    fc.assert(
      fc.property(stories, ([lines, fields]) => {
        const picture = drawn(lines, fields, clock);
        const then = LensProjections.of(logOf([...lines]), lensSchema.parse(fields), NOW);
        if (!picture || !then) return;
        pictures += 1;
        const rows: readonly (readonly Interval[])[] = [
          picture.phases,
          picture.contested,
          ...picture.stances.map(({ turns }) => turns),
        ];
        expect(rows.filter(overlap)).toEqual([]);
        const { reports, points, columns } = { reports: then.counted.reports, ...picture.reports };
        expect(points.map(({ report }) => report).toSorted()).toEqual(reports.map(({ id }) => id).toSorted());
        expect(columns.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0)).toBe(reports.length);
        const entries = ledgerOf(then.counted).flatMap((row) => row.entries.map(({ reportId }) => reportId));
        const told = picture.terms.flatMap((chart) => chart.lines.flatMap((line) => line.points.map((p) => p.report)));
        expect(told.toSorted()).toEqual(entries.toSorted());
        for (const { lines: of } of picture.terms)
          expect(new Set(of.map(({ party, agreed }) => `${agreed} ${party}`)).size).toBe(of.length);
        const published = (id: string): string => reports.find((t) => t.id === id)?.report.reportedAt ?? '';
        const late = points.filter(({ at, report }) => time(at) > latestInstant(published(report)));
        expect(clock === 'recorded' ? [] : late).toEqual([]);
      }),
      { numRuns },
    );
    expect(pictures).toBeGreaterThan(numRuns / 2);
  });
});
