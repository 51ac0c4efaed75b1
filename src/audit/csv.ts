/**
 * Stored events as CSV: a row each, with a column for each field by its dotted path (docs/csv.md). An import takes it in.
 * The columns are those that the events need, so that the events are read twice.
 */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { asOneCell, cellsOfData, type Cells } from '../../answers/csv/cells-of-data.js';
import { FIRST, inOrder, LAST, MOST_PARTS, RARE, type EnvelopeColumn } from '../../answers/csv/columns.js';
import { guarded, isNull } from '../../answers/csv/guard.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { JsonObject } from '../../events/envelope.js';
import { isErasedText } from '../../events/erasure/erased.js';
import { wordsOf } from '../../events/erasure/marked-words.js';
import { withoutMarks } from '../../events/erasure/marks.js';
import { contentOf, recorderOf } from './event-line.js';

/** Reads the events: twice, and the second time no further than the first. */
export type ReadEvents = (upTo?: number) => AsyncIterable<StoredEvent>;

/** What a row holds: the cells of each field of the data, or all of the data where columns cannot hold it. */
interface Row {
  readonly fields: ReadonlyMap<string, Cells>;
  readonly rare: ReadonlyMap<(typeof RARE)[number], string>;
  readonly data: JsonObject | null;
}

const NO_FIELDS: Row['fields'] = new Map();
const asText = (text: string): string => guarded(text, isNull);

/** Marks are made anew by an import. Only what was erased cannot be marked alike by its texts. */
function forCells(type: string, data: JsonObject): JsonObject {
  const { name } = (data['speaker'] ?? {}) as { readonly name?: unknown };
  return isErasedText(name) || wordsOf(type, data) === null ? data : withoutMarks(data);
}

function rowOf(event: StoredEvent): Row {
  const { data, text, damaged } = contentOf(event);
  const fields = data ? cellsOfData(event.type, forCells(event.type, data)) : undefined;
  const rare = new Map<(typeof RARE)[number], string>();
  if (damaged !== undefined) rare.set('damaged', asText(damaged));
  if (!fields) rare.set('data', asText(text ?? JSON.stringify(data)));
  return { fields: fields ?? NO_FIELDS, rare, data };
}

/** The columns of a table, found by reading all of it. */
interface Columns {
  readonly rare: readonly EnvelopeColumn[];
  readonly data: ReadonlySet<string>;
  readonly last: number;
}

async function columnsOf(events: AsyncIterable<StoredEvent>): Promise<Columns> {
  const [found, rare] = [new Set<string>(), new Set<string>()];
  let last = -1;
  for await (const event of events) {
    const row = rowOf(event);
    for (const name of row.rare.keys()) rare.add(name);
    for (const [field, cells] of row.fields) {
      const added = [...cells.keys()].filter((name) => !found.has(name));
      if (found.size + added.length <= MOST_PARTS) for (const name of added) found.add(name);
      else found.add(field);
    }
    last = event.revision;
  }
  return { rare: RARE.filter((name) => rare.has(name)), data: new Set(inOrder(found)), last };
}

function cellsOf(event: StoredEvent, { rare, data }: Columns): string[] {
  const row = rowOf(event);
  const cells = new Map<string, string>();
  const { text: _, ...stored } = event;
  const rest = { ...stored, recorder: recorderOf(event) };
  for (const [field, own] of row.fields) {
    if ([...own.keys()].every((name) => data.has(name))) for (const [name, cell] of own) cells.set(name, cell);
    else cells.set(field, asOneCell(row.data?.[field] ?? null));
  }
  const envelope = (name: EnvelopeColumn): string =>
    name === 'damaged' || name === 'data' ? (row.rare.get(name) ?? '') : asText(String(rest[name]));
  const ofData = [...data].map((name) => cells.get(name) ?? '');
  return [...FIRST.map(envelope), ...ofData, ...LAST.map(envelope), ...rare.map(envelope)];
}

async function* table(read: ReadEvents): AsyncGenerator<string[]> {
  const columns = await columnsOf(read());
  yield [...FIRST, ...columns.data, ...LAST, ...columns.rare];
  for await (const event of read(columns.last)) yield cellsOf(event, columns);
}

/** The events as rows, below a header row. The stream fails where `read` does. */
export const csvOf = (read: ReadEvents): Readable =>
  // A failure destroys both streams; the reader sees it as the end of its own.
  pipeline(Readable.from(table(read)), stringify(), () => {});
