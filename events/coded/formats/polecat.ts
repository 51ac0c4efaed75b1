/**
 * Rows of POLECAT, coded by PLOVER, below a head. Source: Scarborough and others, “POLECAT Weekly Data”, Harvard Dataverse,
 * doi:10.7910/DVN/AJGVIT; its columns as its readers give them (shenyangHuang/TGB; LuminosityX/ThinkTank-ME); of actors, the
 * PLOVER manual, “Compound and Reciprocal Actors”.
 */
import { calendarDayIn, dayIn, noDate, type DateOrder } from '../cell-dates.js';
import { idIn, isNothing, publisherIn } from '../cells.js';
import { ploverCode, ploverType } from '../plover.js';
import { actorOf, type Actor, type Pair, type ReadRow, type RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type ReadAs, type TableReader } from './named-columns.js';

const COLUMNS = {
  id: needed('Event ID'),
  date: needed('Event Date'),
  type: needed('Event Type'),
  mode: optional('Event Mode'),
  actor: needed('Actor Name'),
  actorCountry: needed('Actor Country'),
  recipient: needed('Recipient Name'),
  recipientCountry: needed('Recipient Country'),
  source: optional('Source'),
  published: optional('Publication Date'),
} as const;

type Cell = CellOf<keyof typeof COLUMNS>;

const DATE = 'date, such as 2023-10-09';

/** Whoever has no country is paired with nobody. */
const withCountry = (name: string, country: string): Actor => ({
  ...actorOf(name, country),
  group: isNothing(country) ? '' : country,
});

/** So many actors of one side are followed. */
const MOST_ACTORS = 20;

/** One of several in a cell; some are in quotation marks. */
const namesIn = (cell: string): string[] =>
  cell.split(/[;|]/).map((name) => name.trim().replaceAll(/^["']+|["']+$/g, ''));

/** The actors of one side. Where there are as many countries as names, or one, each name has its own. */
function actorsIn(names: string, countries: string): Actor[] {
  const [each, of] = [namesIn(names), namesIn(countries)];
  const isPaired = of.length === each.length || of.length === 1;
  const actors = isPaired
    ? each.map((name, i) => withCountry(name, of[i] ?? of[0] ?? ''))
    : [...each.map((name) => withCountry(name, '')), ...of.map((country) => withCountry('', country))];
  return actors.filter(({ keys }) => keys.length > 0).slice(0, MOST_ACTORS);
}

const NOBODY = actorOf('');

/**
 * Each of those who act with each of those to whom it is done. Of a consultation all may stand among those who act: then each
 * with each.
 */
function pairsOf(type: string, actors: readonly Actor[], recipients: readonly Actor[]): readonly [Pair, ...Pair[]] {
  const isAmongThem = recipients.length === 0 && type === 'CONSULT' && actors.length > 1;
  const pairs = isAmongThem
    ? actors.flatMap((one, i) => actors.slice(i + 1).map((other): Pair => [one, other]))
    : actors.flatMap((one) => recipients.map((other): Pair => [one, other]));
  const [first = [actors[0] ?? NOBODY, recipients[0] ?? NOBODY], ...others] = pairs;
  return [first, ...others];
}

function rowOf(cell: Cell, dates: DateOrder | undefined): ReadRow {
  const id = idIn('polecat', cell('id'));
  if (id === undefined) return { column: 'Event ID', fault: 'is needed' };
  const day = calendarDayIn(cell('date'), dates);
  if (day === undefined) return { column: 'Event Date', fault: noDate(cell('date'), DATE) };
  const published = isNothing(cell('published')) ? day : dayIn(cell('published'), dates);
  if (published === undefined) return { column: 'Publication Date', fault: noDate(cell('published'), DATE) };
  const code = ploverCode(cell('type'), isNothing(cell('mode')) ? '' : cell('mode'));
  const actors = actorsIn(cell('actor'), cell('actorCountry'));
  const recipients = actorsIn(cell('recipient'), cell('recipientCountry'));
  return {
    id,
    code,
    pairs: pairsOf(ploverType(code), actors, recipients),
    occurredAt: day,
    reportedAt: published,
    publisher: publisherIn(cell('source')),
  };
}

export const polecatRows = (head: readonly string[], { dates }: ReadAs): TableReader | RowFault =>
  namedColumns(head, COLUMNS, (cell) => rowOf(cell, dates));
