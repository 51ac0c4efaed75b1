/**
 * Stored events as CSV: a row each, with columns to sort and filter by, and all of the data as JSON in the last one.
 */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import { contentOf } from './event-line.js';

/** Fields of the data that have a column of their own. */
const FIELDS = ['party', 'attribution', 'reportedAt', 'occurredAt', 'summary', 'reason'] as const;

const BEFORE = ['revision', 'position', 'recordedAt', 'recorder', 'type', 'entry', 'publisher'];
const AFTER = ['id', 'schemaVersion', 'correlationId', 'causationId', 'hash', 'damaged', 'data'];

// A spreadsheet takes a cell that begins like a formula for one, and other people write the summaries.
const OPTIONS = { columns: [...BEFORE, ...FIELDS, ...AFTER], escape_formulas: true, header: true };

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const publisherOf = ({ publisher, source }: JsonObject): JsonValue | undefined =>
  publisher ?? (isObject(source) ? source['publisher'] : undefined);

type Cells = Readonly<Record<string, unknown>>;

function cellsOf(event: StoredEvent): Cells {
  const { data, text, damaged } = contentOf(event);
  const { text: _, defect: _defect, ...columns } = event;
  const of = data ?? {};
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, of[field]])),
    ...columns,
    position: String(event.position),
    entry: ownIdOf(event.type, of),
    publisher: publisherOf(of),
    damaged,
    data: text ?? JSON.stringify(data),
  };
}

async function* cells(events: AsyncIterable<StoredEvent>): AsyncGenerator<Cells> {
  for await (const event of events) yield cellsOf(event);
}

/** The events as rows, below a header row. The stream fails where `events` does. */
export const csvOf = (events: AsyncIterable<StoredEvent>): Readable =>
  // A failure destroys both streams; the reader sees it as the end of its own.
  pipeline(Readable.from(cells(events)), stringify(OPTIONS), () => {});
