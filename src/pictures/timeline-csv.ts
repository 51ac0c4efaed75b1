/** A timeline as CSV: a row for each moment at which the story was read, and one for each correction of the record. */
import { stringify } from 'csv-stringify/sync';
import type { TimelineAnswer } from '../../answers/story/timeline.js';

const COLUMNS = [
  'what',
  'at',
  'entries',
  'phase',
  'contested by',
  'agreement',
  'outlook',
  'confidence',
  'type',
  'names',
];

export const timelineCsv = ({ stops, corrections }: TimelineAnswer): string =>
  stringify(
    [
      ...stops.map(({ at, entries, phase, contested, agreement, outlook, confidence }) => ({
        what: 'status',
        at,
        entries,
        phase,
        'contested by': contested.join(' '),
        agreement: agreement.value,
        outlook,
        confidence,
      })),
      ...corrections.map(({ at, type, names }) => ({ what: 'correction', at, type, names })),
    ],
    { columns: COLUMNS, escape_formulas: true, header: true, record_delimiter: 'windows' },
  );
