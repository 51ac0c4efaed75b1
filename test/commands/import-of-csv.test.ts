/** What an export gives as a table comes back by an import; what is wrong in a table is named by line and column. */
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { csvOf } from '../../src/audit/csv.js';
import { streamEvents } from '../../src/audit/evidence-pages.js';
import { confirms, denies } from '../decisions/given.js';
import { history } from '../generators/history.js';
import { change, opened, says } from '../projections/given.js';
import { ndjson, Shell } from './shell.js';

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

const tableOf = ({ store }: Shell, stream = 'negotiation-n'): Promise<string> =>
  text(csvOf((upTo) => streamEvents(store.evidence, stream, upTo)));
const csv = { format: 'csv' } as const;

const TROUBLE = [
  '=HYPERLINK("http://evil.example","x")',
  '+1',
  '-1',
  '@SUM(A1:A9)',
  '\tt',
  "'=1",
  "'Twas",
  'null',
  'true',
  '007',
  '2023',
  '[1,2]',
  '{"a":1}',
  'a;b',
  'one\ntwo\rthree',
  'say "no", twice',
  '\uFEFFmark',
  '＝1',
  '</script><b>',
];

const awkward = TROUBLE.map((trouble, i) =>
  says(`t${i}`, 9, 'union', 'demand', {
    issue: 'pay',
    summary: trouble,
    note: trouble,
    tags: /[\t\n\r]/.test(trouble) ? ['a', 'b'] : [trouble, 'b'],
    terms: [
      { item: 'pay', quantity: -5.25, cumulative: false, text: trouble },
      { item: 'hours', min: 0, max: 1e-7 },
    ],
  }),
);

const lines = [
  opened(),
  {
    type: 'PartyAdded',
    data: { negotiation: 'n', party: 'gm', name: 'GM', names: { 'pt-BR': '=GM', ar: 'جي إم' }, role: 'principal' },
  },
  confirms('r1'),
  denies('r2'),
  ...awkward,
  change('ReportCorrected', 'c1', {
    reportId: 'r1',
    reportedAt: '2023-10-20',
    changes: { summary: 'Better.', note: null, speaker: { name: 'null' }, terms: [], tags: ['=x'] },
  }),
  change('ReportRetracted', 'c2', { reportId: 'r2', reportedAt: '2023-10-21' }),
  change('ReportReinstated', 'c3', { reportId: 'r2', reportedAt: '2023-10-22' }),
  change('EntryVoided', 'c4', { entry: 't3' }),
  change('EntryAmended', 'c5', { entry: 't4', changes: { note: '007', terms: [{ item: 'pay', quantity: 3 }] } }),
  change('SubjectMerged', 'c6', { what: 'party', from: 'gm', into: 'ford' }),
  { type: 'NegotiationRevised', data: { negotiation: 'n', changeId: 'c7', tables: [['union', 'ford']] } },
];
const grades = [
  {
    type: 'SourceRegraded',
    data: {
      changeId: 'g1',
      publisher: '=Paper',
      reliability: 'C',
      from: '2023',
      reason: '-',
      source: { publisher: 'Us' },
    },
  },
  { type: 'SourceAliased', data: { changeId: 'g2', name: 'The Paper', of: '=Paper', reason: "'so" } },
];

async function recorded(): Promise<Shell> {
  const shell = newShell();
  const all = [...lines, ...grades];
  expect(await shell.import([ndjson(all)])).toMatchObject({ recorded: all.length, refused: [] });
  return shell;
}

test('A table that was exported comes back whole, and its export is the same but for when and by whom', async () => {
  const from = await recorded();
  const into = newShell();
  for (const stream of ['negotiation-n', 'sources'])
    expect(await into.import([await tableOf(from, stream)], csv)).toMatchObject({ form: 'export', refused: [] });
  const byStream = (a: { stream: string }, b: { stream: string }) => (a.stream < b.stream ? -1 : 1);
  expect((await into.stored()).toSorted(byStream)).toEqual((await from.stored()).toSorted(byStream));
  const told = (table: string) => table.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z,import|[\da-f]{64}|[\da-f-]{36}/g, '');
  const withoutPositions = (table: string) => told(table).replaceAll(/(?<=,negotiation-n),\d+,/g, ',');
  expect(withoutPositions(await tableOf(into))).toBe(withoutPositions(await tableOf(from)));
  expect(await from.import([await tableOf(from)], csv)).toMatchObject({ recorded: 0, duplicates: lines.length });
});

