/** What a person at a terminal sees: tables that fit, words in any script, nothing that a record could do to it. */
import { PassThrough } from 'node:stream';
import { coloursFor } from '../../src/cli/output/colours.js';
import { safeForTerminal } from '../../src/cli/output/safe-text.js';
import { formatFor } from '../../src/cli/output/print.js';
import { render } from '../../src/cli/output/render.js';
import type { Layout } from '../../src/cli/output/layout.js';

const stream = (more: object) => Object.assign(new PassThrough(), more);
const noInk = coloursFor(stream({}), { color: false });
const lines = (sheet: Layout, width?: number): string[] => render(sheet, width, noInk).trimEnd().split('\n');

test('a table on a terminal, JSON elsewhere, and either where it is asked for', () => {
  const [terminal, pipe] = [stream({ isTTY: true }), stream({})];
  expect([formatFor({}, terminal), formatFor({}, pipe)]).toEqual(['table', 'json']);
  expect([formatFor({ format: 'json' }, terminal), formatFor({ format: 'table' }, pipe)]).toEqual(['json', 'table']);
});

test('wide characters take two columns, and right-to-left words stay in their cells', () => {
  const rows = [
    ['日本', 'x'],
    ['أهلا وسهلا', 'שלום'],
    ['plain', 'y'],
  ];
  expect(lines([{ head: ['party', 'word'], rows }])).toEqual([
    'party       word',
    '日本        x',
    '\u2068أهلا وسهلا\u2069  \u2068שלום\u2069',
    'plain       y',
  ]);
});

test('a table that is too wide for the terminal gives way where words part, and breaks no word', () => {
  const rows = [['report-with-a-long-id', 'a summary of several words', 'and another one beside it']];
  const narrow = lines([{ head: ['id', 'summary', 'note'], rows }], 44);
  expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(44);
  expect(narrow.join('\n')).toContain('report-with-a-long-id');
  expect(narrow.length).toBeGreaterThan(2);
  expect(lines([{ head: ['id', 'summary', 'note'], rows }])).toHaveLength(2);
});

test('control characters of a record do nothing to a terminal', () => {
  expect(safeForTerminal('a\u001B[2J\u202Eb\nc\u0007')).toBe('a [2J b c');
  expect(lines(['\u001B]0;title\u0007 said', { head: ['x'], rows: [['\u2067y\u0000']] }])).toEqual([
    ']0;title said',
    'x',
    'y',
  ]);
});
