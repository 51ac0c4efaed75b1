/** Files of coded events as their users have them: older editions, exports of databases and spreadsheets, every encoding. */
import type { Mapping } from '../../../events/coded/mapping.js';
import { Mappings } from '../../../src/commands/mappings/mappings.js';
import { Shell } from '../shell.js';
import { following, importing } from './imported.js';
import { acled, gdelt, gdelt1, GDELT_HEAD, icews, phoenix, polecat } from './rows.js';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.stop());

const OPEN = 'ISR:PSE';

const imported = importing(() => shell);

describe('GDELT', () => {
  test('Files of GDELT 1 have 58 columns, and 57 before they had addresses', async () => {
    const all = [gdelt1({ id: 1 }), gdelt1({ id: 2 })].join('\n');
    const older = [gdelt1({ id: 3, url: '' }).slice(0, -1), gdelt({ id: 4 })].join('\n');
    expect([all, older].map((file) => file.split('\n', 1)[0]?.split('\t').length)).toEqual([58, 57]);
    expect(await imported(all, following('gdelt', OPEN), 'reportId', 'reportedAt')).toMatchObject({
      refused: [],
      reports: [
        ['gdelt-1', '2013-10-10'],
        ['gdelt-2', '2013-10-10'],
      ],
    });
    expect(await imported(older, following('gdelt', OPEN), 'reportId')).toMatchObject({
      refused: ['2: has 61 columns, in place of 57'],
      reports: [['gdelt-1'], ['gdelt-2'], ['gdelt-3']],
    });
  });

  test('What a database or a program wrote has a head: in any order, with fewer columns, numbers with a point', async () => {
    const file = [
      ',EventCode,SQLDATE,GLOBALEVENTID,Actor1Code,Actor1CountryCode,Actor2Code,SOURCEURL,ActionGeo_FullName',
      '0,036,20231009.0,410000001.0,ISRGOV,ISR,PSE,https://example.org/1,"Doha, Qatar"',
      '1,36.0,20231009.0,410000002.0,ISRGOV,ISR,PSE,https://example.org/2,"Doha, Qatar"',
    ].join('\r\n');
    expect(await imported(file, following('gdelt', 'ISR:PSE'), 'reportId', 'occurredAt', 'reportedAt')).toMatchObject({
      refused: [
        '3: code 36 is no code of CAMEO: zeros in front have been lost, as spreadsheets drop them; did you mean 036?',
      ],
      reports: [['gdelt-410000001', '2023-10-09', '2023-10-09']],
    });
    const tabs = [GDELT_HEAD, gdelt({ id: 7 }), 'Total\t2'].join('\n');
    const { refused, reports } = await imported(tabs, following('gdelt', OPEN), 'reportId');
    expect(refused).toEqual(['3: has 2 columns, and the first row 61']);
    expect(reports.at(-1)).toEqual(['gdelt-7']);
  });
});

describe('ICEWS and other rows of CAMEO', () => {
  const row = ['1', '3/21/2014', 'Israel', '040', 'Iran'] as const;

  test('The file of 2017 has days as the United States write them; from a spreadsheet they may be anybody’s', async () => {
    const table = icews([row]);
    const options = following('cameo', 'Iran:Israel');
    expect(await imported(table, options, 'occurredAt')).toMatchObject({ refused: [], reports: [['2014-03-21']] });
    const sheet = icews([['2', '5/4/2014', 'Israel', '040', 'Iran']])
      .replaceAll(',', ' ')
      .replaceAll('\t', ',');
    expect((await imported(sheet, options)).refused).toEqual([
      '2: Event Date may be read in two ways: say whether dates begin with the day or with the month (dates: dmy, or mdy)',
    ]);
    const { reports } = await imported(sheet, { ...options, dates: 'dmy' }, 'occurredAt');
    expect(reports).toEqual([['2014-03-21'], ['2014-04-05']]);
  });

  test('A spreadsheet says what it puts between cells, and keeps zeros in front by a formula', async () => {
    const sheet = icews([row]).replaceAll(',', ' ').replaceAll('\t', ';').replace(';040;', ';="040";');
    expect(sheet).toContain('="040"');
    for (const end of ['\n', '\r\n', '\r']) {
      const file = ['sep=;', '# ICEWS, May 2014', ...sheet.split('\n'), '2;nothing'].join(end);
      expect(await imported(file, { ...following('cameo', 'Iran:Israel'), dates: 'mdy' }, 'reportId')).toMatchObject({
        refused: ['5: has 2 columns, and the first row 20'],
        reports: [['icews-1-20140321']],
      });
    }
  });

  test('A quotation mark that is not closed spoils no other row', async () => {
    const rows = [row, ['2', '2014-03-22', 'Israel', '040', 'Iran']] as const;
    const table = icews(rows).replace('An event', '"An event');
    expect(await imported(table, following('cameo', 'Iran:Israel'), 'reportId')).toMatchObject({
      refused: [],
      reports: [['icews-1-20140321'], ['icews-2-20140322']],
    });
  });

  test('Phoenix: without a head, or with that of the Cline Center; its rows are not those of ICEWS', async () => {
    const options = following('cameo', 'ISR:PSE');
    expect(
      await imported(phoenix('0_v0.2.0', '20140620', 'ISRGOV', '042', 'PSE'), options, 'reportId', 'source'),
    ).toMatchObject({
      refused: [],
      reports: [['phoenix-0_v0.2.0-20140620', { origin: 'Phoenix', publisher: 'example.com' }]],
    });
    const cline = [
      'eid,story_date,year,month,day,source,source_root,target,target_root,code,root_code',
      'NYT1,6/4/1995,1995,6,4,ISRGOV,ISR,PSE,PSE,041,04',
    ].join('\n');
    const { refused, reports } = await imported(cline, options, 'reportId', 'occurredAt', 'channel');
    expect(refused).toEqual([]);
    expect(reports).toContainEqual(['phoenix-NYT1-19950604', '1995-06-04', 'telephone']);
  });
});

