/** What holds of any event as cells, and of any text in one. */
import fc from 'fast-check';
import { cellOf, valueOf } from '../../answers/csv/cell.js';
import { cellsOfData } from '../../answers/csv/cells-of-data.js';
import { ALL_SHAPES, SHAPES, type Shape } from '../../answers/csv/column-shapes.js';
import { ENVELOPE, inOrder } from '../../answers/csv/columns.js';
import { Header } from '../../answers/csv/row.js';
import { schemaOf } from '../../events/event.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { history } from '../generators/history.js';

const RUNS = { numRuns: Number(process.env['NUM_RUNS'] ?? 200) };
const parse = (text: string) => ({ value: JSON.parse(text) as JsonValue });

/** Texts that a spreadsheet or a reader of cells could take for something else. */
const JSON_LIKE = [
  '',
  ' ',
  "'",
  "''",
  'null',
  'true',
  'FALSE',
  '0',
  '-1',
  '007',
  '1e3',
  '1,000',
  '[]',
  '{"a":1}',
  '[x',
];
const FORMULA_LIKE = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r', '\n', ' =1', '＝1', "'=1", "'Twas"];
const awkward = fc.constantFrom(...JSON_LIKE, ...FORMULA_LIKE, ';', 'a; b', 'a\rb', 'a\nb', '"', '\uFEFFa');
const text = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.tuple(fc.constantFrom("'", '=', '-', '+', '@', ' ', '\t'), fc.string({ maxLength: 6 })).map(([a, b]) => a + b),
);

describe('A cell', () => {
  const back = (shape: Shape, value: JsonValue) => valueOf(shape, cellOf(shape, value), parse);

  test('gives a text back as it was, where only texts stand and where anything may', () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const cell of ['text', 'any'] as const) expect(back({ cell }, value)).toEqual({ value });
      }),
      RUNS,
    );
  });

  test('is never empty, and begins like a formula only where it is a number', () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const cell of ['text', 'any', 'list'] as const)
          expect(cellOf({ cell }, cell === 'list' ? [value] : value)).not.toMatch(/^$|^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
      }),
      RUNS,
    );
    expect(cellOf({ cell: 'number' }, -5)).toBe('-5');
  });

  test('gives a list of texts back, and numbers, flags and what was removed', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }), (list, n) => {
        const number = Object.is(n, -0) || (!Number.isSafeInteger(n) && Number.isInteger(n)) ? 0 : n;
        expect(back({ cell: 'list' }, list)).toEqual({ value: list });
        for (const cell of ['number', 'any'] as const) expect(back({ cell }, number)).toEqual({ value: number });
      }),
      RUNS,
    );
    for (const cell of ['text', 'number', 'boolean', 'list', 'any'] as const)
      expect(back({ cell }, null)).toEqual({ value: null });
    expect(back({ cell: 'boolean' }, true)).toEqual({ value: true });
    expect(valueOf({ cell: 'boolean' }, 'TRUE', parse)).toEqual({ value: true });
  });

  test('says what is wrong with a number or a flag', () => {
    const wrong = (cell: 'number' | 'boolean', given: string) => valueOf({ cell }, given, parse);
    expect(wrong('number', '1,000')).toEqual({ wrong: expect.stringContaining('1250.5') });
    expect(wrong('number', '0.10000000000000000001')).toEqual({ wrong: expect.stringContaining('exactly') });
    expect(wrong('boolean', 'yes')).toEqual({ wrong: 'takes true or false' });
    expect(valueOf({ items: { cell: 'any' } }, 'ten', parse)).toEqual({ wrong: expect.stringContaining('JSON') });
  });
});

describe('The columns', () => {
  test('hold every event of any history, so that it comes back the same', () => {
    fc.assert(
      fc.property(history({ changes: true, tables: true }), ({ opened, lines }) => {
        for (const { type, data: given } of [opened, ...lines]) {
          // As it is stored: a list of one may be given as that one.
          const data = schemaOf(type)?.parse(given) as JsonObject;
          const cells = [...(cellsOfData(type, data)?.values() ?? [])].flatMap((ofField) => [...ofField]);
          const header = new Header(['type', ...cells.map(([column]) => column)]);
          expect(header.errors).toEqual([]);
          expect(header.lineOf([type, ...cells.map(([, cell]) => cell)], parse)).toEqual({ type, data });
        }
      }),
      RUNS,
    );
  });

  test('of the envelope are called like no field, and there is a shape for every type', () => {
    const fields = 'fields' in ALL_SHAPES ? [...ALL_SHAPES.fields.keys()] : [];
    expect(fields.filter((name) => ENVELOPE.has(name))).toEqual([]);
    expect([...SHAPES.values()].filter((shape) => !('fields' in shape))).toEqual([]);
  });

  test('stand in the order of the schemas, and items in the order of the list', () => {
    const names = ['terms.10.item', 'summary', 'terms.2.unit', 'terms.2.item', 'speaker.capacity', 'reportId', 'terms'];
    expect(inOrder(names)).toEqual([
      'reportId',
      'speaker.capacity',
      'summary',
      'terms',
      'terms.2.item',
      'terms.2.unit',
      'terms.10.item',
    ]);
  });
});
