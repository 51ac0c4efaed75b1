/** How a story changed: what holds of changes, replays and fragility over generated histories under generated lenses. */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import { explainedChangesBetween } from '../../../projections/compare/explained-changes.js';
import { fragilityOf, type Fragility } from '../../../projections/compare/fragility.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { MixedSelection, type DifferingElement } from '../../../projections/compare/mixed-selection.js';
import { adjacentChangeOf } from '../../../projections/compare/adjacent-changes.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { momentsOf, replay, type ReplayEnd, type ReplayStep } from '../../../projections/compare/replay.js';
import { CLOCKS } from '../../../projections/compare/clocks.js';
import {
  applyChanges,
  fieldValuesOf,
  partOf,
  sameValue,
  type FieldValues,
} from '../../../projections/status/field-values.js';
import { history } from '../../generators/history.js';
import { lens, revisionLens } from '../../generators/lens.js';
import type { History } from '../../generators/line.js';
import { logOf, NOW, projectionsOf, type Line } from '../given.js';

// Under any lens that stands still: 200 histories in test/projections/status/time-machine.properties.test.ts.
const numRuns = Number(process.env['NUM_RUNS'] ?? 60);
const linesOf = (h: History): Line[] => [h.opened, ...h.lines] as unknown as Line[];
const histories = history({ maxReports: 8, changes: true, tables: true });

/** A lens on any of the clocks, or of what counts, or both. */
const anyLens = (h: History): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(lens(h), fc.option(revisionLens(h.lines.length + 1), { nil: {} }))
    .map(([fields, cut]) => ({ ...fields, ...cut }));

/** Fields that have a value. */
const valued = (facets: FieldValues): object =>
  Object.fromEntries([...facets].filter(([, value]) => value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1)));

test('8: the changes between any two lenses, applied to the values under the one, give those under the other', () => {
  const both = histories.chain((h) => fc.tuple(fc.constant(linesOf(h)), anyLens(h), anyLens(h)));
  fc.assert(
    fc.property(both, ([lines, a, b]) => {
      const [from, to] = [projectionsOf(lines, a), projectionsOf(lines, b)];
      if (!from || !to) return;
      const changes = explainedChangesBetween(from, to);
      expect(valued(applyChanges(from.fieldValues(), changes))).toEqual(valued(to.fieldValues()));
      expect(changes.filter(({ words }) => !/^\S.*\S\.$/s.test(words))).toEqual([]);
    }),
    { numRuns },
  );
});

test('the causes of a change alone make it, and none of them can be left out', () => {
  const both = history({ maxReports: 8, changes: true, tables: true }).chain((h) =>
    fc.tuple(fc.constant(linesOf(h)), anyLens(h), anyLens(h)),
  );
  fc.assert(
    fc.property(both, ([lines, a, b]) => {
      const [from, to] = [projectionsOf(lines, a), projectionsOf(lines, b)];
      if (!from || !to) return;
      const mixture = new MixedSelection(from.counted.selection, to.counted.selection);
      for (const { field, to: value, causes, reason } of explainedChangesBetween(from, to)) {
        const elements = mixture.differing.filter(({ kind, id }) =>
          causes.some(({ entry, how }) => entry === (id as string) && (how === 'registered') === (kind === 'registry')),
        );
        const reads = (of: readonly DifferingElement[]) =>
          sameValue(fieldValuesOf(mixture.with(of), undefined, [partOf(field)]).get(field) ?? null, value);
        expect([field, elements.length, reads(elements)]).toEqual([field, causes.length, true]);
        expect(causes.length === 0).toBe(reason !== undefined);
        for (const left of elements) expect([field, reads(elements.filter((e) => e !== left))]).toEqual([field, false]);
      }
    }),
    { numRuns },
  );
});

test('from the empty record the causes are a because: keeping only them gives the value', () => {
  fc.assert(
    fc.property(histories, (h) => {
      const to = projectionsOf(linesOf(h));
      if (!to) return;
      for (const { field, to: value, causes } of explainedChangesBetween(null, to)) {
        const { published } = to.counted.selection;
        const reports = causes.filter(({ entry }) => published.has(entry as never)).map(({ entry }) => entry);
        const mixture = new MixedSelection(null, to.counted.selection);
        const only = mixture.differing.filter(({ id, kind }) => kind === 'registry' || reports.includes(id as never));
        const alone = fieldValuesOf(mixture.with(only), undefined, [partOf(field)]);
        expect([field, alone.get(field) ?? null]).toEqual([field, value]);
      }
    }),
    { numRuns },
  );
});