describe('POLECAT', () => {
  test('Several actors in a cell: each has what it did; a consultation may be among those who act', async () => {
    const table = polecat([
      ['1', '2023-10-09', 'COERCE', 'arrest', 'ISR; USA', 'PSE'],
      ['2', '2023-10-09', 'CONSULT', 'phone', 'USA; ISR; PSE', 'None'],
      ['3', '2023-10-09', 'CONSULT', 'phone', 'ISR', 'None'],
      ['4', '2023-10-09', 'PROTEST', 'demo', 'ISR; PSE', 'None'],
    ]);
    const talks = { negotiation: 'n', between: { ISR: 'israel', PSE: 'palestine', USA: 'us' }, open: 'Talks' };
    await new Mappings(shell.store).save({ name: 'm', dyads: [talks] } as unknown as Mapping, 'desk');
    const options = { ...following('polecat'), mapping: 'm' as never };
    const { refused, reports, coded } = await imported(table, options, 'reportId', 'party', 'to', 'with');
    expect(refused).toEqual([]);
    expect(reports).toEqual([
      ['polecat-1', 'israel', ['palestine'], undefined],
      ['polecat-1.2', 'us', ['palestine'], undefined],
      ['polecat-2', 'us', undefined, ['israel', 'palestine']],
    ]);
    expect(coded?.notFollowed).toEqual({ rows: 2, dyads: [expect.objectContaining({ rows: 2, dyad: '?:ISR' })] });
  });

  test('Names have their countries where there are as many, and quotation marks mean nothing', async () => {
    const table = polecat([['1', '2023-10-09', 'CONSULT', 'None', 'USA; PSE', 'ISR']]).replace(
      /None(?=\tUSA; PSE)/,
      '"Antony Blinken"; "Mahmoud Abbas"',
    );
    const { reports } = await imported(table, following('polecat', 'Mahmoud Abbas:ISR'), 'party', 'with', 'summary');
    expect(reports).toEqual([
      [
        'mahmoud-abbas',
        ['israel'],
        'Antony Blinken, Mahmoud Abbas, toward ISR: Meet, visit or consult (PLOVER CONSULT). Coded by POLECAT.',
      ],
    ]);
  });

  test('However many a cell names, of each side the first twenty are followed', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `A${i}`).join('; ');
    const table = polecat([['1', '2023-10-09', 'COERCE', 'arrest', many, `${many}; PSE`]]);
    const { coded } = await imported(table, following('polecat', 'A19:A3', 'A20:A3'), 'party');
    expect((await shell.stored()).map(({ data }) => data['party']).filter(Boolean)).toEqual(['a3', 'a19']);
    expect(coded?.rows).toBe(1);
  });

  test('A conviction reduces no relations; types of older drafts are counted', async () => {
    const table = polecat([
      ['1', '2023-10-09', 'SANCTION', 'convict', 'ISR', 'PSE'],
      ['2', '2023-10-09', 'SANCTION', 'expel', 'ISR', 'PSE'],
      ['3', '2023-10-09', 'DEMAND', 'None', 'ISR', 'PSE'],
      ['4', '2023-10-09', 'ASSAULT', 'beat; primitive', 'ISR', 'PSE'],
    ]);
    const { reports, coded, refused } = await imported(table, following('polecat', OPEN), 'reportId', 'measure');
    expect(refused).toEqual([]);
    expect(reports).toEqual([
      ['polecat-2', 'expulsion'],
      ['polecat-4', 'unconventional violence'],
    ]);
    expect(coded?.withoutCounterpart.codes.map(({ code }) => code)).toEqual(['DEMAND', 'SANCTION:convict']);
  });
});

