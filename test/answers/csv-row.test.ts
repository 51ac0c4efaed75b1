/** A table of events, row by row: what its header and its cells may be. */
import { MOST_COLUMNS } from '../../answers/csv/columns.js';
import { Header, type ParseCell } from '../../answers/csv/row.js';
import { problemOfFields } from '../../answers/problem.js';

const parse: ParseCell = (text) => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { wrong: 'must be JSON' };
  }
};
const HEAD = ['type', 'negotiation', 'reportId', 'source.publisher', 'credibility'];
const line = (cells: readonly string[], head: readonly string[] = HEAD) => new Header(head).lineOf(cells, parse);
const wrongIn = (read: ReturnType<typeof line>) => ('problem' in read ? read.problem.errors : 'nothing');

describe('The header of a table', () => {
  test('must have the type, and no column twice', () => {
    expect(new Header(['negotiation']).errors).toEqual([{ column: 'type', detail: 'must be among the columns' }]);
    expect(new Header(['type', 'to', 'to']).errors).toEqual([{ column: 'to', detail: 'is there twice' }]);
  });

  test('names a column that there is not with the nearest that there is', () => {
    expect(new Header(['type', 'sumary']).errors).toMatchObject([{ column: 'sumary', nearest: 'summary' }]);
  });
});

describe('A header that would take long, or go deep', () => {
  test('is refused for the number of its columns, before they are looked at', () => {
    const wide = ['type', ...Array.from({ length: 100_000 }, (_, i) => `sumary${i}`)];
    const begun = performance.now();
    const { errors } = new Header(wide);
    expect(errors).toEqual([{ detail: `the table has 100001 columns, and ${MOST_COLUMNS} are the most` }]);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('may have as many columns as an export has, and names each error once', () => {
    const known = ['type', ...Array.from({ length: MOST_COLUMNS - 3 }, (_, i) => `changes.names.x${i}`)];
    expect(new Header([...known, 'type', 'type']).errors).toEqual([{ column: 'type', detail: 'is there twice' }]);
  });

  test('has no column deeper than 32 names', () => {
    const path = (length: number) => ['changes', 'changes', ...Array.from({ length: length - 2 }, () => 'a')].join('.');
    expect(new Header(['type', path(32)]).errors).toEqual([]);
    expect(new Header(['type', path(33)]).errors).toMatchObject([{ column: path(33), detail: 'is no column' }]);
    expect(wrongIn(line(['EntryAmended', '1'], ['type', path(50_000)]))).toMatchObject([{ detail: 'is no column' }]);
  });
});

describe('A row', () => {
  test('states the fields of its filled cells, at their paths', () => {
    expect(line(['DenialReported', 'ferry', 'f-1', 'The Quay', '2'])).toEqual({
      type: 'DenialReported',
      data: { negotiation: 'ferry', reportId: 'f-1', source: { publisher: 'The Quay' }, credibility: 2 },
    });
  });

  test('with a value in a column without a name, or one that there is not, is refused', () => {
    expect(wrongIn(line(['DenialReported', 'ferry', 'f-1', '', '', 'x']))).toMatchObject([
      { detail: 'a value stands in a column without a name' },
    ]);
    expect(wrongIn(line(['DenialReported', 'x'], ['type', 'sumary']))).toMatchObject([{ column: 'sumary' }]);
  });

  test('holds all fields as JSON in place of columns for them, and not beside these', () => {
    const head = ['type', 'negotiation', 'data'];
    const whole = '{"negotiation":"ferry"}';
    expect(line(['DenialReported', '', whole], head)).toEqual({
      type: 'DenialReported',
      data: { negotiation: 'ferry' },
    });
    expect(wrongIn(line(['DenialReported', 'ferry', whole], head))).toMatchObject([{ column: 'data' }]);
    expect(wrongIn(line(['DenialReported', '', '[1]'], head))).toMatchObject([{ detail: 'must be an object in JSON' }]);
    expect(wrongIn(line(['DenialReported', '', '{no'], head))).toMatchObject([{ detail: 'must be JSON' }]);
  });

  test('of an export says where it stood, and whether it was damaged', () => {
    const head = ['type', 'negotiation', 'stream', 'schemaVersion', 'damaged'];
    expect(line(['DenialReported', 'ferry', 'negotiation-ferry', '2', 'its hash is wrong'], head)).toEqual({
      type: 'DenialReported',
      data: { negotiation: 'ferry' },
      stream: 'negotiation-ferry',
      schemaVersion: 2,
      damaged: 'its hash is wrong',
    });
  });

  test('has its problem named by its column: by that of the deepest part that has one', () => {
    const of = (pointer: string) => problemOfFields('invalid-request', [{ pointer, detail: 'is wrong' }]);
    const header = new Header(HEAD);
    expect(header.placed(of('/data/source/publisher')).errors).toMatchObject([{ column: 'source.publisher' }]);
    expect(header.placed(of('/data/credibility/x')).errors).toMatchObject([{ column: 'credibility' }]);
    expect(header.placed(of('/data/terms/0/item')).errors).toMatchObject([{ column: 'terms.0.item' }]);
  });
});
