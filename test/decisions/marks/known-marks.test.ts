/** What is known of the words of a negotiation: each text is opened once, though many reports have it. */
import { KnownMarks, type ReportData } from '../../../decisions/marks/known-marks.js';
import type { JsonObject } from '../../../events/envelope.js';
import { copyWith, ShapedData } from '../../../events/erasure/shape.js';
import type { Logged } from '../../../events/event.js';
import type { EntryId } from '../../../events/ids.js';

let opened: string[] = [];
beforeEach(() => {
  opened = [];
});

const FIELDS = {
  party: 'a',
  speaker: { capacity: 'reporter' },
  source: { publisher: 'Wire', origin: 'GDELT' },
  reportedAt: '2023-10-09',
};

/** As a store gives it back: its summary is opened when it is first read. */
function stored(reportId: string, summary: string | null, words?: JsonObject): readonly [EntryId, Logged] {
  const data = new ShapedData(false);
  for (const [field, value] of Object.entries({ ...FIELDS, reportId, marks: { words: words ?? {} } }))
    data.value(field, value);
  if (summary === null) data.erased('summary', '[erased]');
  else
    data.text('summary', () => {
      opened.push(reportId);
      return summary;
    });
  const report = copyWith(data.done, 'kind', 'overture');
  return [reportId as EntryId, { id: reportId, fact: { type: 'Report', report } } as unknown as Logged];
}

const known = (...entries: readonly (readonly [EntryId, Logged])[]) => new KnownMarks(new Map(entries));
const asked = (summary: string) =>
  ({ ...FIELDS, kind: 'overture', reportId: 'asked', summary }) as unknown as ReportData;

test('Of an original and its copies the original alone is opened', () => {
  const marks = known(
    stored('r-1', 'They met.'),
    stored('r-2', 'They met.', { summary: 'r-1' }),
    stored('r-3', 'They met.', { summary: 'r-1' }),
    stored('r-4', 'They parted.'),
  );
  expect(marks.wordsOf(asked('They met.'))).toEqual({ summary: 'r-1' });
  expect(marks.wordsOf(asked('They parted.'))).toEqual({ summary: 'r-4' });
  expect(marks.wordsOf(asked('They waited.'))).toBeUndefined();
  expect(opened).toEqual(['r-1', 'r-4']);
});

test('A copy stands for its original where that was never there, and its texts are its own where nothing marks them', () => {
  const marks = known(stored('r-2', 'They met.', { summary: 'r-1' }), stored('r-5', 'They met again.'));
  expect(marks.wordsOf(asked('They met.'))).toEqual({ summary: 'r-1' });
  expect(marks.wordsOf(asked('They met again.'))).toEqual({ summary: 'r-5' });
  expect(opened).toEqual(['r-2', 'r-5']);
});

test('Where nobody else reported then, nothing is opened', () => {
  const marks = known(stored('r-1', 'They met.'));
  const another = { ...asked('They met.'), reportedAt: '2023-10-10' } as ReportData;
  expect(marks.wordsOf(another)).toBeUndefined();
  expect(opened).toEqual([]);
});
