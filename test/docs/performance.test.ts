/** The figures of docs/performance.md are those that the bench has written, not somebody's memory of them. */
import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The cells of each row of a table, however it is aligned. */
const rowsIn = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ -]+\|[ :-]+\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );

interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly least?: number;
  readonly most?: number;
  readonly met: boolean;
}

const { results } = JSON.parse(read('bench/results/results.json')) as { results: Row[] };

test('The table of what it costs is the one that was measured', () => {
  const measured = rowsIn(read('bench/results/table.md'));
  expect(measured).toHaveLength(results.length + 1);
  expect(rowsIn(read('docs/performance.md')).slice(0, measured.length)).toEqual(measured);
});

test('Every row is called met or missed by its ratio and its bar', () => {
  expect(results.map(({ name }) => name)).toContain('start');
  for (const { name, ratio, least, most, met } of results)
    expect([name, met]).toEqual([name, least === undefined ? ratio <= Number(most) : ratio >= least]);
});