test('Nothing in an exported table begins like a formula but numbers, and no column is needed for what has none', async () => {
  const table = await tableOf(await recorded());
  const [head = ''] = table.split('\n');
  expect(head.split(',')).not.toContain('data');
  expect(head).toMatch(/^revision,recordedAt,recorder,type,negotiation,/);
  for (const name of ['speaker.capacity', 'source.publisher', 'terms.0.quantity', 'terms.1.max', 'names.pt-BR'])
    expect(head.split(',')).toContain(name);
  expect(table).not.toMatch(/(?:^|,)"?[=+@\t\r＝＋－＠]/m);
  expect([...table.matchAll(/(?:^|,)"?(-[^,]*)/gm)].filter(([, cell]) => Number.isNaN(Number(cell)))).toEqual([]);
});

test('A long list of objects, and what is in no schema, stand as JSON, and come back', async () => {
  const shell = newShell();
  const terms = Array.from({ length: 40 }, (_, i) => ({ item: `i${i}`, quantity: i }));
  const data = says('long', 9, 'union', 'demand', { issue: 'pay', terms });
  await shell.import([ndjson([opened(), data])]);
  const table = await tableOf(shell);
  expect(table.split('\n')[0]).toMatch(/,terms,title,/);
  const into = newShell();
  expect(await into.import([table], csv)).toMatchObject({ recorded: 2, refused: [] });
  expect(await into.stored()).toEqual(await shell.stored());
});

test('A table by hand needs the columns of its fields alone', async () => {
  const shell = newShell();
  await shell.import([ndjson([opened()])]);
  const table = [
    'type;negotiation;reportId;party;claim;speaker.capacity;attribution;source.publisher;reportedAt;summary;to;note',
    'DenialReported;n;h1;ford;talks;official;on-the-record;1843;2023;"""No"", it says";union;',
    'DenialReported;n;h2;ford;talks;oficial;on-the-record;Quay;2023-10-02;No.;union;',
    '',
    'DenialReported;n;h3;frod;talks;official;on-the-record;Quay;2023-10-02;No.;union;',
    'DenialReported;n;h4;ford;talks;official;on-the-record;Quay;2023-10-02;No.;"union; state";;x',
    'DenialReported;n;h5;ford;talks;official;on-the-record;Quay;2023-10-02;No.;"union; state"',
  ];
  const answer = await shell.import([table.join('\r\n')], csv);
  expect(answer).toMatchObject({ form: 'story', recorded: 2 });
  expect(answer.refused.map(({ line, problem }) => [line, problem.detail])).toEqual([
    [3, expect.stringMatching(/^speaker\.capacity .*official/)],
    [5, expect.stringMatching(/^party frod is not .*did you mean ford\?$/)],
    [6, expect.stringContaining('a column without a name')],
  ]);
  const stored = (await shell.stored()).map(({ data }) => data);
  expect(stored.slice(1)).toMatchObject([
    { reportId: 'h1', source: { publisher: '1843' }, reportedAt: '2023', summary: '"No", it says', to: ['union'] },
    { reportId: 'h5', to: ['union', 'state'] },
  ]);
});

test('A column that there is not is named once with the nearest, and with each row that has a value in it', async () => {
  const shell = newShell();
  await shell.import([ndjson([opened()])]);
  const table = [
    'type,negotiation,claim,party,speaker.capacity,attribution,sumary,source.publisher,reportedAt,summary,terms.0.quantty,summary',
    'DenialReported,n,talks,ford,official,on-the-record,x,Quay,2023-10-02,No.,,',
    'DenialReported,n,talks,ford,official,on-the-record,,Quay,2023-10-02,No.,,',
  ];
  const { recorded: count, refused } = await shell.import([table.join('\n')], csv);
  expect(count).toBe(1);
  expect(refused.map(({ line, problem }) => [line, problem.errors])).toEqual([
    [
      1,
      [
        { column: 'sumary', detail: 'is no column', nearest: 'summary' },
        { column: 'terms.0.quantty', detail: 'is no column', nearest: 'terms.0.quantity' },
        { column: 'summary', detail: 'is there twice' },
      ],
    ],
    [2, [{ column: 'sumary', detail: 'is no column', nearest: 'summary' }]],
  ]);
  expect((await newShell().import(['negotiation,title\nn,T\n'], csv)).refused[0]?.problem.detail).toBe(
    'type must be among the columns',
  );
});

test('Cells that contradict each other, or hold what is no JSON, are refused and name their column', async () => {
  const shell = newShell();
  await shell.import([ndjson([opened()])]);
  const table = [
    'type,negotiation,issue,terms,terms.0.item,terms.0.quantity,data',
    'DemandReported,n,pay,[],a,,',
    'DemandReported,n,pay,"[1,",,,',
    'DemandReported,n,pay,,a,1.000.5,',
    'DemandReported,n,,,,,"[1]"',
    'DemandReported,n,,,,,"{""a"":1,""a"":2}"',
  ];
  const { refused } = await shell.import([table.join('\n')], csv);
  expect(refused.map(({ problem }) => problem.errors?.map(({ column }) => column))).toEqual([
    ['terms.0.item'],
    ['terms'],
    ['terms.0.quantity'],
    ['data'],
    ['data'],
  ]);
});

const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

test(
  'Any history that is exported as a table comes back the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        history({ changes: true, tables: true, maxReports: 15 }),
        async ({ opened: first, lines: rest, negotiation }) => {
          const [from, into] = [new Shell(), new Shell()];
          try {
            expect(await from.import([ndjson([first, ...rest])])).toMatchObject({ refused: [] });
            for (const stream of [`negotiation-${negotiation}`, 'sources']) {
              const table = await tableOf(from, stream);
              const again = table.includes('\n') ? await into.import([Buffer.from(table)], csv) : { refused: [] };
              expect(again).toMatchObject({ refused: [] });
            }
            const sorted = async (shell: Shell) =>
              (await shell.stored()).toSorted((a, b) =>
                a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1,
              );
            const stored = await sorted(from);
            expect(stored.length).toBeGreaterThan(0);
            expect(await sorted(into)).toEqual(stored);
          } finally {
            await from.stop();
            await into.stop();
          }
        },
      ),
      { numRuns: Number(process.env['NUM_RUNS'] ?? 40) },
    );
  },
  PATIENCE,
);
