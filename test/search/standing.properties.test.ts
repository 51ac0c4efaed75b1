/** What the index knows by itself is what the projections say: on any history, under any lens, with any filter. */
import fc from 'fast-check';
import { searchAnswer, type SearchResult } from '../../answers/search.js';
import { firstInstant, latestInstant } from '../../events/dates.js';
import { asIf, lensAsIf, queryOf, sourcesIn } from '../app/told-apart.js';
import { importLines, send } from '../app/started-app.js';
import { KINDS } from '../../events/vocabulary.js';
import { history } from '../generators/history.js';
import { stillLens } from '../generators/still-lens.js';
import type { History, Line } from '../generators/line.js';
import { Searched } from './searched.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 40);

let served: Searched;
let imported = 0;
beforeAll(async () => {
  served = await Searched.start();
});
afterAll(() => served.app.stop());

type Fields = Readonly<Record<string, unknown>>;

/** Imports a history under a name that no other has. */
async function recorded(h: History): Promise<{ readonly name: string; readonly lines: readonly Line[] }> {
  imported += 1;
  const name = `talks-${imported}`;
  const lines = asIf(h, name);
  const answer = await importLines(served.app.base, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(await answer.json()).toMatchObject({ refused: [] });
  return { name, lines };
}

async function found(name: string, q: string, more: Fields): Promise<readonly SearchResult[]> {
  const query = queryOf({ q, negotiation: name, what: 'report', limit: 200, ...more });
  const response = await fetch(`${served.app.base}/v1/search?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${query}: ${text}`);
  const answer = searchAnswer.parse(JSON.parse(text));
  expect(answer.counts.report).toBe(answer.results.length);
  return answer.results;
}

const ids = (results: readonly SearchResult[]): string[] => results.map(({ id }) => id).toSorted();

/** What the answer itself says of a report, asked of each one that is found without filters. */
const fits = ({ report }: SearchResult, { kind, from, to, grade }: Filters): boolean =>
  report !== null &&
  (kind === undefined || report.kind === kind) &&
  (from === undefined || latestInstant(report.reportedAt) >= firstInstant(from)) &&
  (to === undefined || firstInstant(report.reportedAt) <= latestInstant(to)) &&
  (grade === undefined ||
    (/[A-F]/.test(grade) ? report.reliability === grade : String(report.credibility ?? '') === grade));

interface Filters {
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly grade: string | undefined;
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

const filters = ({ lines }: History): fc.Arbitrary<Filters> => {
  const told = lines.flatMap(({ data }) => (typeof data['reportedAt'] === 'string' ? [data['reportedAt']] : []));
  const date = fc.constantFrom(...told, '2023-11');
  return fc.record({
    kind: seldom(fc.constantFrom(...KINDS)),
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

/** It leaves out nothing, so that every candidate has to be looked up. */
const CHOOSES = { onlyAttribution: 'unattributed' };

/** Words of the summaries that are generated, and of their changes. */
const words = fc.constantFrom(...KINDS.map((kind) => kind.replaceAll('-', ' ')), 'told then', 'less', 'union', 'port');

test('Filters and lenses choose as the projections do, before and after a change of the record', async () => {
  const searched = history({ maxReports: 10, changes: true }).chain((h) =>
    fc.tuple(fc.constant(h), stillLens(h), words, filters(h), fc.nat()),
  );
  await fc.assert(
    fc.asyncProperty(searched, async ([h, under, q, asked, at]) => {
      const { name, lines } = await recorded(h);
      const lens = lensAsIf(under, name, namedIn(lines));
      const agree = async (): Promise<void> => {
        for (const fields of [{}, { reportedBy: lens['reportedBy'] }, lens]) {
          const all = await found(name, q, { ...CHOOSES, ...fields });
          expect(ids(await found(name, q, fields))).toEqual(ids(all));
          const wanted = all.filter((one) => fits(one, asked));
          expect(ids(await found(name, q, { ...fields, ...given(asked) }))).toEqual(ids(wanted));
        }
      };
      await agree();
      const reports = lines.filter(({ type }) => type.endsWith('Reported'));
      const reportId = reports[at % Math.max(1, reports.length)]?.data['reportId'] as string | undefined;
      if (reportId === undefined) return;
      await send(served.app.base, 'POST', `/negotiations/${name}/entries/${reportId}/void`, {
        reason: 'wrong',
      });
      await agree();
    }),
    { numRuns },
  );
}, 240_000);
