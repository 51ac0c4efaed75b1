/** Files of coded events, with the faults that real ones have: good rows are recorded, bad ones named, the rest counted. */
import type { Mapping } from '../../../events/coded/mapping.js';
import type { ImportOptions } from '../../../src/commands/import/import-options.js';
import { Mappings } from '../../../src/commands/mappings/mappings.js';
import { problemOf, Shell } from '../shell.js';
import { acled, ACLED_ACTORS, gdelt, icews, polecat } from './rows.js';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.stop());

const OPEN = { openDyads: [['ISR', 'PSE']] } as const;
const asGdelt = { format: 'gdelt', ...OPEN } as const;
const coded = (text: string | Buffer, options: ImportOptions['coded'], more: Partial<ImportOptions> = {}) =>
  shell.import([Buffer.from(text as string)], { coded: options, ...more });
const reports = async () =>
  (await shell.stored())
    .filter(({ type }) => type.endsWith('Reported'))
    .map(({ type, data }): Record<string, unknown> => ({ type, ...data }));
const save = (mapping: object) => new Mappings(shell.store).save(mapping as Mapping, 'desk');
const reasons = (answer: { refused: readonly { line: number; problem: { detail: string } }[] }) =>
  answer.refused.map(({ line, problem }) => `${line}: ${problem.detail}`);

test('A row of GDELT becomes a report by a reporter, of one origin, graded F6, which says where it is from', async () => {
  const answer = await coded(gdelt(), asGdelt);
  expect(answer).toMatchObject({ form: 'coded', recorded: 2, refused: [], negotiations: ['dyad-israel-palestine'] });
  expect(await reports()).toEqual([
    {
      type: 'OvertureReported',
      negotiation: 'dyad-israel-palestine',
      reportId: 'gdelt-1',
      party: 'israel',
      to: ['palestine'],
      speaker: { capacity: 'reporter' },
      attribution: 'unattributed',
      source: { publisher: 'example.com', origin: 'GDELT', url: 'https://www.example.com/news/1', reliability: 'F' },
      credibility: 6,
      occurredAt: '2023-10-09',
      reportedAt: '2023-10-09T13:15:00Z',
      cameo: '036',
      summary: 'ISR NAME, toward PSE NAME: Express intent to meet or negotiate (CAMEO 036). Coded by GDELT.',
      tags: ['coded', 'gdelt'],
    },
  ]);
});

test('What is not followed, and what has no counterpart, is counted by dyad and by code', async () => {
  const rows = [
    gdelt({ id: 1, actor1: 'USA', actor2: 'IRN' }),
    gdelt({ id: 2, actor1: 'IRN', actor2: 'USAGOV' }),
    gdelt({ id: 3, actor2: '' }),
    gdelt({ id: 4, code: '012' }),
    gdelt({ id: 5, code: '111' }),
    gdelt({ id: 6, code: '111' }),
  ];
  const answer = await coded(rows.join('\n'), asGdelt);
  expect(answer).toMatchObject({ recorded: 0, refused: [] });
  expect(answer.coded).toEqual({
    rows: 6,
    withoutCounterpart: {
      rows: 3,
      codes: [
        { code: '111', label: 'Criticize or denounce', rows: 2 },
        { code: '012', label: 'Make pessimistic comment', rows: 1 },
      ],
    },
    notFollowed: {
      rows: 3,
      dyads: [
        { dyad: 'IRN:USA', rows: 2 },
        { dyad: '?:ISR', rows: 1 },
      ],
    },
  });
});

test('Bad rows of GDELT are named by number and reason, and the good ones kept', async () => {
  const latin1 = Buffer.concat([
    Buffer.from(gdelt({ id: 10 }).replace('Doha', 'M')),
    Buffer.from([0xfc]),
    Buffer.from('nchen\n'),
  ]);
  const rows = [
    `\uFEFF${gdelt({ id: 1 })}`,
    gdelt({ id: 12 }).concat('\t'),
    '',
    gdelt({ id: 2, day: '20231309' }),
    gdelt({ id: 3, day: '2023' }),
    gdelt({ id: 4, added: 'yesterday' }),
    gdelt({ id: 5, code: '999' }),
    gdelt({ id: 6, code: '36' }),
    gdelt({ id: 7 }).split('\t').slice(0, 57).join('\t'),
    gdelt({ id: 'x' }),
    gdelt({ id: 8, url: 'javascript:alert(1)' }),
    gdelt({ id: 9, day: '20240101' }),
    gdelt({ id: 11 }).replace('Doha', 'a "quoted'),
  ];
  const answer = await coded(Buffer.concat([Buffer.from(`${rows.join('\r\n')}\r\n`), latin1]), asGdelt);
  expect(reasons(answer)).toEqual([
    '4: SQLDATE is no date, such as 20231009',
    '5: SQLDATE is no date, such as 20231009',
    '6: DATEADDED is no date and time, such as 20231009131500',
    '7: code 999 is no code of CAMEO',
    '8: code 36 is no code of CAMEO: zeros in front have been lost, as spreadsheets drop them; did you mean 036?',
    '9: has 57 columns, in place of 61',
    '10: GLOBALEVENTID is no number',
    '12: /occurredAt begins after the report was published (reportedAt)',
    '14: the line is not UTF-8: name its encoding, or save it as UTF-8',
  ]);
  expect((await reports()).map((report) => report['reportId'])).toEqual(['gdelt-1', 'gdelt-12', 'gdelt-8', 'gdelt-11']);
  // An address that is no link of the web stays the text that it is.
  expect((await reports())[2]?.['source']).toEqual({
    publisher: 'javascript:alert(1)',
    origin: 'GDELT',
    reliability: 'F',
  });
  const again = await coded(latin1, { ...asGdelt, isLatin1: true });
  expect(again).toMatchObject({ recorded: 1, refused: [] });
});

