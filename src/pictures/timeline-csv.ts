/** A timeline as CSV: a row for each moment at which the story was read, and one for each correction of the record. */
import type { TimelineAnswer } from '../../answers/story/timeline.js';
import { csvTable } from '../csv/table.js';

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
] as const;

export const timelineCsv = ({ stops, corrections }: TimelineAnswer): string =>
  csvTable(COLUMNS, [
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
  ]);
