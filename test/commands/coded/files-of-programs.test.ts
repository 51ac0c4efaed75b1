/** Files of coded events as programs make them of the published ones: blanks, marks, points, and columns too many. */
import { Shell } from '../shell.js';
import { following, importing } from './imported.js';
import { acled, gdelt, GDELT_HEAD, icews, polecat } from './rows.js';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.stop());

const OPEN = 'ISR:PSE';

const imported = importing(() => shell);

describe('What programs make of a table', () => {
  const rows = [gdelt({ id: 1 }), gdelt({ id: 2, code: '040' })];
  const table = [GDELT_HEAD, ...rows].join('\n');
  const wide = (text: string, more: string) => text.split('\n').join(`${more}\n`) + more;
  const wrapped = (text: string) => text.replaceAll(/[^\t\n]*/g, (cell) => (cell === '' ? '' : `"${cell}"`));
  const BOTH = { refused: [], reports: [['gdelt-1'], ['gdelt-2']] };

  test.each([
    ['blank lines above', `\n \r\n${rows.join('\n')}\n\n`],
    ['a byte order mark', `\uFEFF${rows.join('\n')}`],
    ['tabs too many behind each row', wide(rows.join('\n'), '\t\t\t')],
    ['the same below a head', wide(table, '\t\t')],
    ['quotation marks around every cell', wrapped(rows.join('\n'))],
    ['the columns the other way round', table.replaceAll(/.+/g, (row) => row.split('\t').toReversed().join('\t'))],
    [
      'points in the names of columns',
      table.replace('GLOBALEVENTID', 'GLOBAL.EVENT.ID').replace('SQLDATE', 'SQL Date'),
    ],
    ['thousands set apart', table.replaceAll(/\n(?=[12]\t)/g, '\n410,000,00').replaceAll('\t', ';')],
  ])('GDELT with %s', async (_, file) => {
    const { refused, reports } = await imported(file, following('gdelt', OPEN), 'reportId');
    const asWritten = reports.map(([id]) => [(id as string).replace('41000000', '')]);
    expect({ refused, reports: asWritten }).toEqual(BOTH);
  });

  test('ICEWS and POLECAT as R writes them: points for blanks, quotation marks, codes with a point', async () => {
    const inR = (file: string) =>
      wrapped(file)
        .split('\n')
        .map((row, i) => (i === 0 ? row.replaceAll(' ', '.') : row))
        .join('\n');
    const codes = icews([
      ['1', '2014-03-21', 'Israel', '190', 'Iran'],
      ['2', '2014-03-22', 'Israel', '190.0', 'Iran'],
      ['3', '2014-03-23', 'Israel', '40.0', 'Iran'],
    ]);
    expect(await imported(inR(codes), following('cameo', 'Iran:Israel'), 'reportId')).toMatchObject({
      refused: [
        '4: code 40 is no code of CAMEO: zeros in front have been lost, as spreadsheets drop them; did you mean 040?',
      ],
      reports: [['icews-1-20140321'], ['icews-2-20140322']],
    });
    const consulted = polecat([['1', '2023-10-09', 'CONSULT', 'phone', 'ISR', 'PSE']]);
    const { refused, reports } = await imported(inR(consulted), following('polecat', OPEN), 'reportId');
    expect([refused, reports.at(-1)]).toEqual([[], ['polecat-1']]);
  });

  test.each(['1697000000.0', '"1,697,000,000"', '2023-10-11T04:53:20Z'])(
    'ACLED with a timestamp of %s',
    async (timestamp) => {
      const file = acled([['AAA1', '09 October 2023', '1', 'Armed clash', timestamp]]);
      const { refused, reports } = await imported(
        file,
        following('acled', 'Military Forces of A (2020-):Rebels of "B"'),
        'reportId',
        'reportedAt',
      );
      expect({ refused, reports }).toEqual({ refused: [], reports: [['acled-AAA1', '2023-10-11T04:53:20Z']] });
    },
  );
});
