/** The entries of a file as the import page sends them, and the lines that they stand on. */
import fc from 'fast-check';
import { csvRows } from '../../../src/csv/csv-rows.js';
import { bodyOf, contentOf } from '../../../web/import/records.js';

const cell = fc.constantFrom('a', '', '"x, y"', '"one\ntwo"', '"say ""no"""', 'é');
const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => `r,${cells.join(',')}`);
const rows = fc.array(fc.oneof(row, fc.constant('')), { maxLength: 12 });

async function linesOf(text: string): Promise<number[]> {
  const lines: number[] = [];
  for await (const { line } of csvRows([text])) lines.push(line);
  return lines;
}

test('Rows begin on the lines that the interface names, also where they are sent in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), fc.nat(4), async (drawn, isMarked, from) => {
      const text = `${isMarked ? '\uFEFF' : ''}type,summary\n${drawn.join('\n')}`;
      const { head, records } = contentOf('story.csv', text);
      expect([1, ...records.map(({ line }) => line)]).toEqual(await linesOf(text));
      const piece = records.slice(from);
      const { text: body, lineOf } = bodyOf(head, piece);
      const [, ...sent] = await linesOf(body);
      expect(sent.map(lineOf)).toEqual(piece.map(({ line }) => line));
    }),
    { numRuns: Number(process.env['NUM_RUNS'] ?? 200) },
  );
});

test('Lines of JSON are told from a table, whatever the file is called, and blank ones are left out', () => {
  const { format, head, records } = contentOf('story.txt', '\uFEFF{"type":"A"}\r\n\r\n{"type":"B"}\n');
  expect({ format, head, records }).toEqual({
    format: 'ndjson',
    head: '',
    records: [
      { line: 1, text: '{"type":"A"}' },
      { line: 3, text: '{"type":"B"}' },
    ],
  });
  expect(contentOf('story.txt', 'type,summary\nA,b\n').format).toBe('csv');
  expect(contentOf('empty.csv', '').records).toEqual([]);
});
