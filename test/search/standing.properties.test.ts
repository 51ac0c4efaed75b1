/**
 * What the index knows by itself, and what is read of changes alone, is what the projections say of the whole story: on any
 * history, under any lens, with any filter.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { searchAnswer } from '../../answers/search.js';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import { KINDS } from '../../events/vocabulary.js';
import { findTerms } from '../../projections/search/marks.js';
import type { Lens } from '../../projections/record/lens.js';
import { termsOf } from '../../projections/search/search-text.js';
import { textsOfReport } from '../../projections/search/searchable.js';
import { Config } from '../../src/platform/config.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { ProjectionCache } from '../../src/queries/projection-cache.js';
import { readThings } from '../../src/search/found-things.js';
import { LensReading } from '../../src/search/reading/lens-reading.js';
import { LensReadings, Readings } from '../../src/search/reading/readings.js';
import { PresentSources } from '../../src/search/reading/source-desk.js';
import { thingInWhole } from '../../src/search/reading/thing-standing.js';
import { isAskedFor } from '../../src/search/report-check.js';
import { SearchIndex } from '../../src/search/search-index.js';
import { everyThing } from '../../src/search/thing-candidates.js';
import { startApp } from '../app/start-app.js';
import { importLines, newFolder, ready, remove, send } from '../app/started-app.js';
import { asIf, lensAsIf, queryOf, sourcesIn } from '../app/told-apart.js';
import { history } from '../generators/history.js';
import type { History, Line } from '../generators/line.js';
import { stillLens } from '../generators/still-lens.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 12);

let app: NestFastifyApplication;
let base: string;
let imported = 0;
const folder = newFolder();
beforeAll(async () => {
  app = await startApp(new Config(0, '127.0.0.1', folder, 'error'));
  base = await app.getUrl();
  await ready(base);
});
afterAll(async () => {
  await app.close();
  remove(folder);
});

type Fields = Readonly<Record<string, unknown>>;

interface Recorded {
  readonly name: NegotiationId;
  readonly lines: readonly Line[];
  readonly reportIds: readonly ReportId[];
}

/** Imports a history under a name that no other has. */
async function recorded(h: History): Promise<Recorded> {
  imported += 1;
  const name = `talks-${imported}` as NegotiationId;
  const lines = asIf(h, name);
  const answer = await importLines(base, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(await answer.json()).toMatchObject({ refused: [] });
  const reports = lines.filter(({ type }) => type.endsWith('Reported'));
  return { name, lines, reportIds: [...new Set(reports.map(({ data }) => data['reportId'] as ReportId))] };
}

async function found(name: string, q: string, more: Fields): Promise<string[]> {
  const query = queryOf({ q, negotiation: name, what: 'report', limit: 200, ...more });
  const response = await fetch(`${base}/v1/search?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${query}: ${text}`);
  const answer = searchAnswer.parse(JSON.parse(text));
  expect(answer.counts.report).toBe(answer.results.length);
  return answer.results.map(({ id, report }) => `${id} ${report?.standing} ${report?.reliability}`).toSorted();
}

/** The same by the projections of the whole story. */
function inWhole(whole: LensReading, { reportIds }: Recorded, q: string, query: Fields): string[] {
  const terms = termsOf(q);
  const of = (id: ReportId): string[] => {
    const read = whole.report(id);
    if (!read || !isAskedFor(read, { q, ...query }, whole)) return [];
    const texts = textsOfReport(read.report).map(({ text }) => text);
    return findTerms(terms, texts).isFound ? [`${id} ${read.standing} ${read.reliability ?? null}`] : [];
  };
  return reportIds.flatMap(of).toSorted();
}

/** Everything that was ever named, as it reads without the story, and by the whole of it. */
async function thingsOf(name: NegotiationId, lens: Lens, whole: LensReading): Promise<void> {
  const readings = new Readings(app.get(LensReadings), lens, name);
  const index = app.get(SearchIndex);
  const things = await index.search((db) => everyThing(db, name));
  const sources = app.get(PresentSources).desk;
  const read = await readThings(things, { terms: [], readings, desk: await readings.desk(), sources, index });
  expect(things.map(({ what, id }, i) => [what, id, read[i]])).toEqual(
    things.map((thing) => [thing.what, thing.id, thingInWhole(thing, whole)]),
  );
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

const filters = ({ lines, opened }: History): fc.Arbitrary<Fields> => {
  const told = lines.flatMap(({ data }) => (typeof data['reportedAt'] === 'string' ? [data['reportedAt']] : []));
  const date = fc.constantFrom(...told, '2023-11');
  const parties = (opened.data['parties'] as { party: string }[]).map(({ party }) => party);
  return fc.record({
    kind: seldom(fc.constantFrom(...KINDS)),
    party: seldom(fc.constantFrom(...parties)),
    from: seldom(date),
    to: seldom(date),
    grade: seldom(fc.constantFrom('A', 'B', 'C', 'F', '1', '2', '6')),
  });
};

const given = (fields: object): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A grade may be of a publisher of whom nobody has reported. */
const namedIn = (lines: readonly Line[]): ReadonlySet<string> =>
  new Set(
    lines.flatMap(({ type, data }) => {
      if (type === 'SourceAliased') return [String(data['name']), String(data['of'])];
      return 'negotiation' in data ? sourcesIn(data) : [];
    }),
  );

/** Words of the summaries that are generated, and of their changes. */
const words = fc.constantFrom(...KINDS.map((kind) => kind.replaceAll('-', ' ')), 'told then', 'less', 'union', 'port');

/** Each field of a lens by itself, all of them together, and the record as it was. */
function lensesOf(name: NegotiationId, lens: Fields, at: number): Fields[] {
  const { negotiation } = app.get(MemoryImage).negotiation(name).log;
  const event = negotiation[at % negotiation.length];
  const moment = { revision: event?.revision };
  const fields = Object.entries(lens).map(([field, value]) => ({ [field]: value }));
  return [{}, ...fields, lens, moment, { ...lens, ...moment }, { recordedBy: isoOf(event?.recordedAt ?? 0) }];
}

test('Filters and lenses choose as the projections do, before and after a change of the record', async () => {
  const searched = history({ maxReports: 10, changes: true }).chain((h) =>
    fc.tuple(fc.constant(h), stillLens(h), words, filters(h), fc.nat()),
  );
  await fc.assert(
    fc.asyncProperty(searched, async ([h, under, q, asked, at]) => {
      const told = await recorded(h);
      const { name, lines, reportIds } = told;
      const lens = lensAsIf(under, name, namedIn(lines));
      const agree = async (): Promise<void> => {
        const cache = app.get(ProjectionCache);
        for (const fields of lensesOf(name, lens, at)) {
          const whole = new LensReading(await cache.read(name, fields));
          expect([fields, await found(name, q, fields)]).toEqual([fields, inWhole(whole, told, q, {})]);
          const query = given(asked);
          expect([fields, query, await found(name, q, { ...fields, ...query })]).toEqual([
            fields,
            query,
            inWhole(whole, told, q, query),
          ]);
          await thingsOf(name, fields, whole);
        }
      };
      await agree();
      const reportId = reportIds[at % Math.max(1, reportIds.length)];
      if (reportId === undefined) return;
      await send(base, 'POST', `/negotiations/${name}/entries/${reportId}/void`, { reason: 'wrong' });
      await agree();
    }),
    { numRuns },
  );
}, 240_000);
