/** The rows of a table, and the line that each begins on. */
import { csvRows } from '../../src/csv/csv-rows.js';

async function rowsOf(chunks: readonly (string | Uint8Array)[]): Promise<[number, readonly string[] | string][]> {
  const rows: [number, readonly string[] | string][] = [];
  for await (const row of csvRows(chunks)) rows.push([row.line, 'problem' in row ? row.problem.detail : row.cells]);
  return rows;
}

const bytes = (text: string): Uint8Array[] => [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));

test.each([['\n'], ['\r\n']])(
  'A row is told by the line on which it begins, also where cells hold line breaks (%j)',
  async (end) => {
    const text = [`a,b`, `"x${end}y",1`, '', `2,"3${end}${end}4"`, '5,6', ''].join(end);
    const expected = [
      [1, ['a', 'b']],
      [2, [`x${end}y`, '1']],
      [5, ['2', `3${end}${end}4`]],
      [8, ['5', '6']],
    ];
    expect(await rowsOf([text])).toEqual(expected);
    expect(await rowsOf(bytes(text))).toEqual(expected);
  },
);

test('A byte order mark, blank rows, and the delimiters of spreadsheets are understood', async () => {
  const marked = Buffer.from('\uFEFFa;b;c\n1;"2;x";"é,"\n;;\n');
  expect(await rowsOf([marked])).toEqual([
    [1, ['a', 'b', 'c']],
    [2, ['1', '2;x', 'é,']],
  ]);
  expect(await rowsOf(bytes('a\tb\n1\t2'))).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
  ]);
  expect(await rowsOf([])).toEqual([]);
  expect(await rowsOf([''])).toEqual([]);
});

test('Quotation marks, lone carriage returns and a byte order mark inside a cell stay what they are', async () => {
  expect(await rowsOf(['a,b\n"say ""no""","x\ry"\n"\uFEFFz","5"" pipe"\n'])).toEqual([
    [1, ['a', 'b']],
    [2, ['say "no"', 'x\ry']],
    [3, ['\uFEFFz', '5" pipe']],
  ]);
});

test.each(['\n', '\r\n', '\r'])(
  'What stands above the first row is passed over, and still counted (lines end with %j)',
  async (end) => {
    const text = [
      '"sep=;"',
      '',
      '# exported on 1 May, 2026; all rows',
      '#',
      'a;b,c',
      '1;"2"',
      '# no comment;here',
      '',
    ].join(end);
    const expected = [
      [5, ['a', 'b,c']],
      [6, ['1', '2']],
      [7, ['# no comment', 'here']],
    ];
    expect(await rowsOf([text])).toEqual(expected);
    expect(await rowsOf(bytes(`\uFEFF${text}`))).toEqual(expected);
  },
);

test('What says what stands between cells is right, also where another sign is more often there', async () => {
  expect(await rowsOf(['sep=|\r\na,x|b,y\r\n1|2\r\n'])).toEqual([
    [2, ['a,x', 'b,y']],
    [3, ['1', '2']],
  ]);
});

test('A column whose name begins like a comment is none', async () => {
  expect(await rowsOf(['#id,day\n1,2\n'])).toEqual([
    [1, ['#id', 'day']],
    [2, ['1', '2']],
  ]);
  expect(await rowsOf(['# only a comment'])).toEqual([[1, ['# only a comment']]]);
  expect(await rowsOf(['a,b\r1,2'])).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
  ]);
});

test('Comments without end are not gathered', async () => {
  const comments = Array.from({ length: 40 }, () => `# ${'x'.repeat(64 * 1024)}\n`);
  expect(await rowsOf([...comments, 'a,b\n'])).toEqual([[41, ['a', 'b']]]);
});

test('A row that is not UTF-8 is named, and the others are read', async () => {
  const latin = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xe9]), Buffer.from('\n2,é\n')]);
  expect(await rowsOf([latin])).toEqual([
    [1, ['a', 'b']],
    [2, expect.stringContaining('UTF-8')],
    [3, ['2', 'é']],
  ]);
});

test('Behind a quotation mark that is not closed, or a row without end, nothing is read', async () => {
  expect(await rowsOf(['a,b\n1,2\n3,"4\n5,6\n'])).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
    [3, expect.stringMatching(/quotation mark is not closed; .* not read any further/)],
  ]);
  const commas = Array.from({ length: 40 }, () => ','.repeat(64 * 1024));
  expect(await rowsOf(['a,b\n1,2\n', ...commas])).toEqual([
    [1, ['a', 'b']],
    [2, ['1', '2']],
    [3, expect.stringContaining('longer than')],
  ]);
  const quoted = Array.from({ length: 40 }, () => 'x\n'.repeat(32 * 1024));
  expect((await rowsOf(['a,b\n1,2\n"', ...quoted])).at(-1)).toEqual([3, expect.stringContaining('longer than')]);
});

test('The failure of what is read is not taken for one of the table', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield 'a,b\n1,2\n';
    throw new Error('the line went dead');
  }
  const read = async () => {
    for await (const row of csvRows(broken())) expect(row.line).toBeGreaterThan(0);
  };
  await expect(read()).rejects.toThrow('the line went dead');
});
