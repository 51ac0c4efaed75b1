/** Sources over all talks: counts, names, grades, what rests on them. */
import { sourceDetailAnswer, sourcesOverallAnswer, type SourceOverall } from '../../answers/sources.js';
import { importLines, newFolder, remove, send, startedApp, type StartedApp } from '../app/started-app.js';
import { change, opened, says } from '../projections/given.js';
import { ndjson } from '../commands/shell.js';

const inTalks = (negotiation: string, lines: readonly { type: string; data: object }[]) =>
  lines.map(({ type, data }) => ({ type, data: { ...data, negotiation } }));

const from = (publisher: string, more: object = {}) => ({ source: { publisher, ...more } }) as never;

const LINES = [
  ...inTalks('one', [
    opened(),
    says('a1', 9, 'union', 'confirmation', { claim: 'talks', ...(from('The Quay', { reliability: 'C' }) as object) }),
    says('a2', 10, 'ford', 'denial', { claim: 'talks', ...(from('Harbour News', { origin: 'the quay' }) as object) }),
    says('a3', 11, 'ford', 'denial', { claim: 'talks', ...(from('The Quay') as object) }),
    change('ReportRetracted', 'c1', { reportId: 'a3', reportedAt: '2023-10-12' }),
    says('a4', 12, 'ford', 'denial', { claim: 'talks', ...(from('The  QUAY') as object) }),
    change('EntryVoided', 'c2', { entry: 'a4' }),
  ]),
  ...inTalks('two', [
    opened(),
    says('b1', 9, 'union', 'confirmation', { claim: 'talks', ...(from('Quay Daily', { reliability: 'B' }) as object) }),
    says('b2', 13, 'union', 'confirmation', { claim: 'talks', ...(from('Evening Sun') as object) }),
    change('ReportCorrected', 'c3', { reportId: 'b2', reportedAt: '2023-10-14', changes: from('Morning Sun') }),
  ]),
];

let folder: string;
let app: StartedApp;
beforeAll(async () => {
  folder = newFolder();
  app = await startedApp(folder, 4);
  await importLines(app.base, ndjson(LINES));
});
afterAll(async () => {
  await app.halt();
  remove(folder);
});

const list = async (query = '') =>
  sourcesOverallAnswer.parse(await (await fetch(`${app.base}/v1/sources${query}`)).json());
const one = async (name: string) =>
  sourceDetailAnswer.parse(await (await fetch(`${app.base}/v1/sources/${encodeURIComponent(name)}`)).json());
const shown = ({ name, reports, retracted, carried, talks, reliability }: SourceOverall) =>
  [name, reports, retracted, carried, talks, reliability] as const;
const post = async (path: string, body: object): Promise<string> =>
  ((await (await send(app.base, 'POST', path, body)).json()) as { changeId: string }).changeId;

test('Each is counted over all talks, as its publisher corrected it, and without what was voided', async () => {
  const { sources, talks, next } = await list();
  expect([talks, next]).toEqual([2, null]);
  expect(sources.map(shown)).toEqual([
    ['The Quay', 1, 1, 1, 1, null],
    ['Harbour News', 1, 0, 0, 1, null],
    ['Morning Sun', 1, 0, 0, 1, null],
    ['Quay Daily', 1, 0, 0, 1, 'B'],
  ]);
  expect(sources[0]).toMatchObject({
    recordedGrades: ['C'],
    firstReportedAt: '2023-10-09',
    lastReportedAt: '2023-10-11',
  });
  expect(sources[2]).toMatchObject({ corrected: 1 });
});

test('They are found by any of their names, sorted, and come in pages', async () => {
  expect((await list('?q=quay')).sources.map(({ name }) => name)).toEqual(['The Quay', 'Quay Daily']);
  expect((await list('?sort=newest')).sources[0]?.name).toBe('Morning Sun');
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await list(`?sort=name&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
    names.push(...page.sources.map(({ name }) => name));
    cursor = page.next;
  }
  expect(names).toEqual(['Harbour News', 'Morning Sun', 'Quay Daily', 'The Quay']);
  expect((await fetch(`${app.base}/v1/sources?sort=best`)).status).toBe(400);
});

test('Grades and other names count at once, are told with their history, and can be taken back', async () => {
  const grade = await post('/sources/The%20Quay/grade', {
    reliability: 'D',
    from: '2023-10-10',
    reason: 'Wrong twice.',
  });
  expect((await list('?q=the quay')).sources.map(shown)).toEqual([['The Quay', 1, 1, 1, 1, 'D']]);
  const alias = await post('/sources/Quay%20Daily/alias', { of: 'The Quay', reason: 'Renamed.' });
  const { sources } = await list('?q=quay');
  expect(sources.map(shown)).toEqual([['The Quay', 2, 1, 1, 2, 'D']]);
  expect(sources[0]).toMatchObject({
    otherNames: ['Quay Daily'],
    recordedGrades: ['B', 'C'],
    regrades: [{ changeId: grade, publisher: 'The Quay', reliability: 'D', from: '2023-10-10', voided: false }],
    aliases: [{ changeId: alias, name: 'Quay Daily', of: 'The Quay', voided: false }],
  });
  await post(`/sources/entries/${alias}/void`, { reason: 'They are two.' });
  expect((await list('?q=quay')).sources.map(shown)).toEqual([
    ['The Quay', 1, 1, 1, 1, 'D'],
    ['Quay Daily', 1, 0, 0, 1, 'B'],
  ]);
  expect((await one('the quay')).source.aliases).toMatchObject([{ changeId: alias, voided: true }]);
});

test('One source shows its talks, the fields of their statuses that rest on it, and its reports with both grades', async () => {
  const { source, talks, reports, omitted } = await one('THE QUAY');
  expect(source.name).toBe('The Quay');
  expect(talks).toMatchObject([
    { negotiation: 'one', title: 'Talks', reports: 1, holds: expect.arrayContaining(['contested']) },
  ]);
  expect(reports).toMatchObject([
    { reportId: 'a3', retracted: true, reliability: 'D', recordedGrade: null },
    { reportId: 'a2', publisher: 'Harbour News', origin: 'the quay' },
    { reportId: 'a1', reliability: 'C', recordedGrade: 'C' },
  ]);
  expect(omitted).toEqual({ talks: 0, reports: 0, statuses: 0 });
  const unknown = await fetch(`${app.base}/v1/sources/The%20Qay`);
  expect([unknown.status, await unknown.json()]).toMatchObject([404, { detail: expect.stringContaining('The Quay') }]);
});

test('A source that was graded before any report of it is listed', async () => {
  await post('/sources/New%20Paper/grade', { reliability: 'A', from: '2023', reason: 'Known.' });
  expect((await list('?q=new paper')).sources.map(shown)).toEqual([['New Paper', 0, 0, 0, 0, 'A']]);
});

test('After a start from a snapshot the answer is the same', async () => {
  const before = await list();
  await app.halt();
  app = await startedApp(folder, 4);
  expect(await list()).toEqual(before);
});