test('The same file twice records nothing twice; a dry run records nothing, and says what it would', async () => {
  const file = [gdelt({ id: 1 }), gdelt({ id: 2, code: '190' })].join('\n');
  const dry = await coded(file, asGdelt, { dryRun: true });
  expect(dry).toMatchObject({ recorded: 3, dryRun: true });
  expect(await shell.stored()).toEqual([]);
  expect(await coded(file, asGdelt)).toMatchObject({ recorded: 3, duplicates: 0 });
  const stored = await shell.stored();
  expect(await coded(file, asGdelt)).toMatchObject({ recorded: 0, duplicates: 2, refused: [] });
  expect(await shell.stored()).toEqual(stored);
});

test('With “all”, each pair of different actors is a negotiation; a mapping that names one comes first', async () => {
  await shell.import(['']);
  await save({ name: 'm', dyads: [{ negotiation: 'own', between: { USA: 'us', IRN: 'iran' }, open: 'Own talks' }] });
  const rows = [
    gdelt({ id: 1 }),
    gdelt({ id: 2, actor1: 'USA', actor2: 'IRN' }),
    gdelt({ id: 3, actor1: 'USA', actor2: 'USAGOV' }),
  ];
  const options = { format: 'gdelt', openDyads: 'all', mapping: 'm' as never } as const;
  const answer = await coded(rows.join('\n'), options);
  expect(answer.negotiations).toEqual(['dyad-israel-palestine', 'own']);
  expect(answer.coded?.notFollowed.dyads).toEqual([{ dyad: 'USA:USA', rows: 1 }]);
});

test('ICEWS: rows below a head, by country or by name; the Event ID of another day is another report', async () => {
  const table = icews([
    ['1', '2014-03-21', 'Israel', '040', 'Iran'],
    ['1', '2014-03-22', 'Iran', '125', 'Israel'],
    ['2', '2014-03-22', 'Iran', '40', 'Israel'],
    ['3', 'soon', 'Iran', '040', 'Israel'],
  ]);
  const answer = await coded(table, { format: 'cameo', openDyads: [['Iran', 'Israel']] });
  expect(reasons(answer)).toEqual([
    '4: code 40 is no code of CAMEO: zeros in front have been lost, as spreadsheets drop them; did you mean 040?',
    '5: Event Date is no date, such as 2014-03-21',
  ]);
  expect(await reports()).toMatchObject([
    { type: 'ContactReported', reportId: 'icews-1-20140321', party: 'israel', with: ['iran'], cameo: '040' },
    { type: 'RefusalReported', reportId: 'icews-1-20140322', party: 'iran', to: ['israel'] },
  ]);
});

test('POLECAT: types and modes of PLOVER', async () => {
  const table = polecat([
    ['p-1', '2023-10-09', 'CONSULT', 'phone', 'ISR', 'PSE'],
    ['p-2', '2023-10-09', 'RETREAT', 'ceasefire', 'PSE', 'ISR'],
    ['p-3', '2023-10-09', 'AGREE', 'None', 'PSE', 'ISR'],
    ['p-4', '2023-10-09', 'DREAM', 'None', 'PSE', 'ISR'],
  ]);
  const answer = await coded(table, { format: 'polecat', ...OPEN });
  expect(reasons(answer)).toEqual(['5: code DREAM is no code of PLOVER']);
  expect(answer.coded?.withoutCounterpart.codes).toMatchObject([{ code: 'AGREE', rows: 1 }]);
  expect(await reports()).toMatchObject([
    { type: 'ContactReported', channel: 'telephone', source: { publisher: 'AFP', origin: 'POLECAT' } },
    { type: 'ConcessionReported', issue: 'coded-military-engagement', reportedAt: '2023-10-10' },
  ]);
});