describe('ACLED', () => {
  const [group, forces] = ['JNIM: Group for Support of Islam and Muslims', 'Military Forces of Mali (2021-)'];

  test('Names with colons are followed as they are written, and as counts name them', async () => {
    const table = acled([['MLI1', '5-Mar-23', '1', 'Armed clash']])
      .replace('Military Forces of A (2020-)', forces)
      .replace('"Rebels of ""B"""', `"${group}"`);
    const { coded } = await imported(table, following('acled'));
    const [{ dyad } = { dyad: '' }] = coded?.notFollowed.dyads ?? [];
    expect(dyad).toBe(`${group}:${forces}`);
    const { reports } = await imported(table, following('acled', dyad), 'occurredAt', 'measure');
    expect(reports).toEqual([['2023-03-05', 'armed force']]);
  });

  test('Exports before 2019 have types alone; those of spreadsheets semicolons, and days at midnight', async () => {
    const old = [
      'DATA_ID;EVENT_DATE;TIME_PRECISION;EVENT_TYPE;ACTOR1;ALLY_ACTOR_1;INTER1;ACTOR2;NOTES;FATALITIES;;',
      '7;21 March 2014;1;Battle-No change of territory;A;;1;B;"Over; two",3;;',
      '8;2014-03-21 00:00:00;1;Violence against civilians;A;;1;B;;0;;',
      '9;21/03/2014;1;Riots/Protests;A;;1;B;;0;;',
      'Total;;;;;;;;;3;;',
    ].join('\r\n');
    const options = { ...following('acled', 'A:B'), dates: 'dmy' } as const;
    const { refused, reports, coded } = await imported(old, options, 'reportId', 'occurredAt', 'measure');
    expect(refused).toEqual([
      '2: has 11 columns, and the first row 12',
      '5: event_date is no day, such as 2023-10-09 or 9 October 2023',
    ]);
    expect(reports).toEqual([['acled-8', '2014-03-21', 'violence against civilians']]);
    expect(coded?.withoutCounterpart.codes).toMatchObject([{ code: 'Riots/Protests', rows: 1 }]);
  });
});

describe('Encodings', () => {
  const named = gdelt({ id: 1 }).replace('ISR NAME', 'Émile “Ö”');
  const summary = 'Émile “Ö”, toward PSE NAME: Express intent to meet or negotiate (CAMEO 036). Coded by GDELT.';

  test('UTF-16 is known by its mark, with either byte first; Latin-1 has the quotation marks of Windows', async () => {
    const little = Buffer.from(`\uFEFF${named}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    const windows = Buffer.from(named.replace('“', '\x93').replace('”', '\x94'), 'latin1');
    for (const [file, more] of [[little], [big], [windows, { isLatin1: true }]] as const) {
      const { refused, reports } = await imported(file, { ...following('gdelt', OPEN), ...more }, 'summary');
      expect([refused, reports]).toEqual([[], [[summary]]]);
    }
  });

  test('What is no text is said once, and nothing of it is read', async () => {
    const of = async (head: readonly number[]) =>
      (await imported(Buffer.from([...head, ...Buffer.from('\n1\n2\n3\n')]), following('gdelt', 'all'))).refused;
    expect(await of([0x50, 0x4b, 3, 4])).toEqual([
      '1: the file is a ZIP archive, or a workbook: unpack it first, or save the sheet as “CSV UTF-8”',
    ]);
    expect(await of([0x1f, 0x8b])).toEqual(['1: the file is compressed (gzip): unpack it first']);
    expect(await of([0xd0, 0xcf, 0x11, 0xe0])).toEqual(['1: the file is a workbook: save the sheet as “CSV UTF-8”']);
    expect(await of([0x31, 0, 0x32, 0])).toEqual(['1: the file is UTF-16, or no text: save it as UTF-8']);
  });

  test('A first row that is not UTF-8 is refused by itself, where there is no head', async () => {
    const broken = Buffer.concat([Buffer.from([0xfc]), Buffer.from(`${gdelt({ id: 3 })}\n${gdelt({ id: 1 })}`)]);
    expect(await imported(broken, following('gdelt', OPEN), 'reportId')).toMatchObject({
      refused: ['1: the line is not UTF-8: name its encoding, or save it as UTF-8'],
      reports: [['gdelt-1']],
    });
  });
});

test('A row whose id another row has had is refused where it says something else, and counted where it does not', async () => {
  const file = [gdelt({ id: 1 }), gdelt({ id: 1 }), gdelt({ id: 1, code: '190' })].join('\n');
  const { refused, reports } = await imported(file, following('gdelt', OPEN), 'reportId');
  expect(refused).toEqual([expect.stringMatching(/^3: .*gdelt-1/)]);
  expect(reports).toEqual([['gdelt-1']]);
});