describe.each(CLOCKS)('A replay on the %s clock', (clock) => {
  const replayed = histories.chain((h) =>
    fc.tuple(fc.constant(linesOf(h)), lens(h) as fc.Arbitrary<JsonObject>, fc.boolean(), fc.nat(20)),
  );

  test('8: leads by its changes from nothing to the values under the lens, and each step has those under its own lens', () => {
    fc.assert(
      fc.property(replayed, ([lines, fields, milestones]) => {
        const log = logOf(lines);
        const under = lensSchema.parse(fields);
        let facets: FieldValues = new Map();
        let end: ReplayEnd | undefined;
        for (const step of replay(log, { lens: under, clock, milestones, status: false }, NOW)) {
          facets = applyChanges(facets, step.changes);
          expect(valued(facets)).toEqual(valued(LensProjections.of(log, step.lens, NOW)?.fieldValues() ?? new Map()));
          if ('end' in step) end = step;
        }
        expect(end?.lens).toEqual(under);
      }),
      { numRuns },
    );
  });

  test('resumed after a step, yields the steps that would have followed', () => {
    fc.assert(
      fc.property(replayed, ([lines, fields, milestones, at]) => {
        const options = { lens: lensSchema.parse(fields), clock, milestones, status: false };
        const all = [...replay(logOf(lines), options, NOW)];
        const seen = all[at % all.length] as ReplayStep | ReplayEnd;
        if ('end' in seen) return;
        const rest = [...replay(logOf(lines), { ...options, after: seen.step }, NOW)];
        expect(rest).toEqual(all.slice(all.indexOf(seen) + 1));
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test('has adjacent changes before and after any of its moments', () => {
    const moments = histories.chain((h) => fc.tuple(fc.constant(linesOf(h)), fc.nat(), fc.boolean()));
    fc.assert(
      fc.property(moments, ([lines, at, milestones]) => {
        const log = logOf(lines);
        const all = momentsOf(log, {}, clock, NOW);
        const here = all[at % Math.max(1, all.length)];
        if (!here) return;
        const reads = (of: Lens) => LensProjections.of(log, of, NOW);
        const isChange = (i: number) => {
          const [a, b] = [all[i - 1], all[i]].map((m) => (m ? reads(m.lens) : null));
          const changes = b ? explainedChangesBetween(a ?? null, b) : [];
          return changes.some(
            ({ field }) => !milestones || !/^(o[pf]en|pres|clai|posi|cont.*\/|term|fulf)/.test(field),
          );
        };
        const indexes = [...all.keys()];
        const [before, after] = [indexes.slice(0, all.indexOf(here)), indexes.slice(all.indexOf(here) + 1)];
        const found = (direction: 'previous' | 'next') =>
          adjacentChangeOf(log, { lens: here.lens, clock, direction, milestones }, NOW)?.moment.at;
        expect(found('previous')).toEqual(all[before.findLast(isChange) ?? -1]?.at);
        expect(found('next')).toEqual(all[after.find(isChange) ?? -1]?.at);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });
});

function whole(trials: Generator<number, Fragility>): Fragility {
  for (let trial = trials.next(); ; trial = trials.next()) if (trial.done) return trial.value;
}

test('The status rests on what would change it if left out, and on nothing else', () => {
  const any = history({ maxReports: 10, changes: true, tables: true }).chain((h) =>
    fc.tuple(fc.constant(linesOf(h)), lens(h) as fc.Arbitrary<JsonObject>),
  );
  fc.assert(
    fc.property(any, ([lines, fields]) => {
      const reading = projectionsOf(lines, fields);
      if (!reading) return;
      const { fields: rows, ranked } = whole(fragilityOf(reading.counted));
      const isOfStatus = (field: string) => /^(phase|contested|rep|agr|out|conf|fresh|tab|open|press)/.test(field);
      const status = (facets: FieldValues | undefined) =>
        valued(new Map([...(facets ?? [])].filter(([field]) => isOfStatus(field))));
      const { kept } = reading.counted.selection;
      const { aliases } = reading.counted.selection.reportIndex.desk;
      const names = (of: (p: (typeof kept)[number]) => string) => [
        ...new Map(kept.map((p) => [aliases.keyOf(of(p)), of(p)])).values(),
      ];
      const leaving = (name: 'withoutSource' | 'withoutOrigin', value: string) =>
        projectionsOf(lines, { ...fields, [name]: [...((fields[name] as string[] | undefined) ?? []), value] });
      const find = (key: 'source' | 'origin', value: string) =>
        ranked.find(
          ({ without }) =>
            key in without && aliases.keyOf(Object.values(without)[0] as string) === aliases.keyOf(value),
        );
      const check = (key: 'source' | 'origin', value: string, reads: LensProjections | null) => {
        const changes = find(key, value)?.changes ?? [];
        expect([key, value, status(applyChanges(reading.fieldValues(), changes))]).toEqual([
          key,
          value,
          status(reads?.fieldValues()),
        ]);
      };
      for (const source of names((p) => p.report.source.publisher))
        check('source', source, leaving('withoutSource', source));
      for (const origin of names((p) => p.report.source.origin ?? p.report.source.publisher))
        check('origin', origin, leaving('withoutOrigin', origin));
      const sizes = ranked.map(({ changes }) => changes.length);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(rows.flatMap(({ rests }) => rests)).toHaveLength(sizes.reduce((sum, n) => sum + n, 0));
    }),
    { numRuns },
  );
});
