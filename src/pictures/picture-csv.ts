/** The picture of the talks as CSV: a row for each thing that is drawn. */
import type { PictureAnswer } from '../../answers/story/picture.js';
import { csvTable } from '../csv/table.js';

const COLUMNS = [
  'what',
  'party',
  'subject',
  'title',
  'from',
  'to',
  'value',
  'others say',
  'quantity',
  'min',
  'max',
  'unit',
  'per',
  'basis',
  'report',
] as const;
type Cells = { readonly [C in (typeof COLUMNS)[number]]?: string | number | null | undefined };

const slugOf = (subject: PictureAnswer['stances'][number]['subject']): string =>
  Object.entries(subject)
    .map((pair) => pair.join(':'))
    .join('');

const phaseRows = ({ phases, contested }: PictureAnswer): Cells[] => [
  ...phases.map(({ from, to, phase }) => ({ what: 'phase', from, to, value: phase })),
  ...contested.map(({ from, to, by }) => ({ what: 'contested', from, to, value: by.join(' ') })),
];

const stanceRows = ({ stances }: PictureAnswer): Cells[] =>
  stances.flatMap(({ party, subject, title, turns }) =>
    turns.map(({ from, to, declared, attributed }) => ({
      what: 'position',
      party,
      subject: slugOf(subject),
      title,
      from,
      to,
      value: declared?.stance,
      'others say': attributed?.stance,
      report: declared?.report ?? attributed?.report,
    })),
  );

const offerRows = ({ offers }: PictureAnswer): Cells[] =>
  offers.flatMap(({ sort, id, title, proposers, report, openings }) =>
    openings.map(({ from, to, outcome }) => ({
      what: sort,
      party: proposers.join(' '),
      subject: id,
      title,
      from,
      to,
      value: outcome ?? (to === null ? 'open' : ''),
      report,
    })),
  );

const termRows = ({ terms }: PictureAnswer): Cells[] =>
  terms.flatMap(({ item, unit, basis, per, lines }) =>
    lines.flatMap(({ party, agreed, points }) =>
      points.map(({ at, quantity, min, max, report }) => ({
        what: agreed ? 'term agreed' : 'term put',
        party,
        subject: item,
        from: at,
        quantity,
        min,
        max,
        unit,
        per,
        basis,
        report,
      })),
    ),
  );

const reportRows = ({ reports }: PictureAnswer): Cells[] =>
  reports.points.map(({ at, report, kind, party, declares, summary }) => ({
    what: 'report',
    party,
    title: summary,
    from: at,
    value: kind,
    'others say': declares || party === null ? '' : kind,
    report,
  }));

export const pictureCsv = (picture: PictureAnswer): string =>
  csvTable(
    COLUMNS,
    [phaseRows, stanceRows, offerRows, termRows, reportRows].flatMap((rowsOf) => rowsOf(picture)),
  );