test('ACLED: dates as precise as they are, quotation marks, line breaks in cells', async () => {
  const table = acled([
    ['A1', '09 October 2023', '1', 'Armed clash'],
    ['A2', '2023-10-09', '2', 'Agreement'],
    ['A3', '2023-10-09', '3', 'Air/drone strike', ''],
    ['A4', '10/09/2023', '1', 'Armed clash'],
    ['A5', '2023-10-09', '1', 'Other'],
  ]);
  const options = { format: 'acled', openDyads: [[...ACLED_ACTORS]] as unknown as [[string, string]] } as const;
  const answer = await coded(table, options);
  // Each row goes over two lines.
  expect(reasons(answer)).toEqual([
    '8: event_date may be read in two ways: say whether dates begin with the day or with the month (dates: dmy, or mdy)',
  ]);
  expect(answer.coded?.withoutCounterpart.codes).toMatchObject([{ code: 'Other' }]);
  expect(await reports()).toMatchObject([
    {
      type: 'PressureReported',
      reportId: 'acled-A1',
      measure: 'armed force',
      occurredAt: '2023-10-09',
      reportedAt: '2023-10-11T04:53:20Z',
      summary: 'On 9 October, A and B clashed, over two lines.',
      source: { publisher: 'Radio A; Radio B', origin: 'ACLED' },
    },
    { type: 'ConfirmationReported', agreement: 'coded-signed-2023-10-03', occurredAt: '2023-10-03/2023-10-15' },
    { type: 'PressureReported', occurredAt: '2023-10', reportedAt: '2023-10-09' },
  ]);
});

test('Any CSV by a mapping, with codes of one’s own', async () => {
  await save({
    name: 'wire',
    columns: { date: 'When', actor1: 'Who', actor2: 'Whom', code: 'What', id: 'No', text: 'Words', url: 'Link' },
    kinds: { met: { kind: 'contact', session: true }, struck: { kind: 'pressure', measure: 'strike' }, said: null },
    dyads: [{ negotiation: 'port', between: { Union: 'union', Port: 'port' }, open: 'Port talks' }],
    grade: { reliability: 'B', credibility: 2 },
    origin: 'The Wire',
  });
  const table = [
    'No;When;Who;Whom;What;Words;Link',
    '1;2023-02-01;Union;Port;met;They met;https://example.com/1',
    '2;2023-02-02;Union;Port;said;;',
    '3;2023-02-02;Union;Port;hummed;;',
    '4;2023-02-30;Union;Port;met;;',
    '5;2023-02;Port;Union;struck;;',
    '6;2023-02-03;Port',
  ].join('\n');
  const answer = await coded(table, { format: 'csv', openDyads: [], mapping: 'wire' as never });
  expect(reasons(answer)).toEqual(['5: When is no date, such as 2023-10-09', '7: has 3 columns, and the first row 7']);
  expect(answer.coded?.withoutCounterpart.codes.map(({ code }) => code)).toEqual(['hummed', 'said']);
  expect(await reports()).toMatchObject([
    {
      reportId: 'wire-1',
      session: true,
      summary: 'They met',
      credibility: 2,
      source: { publisher: 'The Wire', origin: 'The Wire', url: 'https://example.com/1', reliability: 'B' },
    },
    { reportId: 'wire-5', occurredAt: '2023-02', summary: 'Port, toward Union: struck. Coded by The Wire.' },
  ]);
});

test('A table whose head lacks a column is refused as a whole, and says which', async () => {
  const answer = await coded('Event ID,Event Date\n1,2014-01-01', { format: 'cameo', openDyads: 'all' });
  expect(reasons(answer)).toEqual([
    '1: the first row names no column CAMEO Code, Source Name, Target Name: nothing of the table can be read',
  ]);
});

test('A mapping that is not there, or is for another format, is refused', async () => {
  await save({ name: 'm', format: 'acled' });
  const by = (mapping: string) => problemOf(coded('', { ...asGdelt, mapping: mapping as never }));
  expect(await by('n')).toMatchObject({ code: 'invalid-parameter', detail: 'mapping no mapping n is saved' });
  expect(await by('m')).toMatchObject({ code: 'invalid-parameter', detail: 'mapping m is for acled' });
});

test('A mapping is saved under its name, in place of the one before, and removed', async () => {
  const mappings = new Mappings(shell.store);
  await save({ name: 'b' });
  await save({ name: 'a', origin: 'One' });
  await save({ name: 'a', origin: 'Two' });
  await save({ name: 'a', origin: 'Two' });
  expect((await mappings.all()).map(({ mapping }) => mapping)).toEqual([{ name: 'a', origin: 'Two' }, { name: 'b' }]);
  expect((await shell.stored()).length).toBe(3);
  await mappings.remove('a' as never, 'desk');
  expect((await mappings.all()).map(({ mapping }) => mapping.name)).toEqual(['b']);
  expect(await problemOf(mappings.remove('a' as never, 'desk'))).toMatchObject({ code: 'unknown-mapping' });
});

test('A long origin is cut for the tag, and never within a character', async () => {
  const origin = `${'o'.repeat(59)}😀 wire`;
  await save({
    name: 'm',
    columns: { date: 'd', actor1: 'a', actor2: 'b', code: 'c' },
    origin,
    kinds: { met: { kind: 'contact' } },
  });
  const options = { format: 'csv', mapping: 'm' as never, openDyads: 'all' } as const;
  expect(reasons(await coded('d,a,b,c\n2023-02-01,A,B,met\n', options))).toEqual([]);
  expect((await reports())[0]?.['tags']).toEqual(['coded', 'o'.repeat(59)]);
});
