/** What a negotiation's export holds comes back by an import: every report, change and id. */
import { exportLine } from '../../src/audit/event-line.js';
import { streamEvents } from '../../src/audit/evidence-pages.js';
import { change, opened, says } from '../projections/given.js';
import { confirms, denies } from '../decisions/given.js';
import { ndjson, Shell } from './shell.js';

const added = { type: 'PartyAdded', data: { negotiation: 'n', party: 'gm', name: 'GM', role: 'principal' } };
const violation = says('r3', 10, 'press', 'violation', { agreement: 'deal', by: 'ford' });
const lines = [
  opened(),
  added,
  confirms('r1'),
  denies('r2'),
  violation,
  change('ReportCorrected', 'c1', { reportId: 'r1', reportedAt: '2023-10-20', changes: { summary: 'Better.' } }),
  change('ReportRetracted', 'c2', { reportId: 'r2', reportedAt: '2023-10-21' }),
  change('ReportReinstated', 'c3', { reportId: 'r2', reportedAt: '2023-10-22' }),
  change('EntryVoided', 'c4', { entry: 'r3' }),
  change('EntryVoided', 'c5', { entry: 'c4' }),
  change('EntryAmended', 'c6', { entry: 'r3', changes: { note: 'Seen.' } }),
  change('SubjectMerged', 'c7', { what: 'party', from: 'gm', into: 'ford' }),
  change('SubjectRetitled', 'c8', { what: 'claim', slug: 'talks', title: 'They talk' }),
  { type: 'NegotiationRevised', data: { negotiation: 'n', changeId: 'c9', title: 'More talks' } },
  change('NegotiationArchived', 'c10', {}),
];

let shells: Shell[] = [];
const newShell = (): Shell => {
  const shell = new Shell();
  shells.push(shell);
  return shell;
};
afterEach(async () => {
  await Promise.all(shells.map((shell) => shell.stop()));
  shells = [];
});

async function exportOf(shell: Shell): Promise<string[]> {
  const found: string[] = [];
  for await (const event of streamEvents(shell.store.evidence, 'negotiation-n')) found.push(exportLine(event));
  return found;
}

async function recorded(): Promise<Shell> {
  const shell = newShell();
  expect(await shell.import([ndjson(lines)])).toMatchObject({ form: 'story', recorded: lines.length, refused: [] });
  return shell;
}

test('The export of a negotiation comes back whole by an import into an empty log', async () => {
  const from = await recorded();
  const into = newShell();
  expect(await into.import(await exportOf(from))).toMatchObject({
    form: 'export',
    recorded: lines.length,
    duplicates: 0,
    refused: [],
    negotiations: ['n'],
  });
  expect(await into.stored()).toEqual(await from.stored());
});

test('The export of a negotiation is all duplicates in the log that it comes from', async () => {
  const shell = await recorded();
  expect(await shell.import(await exportOf(shell))).toMatchObject({
    form: 'export',
    recorded: 0,
    duplicates: lines.length,
    voided: [{ line: 9, entry: 'c4', voided: true, voidedBy: 'c5' }],
    refused: [],
  });
});

test('An export may hold what an older Parley stored', async () => {
  const shell = newShell();
  const stored = { stream: 'negotiation-n', schemaVersion: 1 };
  const old = (type: string, data: object) => `${JSON.stringify({ type, data, ...stored })}\n`;
  const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [], stage: 'Sketch' };
  const agreement = says('r1', 9, 'state', 'agreement', deal);
  expect(await shell.import([old(opened().type, opened().data), old(agreement.type, agreement.data)])).toMatchObject({
    recorded: 2,
    refused: [],
  });
  expect((await shell.stored())[1]?.data).toMatchObject({ stage: 'Other' });
});

test('A line that cannot come back says why, and what it is of', async () => {
  const line = (more: object) =>
    `${JSON.stringify({ ...opened(), stream: 'negotiation-n', schemaVersion: 2, ...more })}\n`;
  const { refused, form } = await newShell().import([
    line({ schemaVersion: 99 }),
    line({ stream: 'access' }),
    line({ damaged: 'its hash is not that of its data' }),
    '{"end":true,"events":3,"checkpoint":""}\n',
    line({ type: 'NegotiationOpend' }),
  ]);
  expect(form).toBeUndefined();
  expect(refused.map(({ problem }) => problem.errors?.map(({ pointer }) => pointer))).toEqual([
    ['/schemaVersion'],
    ['/stream'],
    ['/damaged'],
    ['/end'],
    ['/type'],
  ]);
  expect([1, 3].map((i) => refused[i]?.problem.detail)).toEqual([
    expect.stringContaining('whole log'),
    expect.stringContaining('whole log'),
  ]);
});

test('A number in an export is read as it was stored, and one in a story is refused', async () => {
  const shell = await recorded();
  const demand = says('r9', 9, 'union', 'demand', { issue: 'pay', terms: [{ item: 'pay', quantity: 1 }] });
  const large = JSON.stringify(demand).replace('"quantity":1', '"quantity":9007199254740993');
  const [ofStory] = (await shell.import([`${large}\n`])).refused;
  expect(ofStory?.problem).toMatchObject({ code: 'invalid-json', errors: [{ pointer: '/data/terms/0/quantity' }] });
  const exported = large.replace(/}$/, ',"stream":"negotiation-n","schemaVersion":2}');
  const [ofExport] = (await shell.import([`${exported}\n`])).refused;
  // It was stored nowhere, so it is new here, and what is new is kept exactly.
  expect(ofExport?.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/data/terms/0/quantity' }] });
});

test('Lines of both forms in one file are told as mixed', async () => {
  const shell = await recorded();
  expect(await newShell().import([...(await exportOf(shell)), ndjson([confirms('r9')])])).toMatchObject({
    form: 'mixed',
    recorded: lines.length + 1,
  });
});
