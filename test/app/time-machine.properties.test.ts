/** Properties 2 and 8 of docs/rules.md, section 6, over HTTP: what is answered under a lens, and how it came to be so. */
import fc from 'fast-check';
import { latestInstant } from '../../events/dates.js';
import type { JsonValue } from '../../events/envelope.js';
import { applyChanges, type Change, type FieldValues } from '../../projections/status/field-values.js';
import { history } from '../generators/history.js';
import type { History, Line } from '../generators/line.js';
import { isInStream, stillLens, withoutStrangers } from '../generators/still-lens.js';
import { importLines, startedApp, type StartedApp } from './started-app.js';
import { asIf, lensAsIf, queryOf, sourcesIn } from './told-apart.js';

// Without HTTP the same is held to 200 histories: test/projections/status/time-machine.properties.test.ts.
const numRuns = Number(process.env['NUM_RUNS'] ?? 50);
/** In milliseconds: each history is imported twice. */
const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

type Fields = Record<string, unknown>;

/** How many negotiations one server is given: a soak records tens of thousands, which no memory holds. */
const MOST = 1_000;

let app: StartedApp;
let imported = 0;
let before = 0;
beforeAll(async () => {
  app = await startedApp();
});
afterAll(() => app.stop());

/** A server that has room. */
async function roomy(): Promise<void> {
  if (imported - before < MOST) return;
  before = imported;
  await app.stop();
  app = await startedApp();
}

/** The sources that each negotiation names. */
const sources = new Map<string, ReadonlySet<string>>();
const sourcesOf = (name: string): ReadonlySet<string> => sources.get(name) ?? new Set();

/** Imports what is kept of a history under a name that no other has. */
async function recorded(h: History, kept: (line: Line, index: number) => boolean = () => true): Promise<string> {
  imported += 1;
  const name = `talks-${imported}`;
  const lines = asIf(h, name).filter(kept);
  const answer = await importLines(app.base, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(await answer.json()).toMatchObject({ recorded: lines.length, refused: [] });
  // Reports and aliases name sources; a grade may be of a publisher of whom nobody has reported.
  const aliased = lines.flatMap(({ type, data }) => (type === 'SourceAliased' ? [data['name'], data['of']] : []));
  const reported = sourcesIn(lines.filter(({ data }) => 'negotiation' in data));
  sources.set(name, new Set([...reported, ...aliased.map(String)]));
  return name;
}

async function get(name: string, path: string): Promise<string> {
  const response = await fetch(`${app.base}/v1/negotiations/${name}/${path}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
  return text;
}

const part = fc.constantFrom('positions', 'claims', 'contradictions', 'proposals', 'agreements', 'terms');

/** The status under a lens, and one of its parts, without what names the record itself. */
async function told(name: string, under: Fields, beside: string): Promise<unknown> {
  const query = queryOf(lensAsIf(under, name, sourcesOf(name)));
  const parts = await Promise.all(['status', beside].map((path) => get(name, `${path}?${query}`)));
  return parts.map((text) => {
    const {
      lens: _lens,
      revision: _revision,
      position: _position,
      ...said
    } = JSON.parse(text.replaceAll(` ${name}`, '').replaceAll(name, 'talks')) as Fields;
    return said;
  });
}

const runs = { numRuns };

test(
  '2: under a revision and any other lens it reads as the stream cut there',
  async () => {
    const cut = history({ maxReports: 8, changes: true, tables: true }).chain((h) =>
      fc.tuple(fc.constant(h), stillLens(h), fc.nat(h.lines.length), part),
    );
    await fc.assert(
      fc.asyncProperty(cut, async ([h, under, last, beside]) => {
        await roomy();
        const lines = [h.opened, ...h.lines];
        fc.pre(isInStream(lines[last] as Line));
        const revision = lines.slice(0, last).filter(isInStream).length;
        const [whole, cutThere] = [await recorded(h), await recorded(h, (_, i) => i <= last)];
        const there = withoutStrangers(under, lines.slice(0, last + 1));
        expect(await told(whole, { ...under, revision }, beside)).toEqual(await told(cutThere, there, beside));
      }),
      runs,
    );
  },
  PATIENCE,
);

test(
  '2: under reportedBy and any other lens it reads as the stream without what was published later',
  async () => {
    const cut = history({ maxReports: 8, tables: true }).chain((h) => fc.tuple(fc.constant(h), stillLens(h), part));
    await fc.assert(
      fc.asyncProperty(cut, async ([h, under, beside]) => {
        await roomy();
        const by = latestInstant(String(under['reportedBy']));
        const isPublished = ({ data: { reportedAt } }: Line) =>
          typeof reportedAt !== 'string' || latestInstant(reportedAt) <= by;
        const [whole, rest] = [await recorded(h), await recorded(h, isPublished)];
        expect(await told(whole, under, beside)).toEqual(await told(rest, under, beside));
      }),
      runs,
    );
  },
  PATIENCE,
);

const valued = (facets: FieldValues): object =>
  Object.fromEntries([...facets].filter(([, value]) => value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1)));

test(
  '8: a replay under any lens leads, change by change, from nothing to what the lens reads',
  async () => {
    const replayed = history({ maxReports: 6, changes: true, tables: true }).chain((h) =>
      fc.tuple(fc.constant(h), stillLens(h), fc.constantFrom('recorded', 'reported', 'happened'), fc.boolean()),
    );
    await fc.assert(
      fc.asyncProperty(replayed, async ([h, under, clock, milestones]) => {
        await roomy();
        const name = await recorded(h);
        const asked = lensAsIf(under, name, sourcesOf(name));
        const lines = await get(name, `replay?${queryOf(asked)}&clock=${clock}&milestones=${milestones}`);
        const steps = lines
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { changes: Change[]; status: JsonValue });
        const facets = steps.reduce<FieldValues>((sofar, { changes }) => applyChanges(sofar, changes), new Map());
        const { changes } = JSON.parse(await get(name, `changes?${queryOf(asked, 'to.')}`)) as { changes: Change[] };
        expect(valued(facets)).toEqual(valued(applyChanges(new Map(), changes)));
        const { passedOver: _, ...status } = JSON.parse(await get(name, `status?${queryOf(asked)}`)) as Fields;
        expect(steps.at(-1)?.status).toEqual(status);
      }),
      runs,
    );
  },
  PATIENCE,
);
